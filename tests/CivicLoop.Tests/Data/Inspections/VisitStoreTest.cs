using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Http.Inspections;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Inspections;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Inspections;

/// <summary>A visit and what it does to cases is one act: all of it or nothing, once, proved and made again; on both databases.</summary>
public class VisitStoreTest
{
    private static VisitInput Input(string? shown = null, params (string Standard, (string, long)[] Figures)[] answers) =>
        new(
            SmallCity.Market,
            null,
            "按检查表查",
            [
                .. answers.Select(answer => new Answered(
                    new ItemAnswer("small-1", answer.Standard, Measured.Of(answer.Figures)),
                    "西门内侧",
                    []
                )),
            ],
            shown
        );

    private static VisitInput Litter(long faults, string? shown = null) => Input(shown, ("litter", [("faults", faults)]));

    private static Task<Outcome<Done<VisitState>>> Try(TestCity city, ActForm form, VisitInput input) =>
        VisitStore.Record(city.City, SmallCity.Rules, form, input, Visited.Words, TestServer.SmallPlaybook.Editions);

    private static async Task<Done<VisitState>> Recorded(TestCity city, Actor by, VisitInput input)
    {
        var outcome = await Try(city, CaseOffice.Form(by), input);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value!;
    }

    private static long Count(TestCity city, string sql) =>
        city.City.Database.Read(connection => Sql.Number(connection, $"select count(*) from {sql}"));

    [Theory, EachDatabase]
    public async Task What_fails_becomes_a_case_then_joins_it_fails_its_check_and_passes_it(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);

        var first = (
            await Recorded(city, SmallCity.InspectorNorth, Input(null, ("litter", [("faults", 2)]), ("bins", [("found", 1)])))
        ).State;
        first
            .Items.Select(item => (item.Share, item.Effect, item.Case))
            .ShouldBe([(5_000, ItemEffect.Reported, 1), (2_500, ItemEffect.None, (long?)null)]);
        var stream = city.City.Database.Read(connection => CaseReads.Find(connection, 1))!.Stream;
        (office.Row(stream)!.FoundBy, office.Row(stream)!.At.Place).ShouldBe(("inspector", "p-1"));

        (await Recorded(city, SmallCity.Supervisor, Litter(1))).State.Items[0].Effect.ShouldBe(ItemEffect.Joined);
        office.Row(stream)!.Version.ShouldBe(2);
        await office.Fixed(stream);
        (await Recorded(city, SmallCity.InspectorNorth, Litter(1))).State.Items[0].Effect.ShouldBe(ItemEffect.CheckFailed);
        office.Row(stream)!.FailedChecks.ShouldBe(1);
        await office.Act(stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [office.Photo("again")]));
        (await Recorded(city, SmallCity.InspectorNorth, Litter(0))).State.Items[0].Effect.ShouldBe(ItemEffect.CheckPassed);
        office.Row(stream)!.Status.ShouldBe(CaseStatus.Passed);

        var last = city.City.Database.Read(connection => VisitReads.At(connection, "p-1"));
        (last[("small-1", "litter")].Share, last[("small-1", "litter")].Visit).ShouldBe((VisitItem.Full, 4));
        last[("small-1", "bins")].Visit.ShouldBe(1);
        city.City.Database.Read(connection => VisitReads.OfCase(connection, 1)).Select(one => one.Number).ShouldBe([4, 3, 2, 1]);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task The_same_form_is_one_visit_and_cases_that_changed_meanwhile_leave_nothing_behind(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var form = CaseOffice.Form(SmallCity.InspectorNorth);
        var shown = new VisitEffects(
            SmallCity.Market,
            [],
            new Act(form.Id, form.By, city.City.Clock.Now, city.City.Clock.Now, "desk", SmallCity.Text()),
            SmallCity.Rules
        ).Shown(VisitStore.Categories(Checklist.Of("market", TestServer.SmallPlaybook.Editions)));

        (await Try(city, form, Litter(3, shown))).Value!.Repeated.ShouldBeFalse();
        (await Try(city, form, Litter(3, shown))).Value!.Repeated.ShouldBeTrue();
        (await Try(city, form, Litter(2, shown))).Refusal!.Code.ShouldBe("act.id-reused");
        (await Try(city, CaseOffice.Form(SmallCity.Supervisor), Litter(3, shown))).Refusal!.Code.ShouldBe("visit.cases-changed");
        (await Try(city, CaseOffice.Form(SmallCity.InspectorSouth), Litter(3))).Refusal!.Code.ShouldBe("visit.not-yours");
        (await Try(city, CaseOffice.Form(SmallCity.Clerk), Input())).Refusal!.Code.ShouldBe("visit.nothing-answered");
        (Count(city, "visits"), Count(city, "visit_items"), Count(city, "cases")).ShouldBe((1, 1, 1));
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Two_who_find_the_same_at_once_make_one_case(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        var outcomes = await Task.WhenAll(
            new[] { SmallCity.InspectorNorth, SmallCity.Supervisor, SmallCity.Clerk }.Select(by =>
                Task.Run(() => Try(city, CaseOffice.Form(by), Litter(1)))
            )
        );

        outcomes.ShouldAllBe(one => one.Refusal == null || one.Refusal.Code == "act.changed");
        Count(city, "cases").ShouldBe(1);
        outcomes.Count(one => one.Value?.State.Items[0].Effect == ItemEffect.Reported).ShouldBe(1);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task What_is_withdrawn_counts_no_more_its_case_stays_and_all_of_it_can_be_made_again(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var visit = await Recorded(city, SmallCity.InspectorNorth, Litter(1));
        await Recorded(city, SmallCity.InspectorNorth, Litter(2));

        var outcome = await VisitStore.Withdraw(
            city.City,
            SmallCity.Rules,
            CaseOffice.Form(SmallCity.InspectorNorth, expected: 1, reason: "点位选错"),
            visit.Stream
        );

        outcome.Refusal.ShouldBeNull();
        (
            await VisitStore.Withdraw(city.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Clerk), visit.Stream)
        ).Refusal!.Code.ShouldBe("visit.withdrawn-already");
        Count(city, "visit_items where withdrawn_at is not null").ShouldBe(1);
        city.City.Database.Read(connection => VisitReads.At(connection, "p-1"))[("small-1", "litter")].Visit.ShouldBe(2);
        Count(city, "cases where closed_at is null").ShouldBe(1);

        List<string> Items() =>
            city.City.Database.Read(connection =>
                Sql.Many(
                    connection,
                    "select visit, position, place, standard, share, effect, case_number, recorded_at, withdrawn_at from visit_items order by number, position",
                    row =>
                        string.Join(
                            ' ',
                            Enumerable.Range(0, row.FieldCount).Select(at => row.IsDBNull(at) ? "-" : row.GetValue(at))
                        )
                )
            );
        var before = Items();
        Proof.Rebuild(city.City);
        Items().ShouldBe(before);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }
}
