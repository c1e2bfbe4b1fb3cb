using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Cases;

/// <summary>The door of Cases on each database: one act, one transaction, accepted once.</summary>
public class CaseStoreTest
{
    [Theory, EachDatabase]
    public async Task A_walk_from_report_to_closing_leaves_a_row_that_is_its_fold(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);

        var done = await office.Closed();

        var history = office.History(done.Stream);
        history.Count.ShouldBe(10);
        var fold = CaseEvolve.Fold(
            history.Select(stored => (CaseEventJson.Kinds.Read(stored.Kind, stored.Body), Web.Events.EventStore.Made(stored)))
        );
        CaseColumns.Write(office.Row(done.Stream)!).ShouldBe(CaseColumns.Write(fold!));
        fold!.Status.ShouldBe(CaseStatus.Closed);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task The_same_form_twice_is_one_act(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var form = CaseOffice.Form(SmallCity.Citizen);

        var first = await office.Try(null, form, CaseOffice.Litter());
        var second = await office.Try(null, form, CaseOffice.Litter());

        second.Value!.Repeated.ShouldBeTrue();
        second.Value.ShouldBe(first.Value! with { Repeated = true });
        Count(city, "cases").ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task The_same_form_sent_by_sixteen_at_once_is_one_act(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var form = CaseOffice.Form(SmallCity.Citizen);

        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => office.Try(null, form, CaseOffice.Litter())));

        all.ShouldAllBe(outcome => outcome.Refusal == null);
        all.Select(outcome => outcome.Value!.Number).Distinct().Count().ShouldBe(1);
        Count(city, "cases").ShouldBe(1);
        Count(city, "texts").ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task An_id_used_for_another_form_is_refused(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var form = CaseOffice.Form(SmallCity.Citizen);
        await office.Try(null, form, CaseOffice.Litter());

        var other = await office.Try(null, form, CaseOffice.Litter("别的事"));

        other.Refusal!.Code.ShouldBe("act.id-reused");
        Count(city, "cases").ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_refused_act_is_not_remembered_and_leaves_nothing(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var form = CaseOffice.Form(SmallCity.Citizen);
        var outside = CaseOffice.Litter() with { At = SmallCity.Outside };

        (await office.Try(null, form, outside)).Refusal!.Code.ShouldBe("place.outside");
        (await office.Try(null, form, CaseOffice.Litter())).Refusal.ShouldBeNull();

        Count(city, "events").ShouldBe(1);
        Count(city, "texts").ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task Of_two_clerks_who_file_the_same_case_one_is_told_who_was_first(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await office.Reported();
        var file = new FileInput("litter", "at-once", Severity.Minor);

        var both = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => office.Try(done.Stream, CaseOffice.Form(SmallCity.Clerk, done.Version), file))
        );

        both.Count(outcome => outcome.Refusal is null).ShouldBe(1);
        both.Where(outcome => outcome.Refusal is not null).ShouldAllBe(outcome => outcome.Refusal!.Code == "act.changed");
        office.History(done.Stream).Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task An_act_without_a_reason_or_on_no_case_is_refused_with_a_code(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await office.Reported();
        var plain = new PlainInput(CaseAct.RefuseToFile);

        (await office.Try(done.Stream, CaseOffice.Form(SmallCity.Clerk, reason: " "), plain)).Refusal!.Code.ShouldBe(
            "reason.missing"
        );
        (
            await office.Try(done.Stream, CaseOffice.Form(SmallCity.Clerk, reason: new string('长', 1001)), plain)
        ).Refusal!.Code.ShouldBe("text.too-long");
        (await office.Try(Guid.CreateVersion7(), CaseOffice.Form(SmallCity.Clerk), plain)).Refusal!.Code.ShouldBe("case.unknown");
    }

    [Theory, EachDatabase]
    public async Task Numbers_of_cases_are_unique_under_many_writers(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);

        var all = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => office.Reported()));

        all.Select(done => done.Number).Distinct().Count().ShouldBe(200);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task A_late_act_from_a_device_keeps_both_its_times(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var happened = Values.Truncate(city.City.Clock.Now.AddHours(-5));
        var form = CaseOffice.Form(SmallCity.InspectorNorth) with { HappenedAt = happened, Via = "field" };

        var done = await office.Try(null, form, CaseOffice.Litter());

        var stored = office.History(done.Value!.Stream).Single();
        Values.Time(stored.HappenedAt).ShouldBe(happened);
        Values.Time(stored.RecordedAt).ShouldBeGreaterThan(happened.AddHours(4));
        office.Row(done.Value.Stream)!.ReportedAt.ShouldBe(happened);
    }

    [Theory, EachDatabase]
    public async Task The_duty_of_a_case_is_open_once_and_done_when_the_next_act_does_it(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);

        var done = await office.Closed();

        Number(city, "select count(*) from duties where done_at is null").ShouldBe(0);
        // file, dispatch, accept, rectify, check, rectify again, check again, close.
        Number(city, $"select count(*) from duties where subject = '{done.Stream:D}'").ShouldBe(8);
    }

    private static long Count(TestCity city, string table) => Number(city, $"select count(*) from {table}");

    private static long Number(TestCity city, string sql) => city.Database.Read(connection => Sql.Number(connection, sql));
}
