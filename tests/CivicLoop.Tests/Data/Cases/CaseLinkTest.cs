using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Intake;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Cases;

/// <summary>Acts between two stored cases: both histories in one transaction, or neither.</summary>
public class CaseLinkTest
{
    private static void ShouldBeWhole(City city) => StreamProof.Verify(city, [CaseStream.Kind], []).Bent.ShouldBeEmpty();

    [Theory, EachDatabase]
    public async Task A_merge_is_told_in_both_histories_with_a_reason_of_its_own_and_both_stand_up_to_proof(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var kept = await office.Reported();
        var twice = await office.Reported();

        await office.Act(twice.Stream, SmallCity.Clerk, new MergeInput(kept.Number));

        office.Row(twice.Stream)!.MergedInto.ShouldBe(kept.Number);
        office.Row(kept.Stream)!.Duplicates.ShouldBe(1);
        var (one, other) = (office.History(twice.Stream)[^1], office.History(kept.Stream)[^1]);
        (one.Kind, other.Kind).ShouldBe(("merged", "duplicate-taken"));
        other.Act.ShouldBe(one.Act);
        other.ReasonId.ShouldNotBe(one.ReasonId);
        ShouldBeWhole(city.City);

        await office.Act(twice.Stream, SmallCity.Supervisor, new PlainInput(CaseAct.Reopen));

        office.Row(kept.Stream)!.Duplicates.ShouldBe(0);
        ShouldBeWhole(city.City);
        StreamRebuild.Run(city.City, [CaseStream.Kind]);
        ShouldBeWhole(city.City);
    }

    [Theory, EachDatabase]
    public async Task The_same_form_sent_twice_is_one_merge(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var kept = await office.Reported();
        var twice = await office.Reported();
        var form = CaseOffice.Form(SmallCity.Clerk);

        await office.Try(twice.Stream, form, new MergeInput(kept.Number));
        var again = await office.Try(twice.Stream, form, new MergeInput(kept.Number));

        again.Value!.Repeated.ShouldBeTrue();
        office.Row(kept.Stream)!.Duplicates.ShouldBe(1);
        office.History(kept.Stream).Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task A_refused_merge_leaves_no_trace_in_either(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var kept = await office.Reported();
        await office.Act(kept.Stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));
        var twice = await office.Reported();

        foreach (
            var (into, code) in new[] { (kept.Number, "merge.ended"), (twice.Number, "merge.itself"), (999L, "merge.unknown") }
        )
            (await office.Try(twice.Stream, CaseOffice.Form(SmallCity.Clerk), new MergeInput(into))).Refusal!.Code.ShouldBe(code);

        office.History(kept.Stream).Count.ShouldBe(2);
        office.History(twice.Stream).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Two_people_who_merge_two_cases_into_each_other_leave_one_open(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        for (var round = 0; round < 5; round++)
        {
            var one = await office.Reported();
            var other = await office.Reported();

            var outcomes = await Task.WhenAll(
                office.Try(one.Stream, CaseOffice.Form(SmallCity.Clerk), new MergeInput(other.Number)),
                office.Try(other.Stream, CaseOffice.Form(SmallCity.Clerk), new MergeInput(one.Number))
            );

            outcomes.Count(outcome => outcome.Refusal is null).ShouldBe(1);
            new[] { one, other }.Count(done => office.Row(done.Stream)!.Status.IsOpen()).ShouldBe(1);
        }
        ShouldBeWhole(city.City);
    }

    [Theory, EachDatabase]
    public async Task Many_reports_merged_into_one_at_the_same_time_are_all_counted(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var kept = await office.Reported();
        var twice = new List<CaseDone>();
        for (var number = 0; number < 6; number++)
            twice.Add(await office.Reported());

        var outcomes = await Task.WhenAll(
            twice.Select(done => office.Try(done.Stream, CaseOffice.Form(SmallCity.Clerk), new MergeInput(kept.Number)))
        );

        outcomes.ShouldAllBe(outcome => outcome.Refusal == null);
        office.Row(kept.Stream)!.Duplicates.ShouldBe(6);
        ShouldBeWhole(city.City);
    }

    [Theory, EachDatabase]
    public async Task A_citizens_link_follows_the_case_under_which_the_report_goes_on(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var last = await office.Reported();
        var kept = await office.Reported();
        var code = Trackings.NewCode();
        var twice = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter() with { Tracking = code });

        await office.Act(twice.Stream, SmallCity.Clerk, new MergeInput(kept.Number));
        await office.Act(kept.Stream, SmallCity.Clerk, new MergeInput(last.Number));
        await office.Act(last.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));

        var tracked = city.City.Database.Read(connection => Trackings.Find(connection, code))!;
        (tracked.Number, tracked.State.Number, tracked.State.Status).ShouldBe((twice.Number, last.Number, CaseStatus.Filed));
        tracked.Steps.Select(step => step.Kind).ShouldBe(["reported", "merged", "merged", "filed"]);
    }

    [Theory, EachDatabase]
    public async Task What_is_near_open_and_of_the_same_kind_is_likely_the_same(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var near = await office.Act(null, SmallCity.Citizen, At(0.001));
        await office.Act(null, SmallCity.Citizen, At(0.01));
        await office.Act(null, SmallCity.Citizen, At(0.0005) with { Category = "stall" });
        var ended = await office.Act(null, SmallCity.Citizen, At(0.0005));
        await office.Act(ended.Stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));
        var mine = await office.Reported();

        var state = office.Row(mine.Stream)!;
        var found = city.City.Database.Read(connection => CaseNeighbours.Duplicates(connection, state, city.City.Clock.Now));

        found.Select(one => one.Number).ShouldBe([near.Number]);
        found[0].Metres.ShouldBeInRange(100, 120);
    }

    [Theory, EachDatabase]
    public async Task A_problem_come_back_is_recognised_and_told_in_both_histories(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var closed = await office.Closed();
        var again = await office.Reported();
        var found = city.City.Database.Read(connection =>
            CaseNeighbours.Rebounds(connection, office.Row(again.Stream)!, SmallCity.Rules)
        );
        found.Select(one => one.Number).ShouldBe([closed.Number]);

        await office.Act(again.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor, closed.Number));

        office.History(again.Stream).Select(stored => stored.Kind).ShouldBe(["reported", "rebound-found", "filed"]);
        office.Row(closed.Stream)!.Rebounds.ShouldBe(1);
        Numbers("rebounds > 0").ShouldBe([closed.Number]);
        Numbers("rebound_of is not null").ShouldBe([again.Number]);
        ShouldBeWhole(city.City);

        List<long> Numbers(string which) =>
            city.City.Database.Read(connection =>
                Sql.Many(connection, $"select number from cases where {which}", row => row.GetInt64(0))
            );
    }

    private static ReportInput At(double north) =>
        CaseOffice.Litter() with
        {
            At = SmallCity.Market with { Lat = SmallCity.Market.Lat + north },
        };
}
