using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Standards;
using CivicLoop.Core.Standards.Forms;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Standards;

/// <summary>Which standards, materials and places stand in which form, over the samples that the product ships.</summary>
public class WorkingFormsTest
{
    private static readonly Playbook Karamay = PlaybookFolders.Parsed("karamay");

    private static Edition City => Karamay.Editions.Single(edition => edition.System == "city");

    public static TheoryData<string> Samples => [.. Karamay.Editions.Select(edition => edition.Code)];

    private static FormFacts Facts(Edition edition, Actor? reader = null, params (string Standard, string Unit)[] leads) =>
        new(
            Karamay.Places.Types,
            MaterialLine.Of(
                edition,
                [],
                leads.ToDictionary(lead => new StandardRef(edition.System, lead.Standard), lead => lead.Unit),
                reader ?? SmallCity.Clerk
            ),
            Karamay.Places.Places
        );

    private static FormSheet Sheet(string form, Edition edition, FormNarrowing? to = null) =>
        FormSheet.Of(WorkingForms.Find(form)!, edition, Facts(edition), to);

    private static IEnumerable<string> Standards(FormSheet sheet) =>
        sheet.Groups.SelectMany(group => group.Rows).Select(row => row.Located!.Standard.Code);

    [Theory, MemberData(nameof(Samples))]
    public void Every_method_of_every_standard_has_a_form_to_be_assessed_with(string code)
    {
        var edition = Karamay.Editions.Single(one => one.Code == code);
        var working = WorkingForms
            .All.Where(form => form.Methods.Count > 0 && form.Rows != FormRowKind.Place)
            .Select(form => FormSheet.Of(form, edition, Facts(edition)))
            .Select(sheet => (sheet.Form, Codes: Standards(sheet).ToHashSet()))
            .ToList();

        foreach (var standard in edition.Standards)
        foreach (var method in standard.Methods)
            working
                .Count(one => one.Form.Methods.Contains(method) && one.Codes.Contains(standard.Code))
                .ShouldBeGreaterThan(0, $"{standard.Code} by {method}");
        Standards(FormSheet.Of(WorkingForms.Find("indicators")!, edition, Facts(edition)))
            .ShouldBe(edition.Standards.Select(standard => standard.Code));
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_form_has_rows_or_a_reason_and_never_both(string code)
    {
        var edition = Karamay.Editions.Single(one => one.Code == code);

        foreach (var form in WorkingForms.All)
        {
            var sheet = FormSheet.Of(form, edition, Facts(edition));
            (sheet.Count == 0).ShouldBe(sheet.Lack is not null, form.Code);
            if (code == City.Code)
                sheet.Lack.ShouldBeNull(form.Code);
        }
    }

    [Fact]
    public void No_form_has_a_column_twice_and_each_but_the_explanation_leaves_room_for_a_pen()
    {
        WorkingForms.All.Count.ShouldBe(11);
        WorkingForms.All.Select(form => form.Code).ShouldBeUnique();
        foreach (var form in WorkingForms.All)
        {
            form.Columns.Select(column => column.Code).ShouldBeUnique(form.Code);
            form.Columns.Any(column => column.ByHand).ShouldBe(form.Code != "indicators", form.Code);
            if (form.GroupedBy != FormGrouping.None)
                form.Columns[0]
                    .Code.ShouldBe(
                        form.GroupedBy switch
                        {
                            FormGrouping.PlaceType => "place-type",
                            FormGrouping.Method => "method",
                            _ => "project",
                        },
                        "what stands above the rows on a page stands beside them in a file"
                    );
        }
    }

    [Fact]
    public void Windows_have_a_form_of_their_own_and_no_type_of_place_stands_in_both()
    {
        string[] Types(string form) => [.. Sheet(form, City).Groups.Select(group => group.Code)];

        Types("windows").ShouldBe(["hospital", "service-hall", "bank", "post-office"], ignoreOrder: true);
        Types("field").Intersect(Types("windows")).ShouldBeEmpty();
        Types("field").ShouldContain("market");
        Types("declared-places")
            .ShouldBe([.. Types("windows"), .. Types("field").Where(type => type.Length > 0)], ignoreOrder: true);
    }

    [Fact]
    public void A_part_that_another_method_scores_is_not_scored_twice()
    {
        var both = City.Standards.First(standard => standard.Rules.Count == 2);
        var weights = WorkingForms
            .All.Where(form => form.Has("score") && form.Takes(both))
            .Select(form => form.Weight(both))
            .Order();

        both.Rules.Select(rule => Points.Of(both.Weight, rule.Share)).Order().ShouldBe(weights);
    }

    [Fact]
    public void Places_are_told_short_where_an_edition_draws_more_than_there_are()
    {
        FormFacts With(IEnumerable<Place> places) => new(Karamay.Places.Types, [], places);
        var facts = With(Karamay.Places.Places.Where(place => place.Type != "bank").Take(3));
        var drawn = City.Standards.Where(one => one.OnTheSpot && one.Places.Contains("bank")).Max(one => one.Occurrence);

        var ground = FormSheet.Ground(City, facts, "bank");

        (ground.Drawn, ground.Registered).ShouldBe((drawn, 0));
        ground.Lacking.ShouldBeInRange(1, drawn);
        FormSheet.Ground(City, With(Enumerable.Range(1, drawn).Select(Bank)), "bank").ShouldBe(new FormGround(drawn, drawn, 0));
        FormSheet
            .Of(WorkingForms.Find("declared-places")!, City, facts, new FormNarrowing(Type: "bank"))
            .Groups.ShouldHaveSingleItem("that none is there is told, too")
            .Rows.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_narrowed_down_to_a_unit_and_a_type_and_offers_only_what_it_has()
    {
        var place = Karamay.Places.Places.First(one => one.Type == "market");
        var one = Sheet("declared-places", City, new FormNarrowing(place.Owner, "market"));

        one.Groups.SelectMany(group => group.Rows)
            .ShouldAllBe(row => row.Place!.Owner == place.Owner && row.Place.Type == "market");
        one.Units.ShouldContain(place.Owner);
        one.Count.ShouldBeGreaterThan(0);
        Sheet("field", City, new FormNarrowing(Type: "market")).Groups.ShouldHaveSingleItem().Code.ShouldBe("market");
        Sheet("field", City, new FormNarrowing(Unit: "nobody")).Lack.ShouldBe(FormLack.Narrowed);
        Sheet("hearing", City, new FormNarrowing("nobody", "market")).Lack.ShouldBeNull("it is about neither unit nor place");
    }

    [Fact]
    public void Who_reads_only_their_own_unit_finds_nothing_of_what_others_were_or_will_be_asked()
    {
        var standard = City.Standards.First(one => one.Materials.Count > 0).Code;
        var theirs = Facts(City, SmallCity.MarketClerk, (standard, "market"));
        var others = Facts(City, SmallCity.NorthClerk, (standard, "market"));
        FormSheet Of(FormFacts facts) => FormSheet.Of(WorkingForms.Find("pending-materials")!, City, facts);

        Standards(Of(theirs)).ShouldBe([standard]);
        Of(others).Lack.ShouldBe(FormLack.Materials);
        others.Units(City.Find(standard)!.Standard).ShouldBeEmpty();
    }

    private static Place Bank(int number) => new($"b-{number}", "银行", "bank", "650203", "", null, 84.9, 45.6, "", true);
}
