using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>The past of another system: told with its own times, an act of nobody here, and owed by somebody from now on.</summary>
public class ImportingTest
{
    private static readonly DateTime Began = SmallCity.Monday.AddDays(-30);

    private static readonly (ToldStage Stage, CaseStatus After)[] Order =
    [
        (ToldStage.Operate, CaseStatus.Reported),
        (ToldStage.File, CaseStatus.Filed),
        (ToldStage.Dispatch, CaseStatus.Dispatched),
        (ToldStage.Dispose, CaseStatus.Fixed),
        (ToldStage.Check, CaseStatus.Passed),
        (ToldStage.Archive, CaseStatus.Closed),
    ];

    [Fact]
    public void The_stages_keep_their_own_times_and_what_is_recorded_is_recorded_now()
    {
        var (state, history) = Import(Through(ToldStage.Archive));

        state.Status.ShouldBe(CaseStatus.Closed);
        (state.ReportedAt, state.FiledAt, state.FixedAt, state.ClosedAt).ShouldBe(
            (Began, Began.AddDays(2), Began.AddDays(4), Began.AddDays(6))
        );
        history.ShouldAllBe(moment => moment.Made.RecordedAt == SmallCity.Monday && moment.Made.Via == "import");
        (state.Unit, state.Next, state.Severity, state.Difficulty).ShouldBe(("market", null, Severity.Major, "at-once"));
        (state.FailedChecks, state.Returns).ShouldBe((1, 2));
        var counts = StageCounts.Of(history);
        (counts.Check.Count, counts.Check.At, counts.Check.Told).ShouldBe((2, Began.AddDays(5), SmallCity.Text(7)));
        counts.Check.Post.ShouldBeNull("nobody here checked it");
    }

    [Theory]
    [InlineData(null, "file")]
    [InlineData(ToldStage.File, "dispatch")]
    [InlineData(ToldStage.Dispatch, "accept")]
    [InlineData(ToldStage.Dispose, "check")]
    [InlineData(ToldStage.Check, "close")]
    public void What_is_open_there_is_owed_here_from_now_on(ToldStage? last, string owed)
    {
        var (state, _) = Import(last is { } stage ? Through(stage) : []);

        (state.Next!.Kind, state.Next.Since).ShouldBe((owed, SmallCity.Monday));
    }

    [Fact]
    public void A_limit_that_was_told_there_stands_and_one_that_was_not_is_ours_from_now()
    {
        var due = SmallCity.Monday.AddDays(-1);
        var told = Through(ToldStage.Dispatch);
        told[^1] = told[^1] with { Status = CaseStatus.Accepted, Due = due, Limit = "3 working days" };

        var (late, _) = Import(told);
        told[^1] = told[^1] with { Due = null, Limit = null };
        var (fresh, _) = Import(told);

        (late.Next!.Due, late.Next.Limit, late.IsLateAt(SmallCity.Monday)).ShouldBe((due, "3 working days", true));
        fresh.Next!.Since.ShouldBe(SmallCity.Monday);
        fresh.IsLateAt(SmallCity.Monday).ShouldBeFalse();
    }

    [Fact]
    public void Who_brings_a_case_that_waits_for_its_check_may_not_check_it_nor_may_the_unit_that_put_it_right()
    {
        var (state, _) = Import(Through(ToldStage.Dispose));
        state.FixedByUnit.ShouldBe("market");

        foreach (
            var by in new[]
            {
                SmallCity.Supervisor with
                {
                    Person = SmallCity.Clerk.Person,
                },
                SmallCity.Supervisor with
                {
                    Unit = "market",
                },
            }
        )
            Decide(state, by, new PassCheck([]), "desk").Refusal.ShouldNotBeNull().Code.ShouldStartWith("check.own");
        Decide(state, SmallCity.Supervisor, new PassCheck([]), "desk").Refusal.ShouldBeNull();
    }

    [Fact]
    public void Nothing_that_is_here_already_is_told_a_past_and_no_form_tells_one()
    {
        Decide(Loop.Fixed().Now, SmallCity.Clerk, Loop.Imported()).Refusal!.Code.ShouldBe("case.exists");
        Decide(null, SmallCity.Clerk, Loop.Imported(), "desk").Refusal!.Code.ShouldBe("exchange.not-import");
        foreach (var by in SmallCity.Everybody.Where(one => one.Role != Role.OfficeClerk))
            Decide(null, by, Loop.Imported()).Refusal!.Code.ShouldBe("act.not-yours");
    }

    [Fact]
    public void A_stage_before_its_report_in_the_future_out_of_order_or_of_nobody_is_refused()
    {
        StageSaid At(DateTime at, string? unit = null, CaseStatus status = CaseStatus.Filed) =>
            new(ToldStage.File, status, at, new Told(1, 0, null), unit);
        string Refused(params StageSaid[] stages) => Decide(null, SmallCity.Clerk, Loop.Imported(stages)).Refusal!.Code;

        Refused(At(Began.AddSeconds(-1))).ShouldBe("act.before-report");
        Refused(At(SmallCity.Monday.AddSeconds(1))).ShouldBe("act.future");
        Refused(At(Began.AddDays(2)), At(Began.AddDays(1))).ShouldBe("act.before-report");
        Refused(At(Began.AddDays(1), "moon")).ShouldBe("unit.unknown");
        Refused(At(Began.AddDays(1), status: CaseStatus.Suspended)).ShouldBe("exchange.status");
        Refused(At(Began.AddDays(1), "empty", CaseStatus.Accepted)).ShouldBe("unit.nobody");
    }

    [Fact]
    public void Texts_that_name_somebody_are_named_so_that_they_can_be_erased()
    {
        var (_, history) = Import(Through(ToldStage.Archive));

        history.SelectMany(moment => CaseRefs.Texts(moment.Event)).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public void Whatever_stages_in_whatever_order_open_it_is_owed_and_closed_it_is_not()
    {
        var ends = new[]
        {
            CaseStatus.Reported,
            CaseStatus.Refused,
            CaseStatus.Filed,
            CaseStatus.Dispatched,
            CaseStatus.Accepted,
            CaseStatus.Fixed,
            CaseStatus.Passed,
            CaseStatus.Closed,
        };
        for (var mask = 1; mask < 64; mask++)
            foreach (var end in ends)
            {
                var stages = Through(ToldStage.Archive).Where((_, at) => (mask & (1 << at)) != 0).ToArray();
                stages[^1] = stages[^1] with { Status = end, Unit = "market" };
                var (state, _) = Import(stages);

                state.Status.ShouldBe(end);
                (state.Next is not null).ShouldBe(end.IsOpen(), $"{mask} {end}");
                (state.ClosedAt is not null).ShouldBe(!end.IsOpen());
                if (end is not (CaseStatus.Reported or CaseStatus.Refused))
                    state.FiledAt.ShouldNotBeNull();
            }
    }

    private static StageSaid[] Through(ToldStage last) =>
        [
            .. Order
                .Where(one => one.Stage <= last)
                .Select(
                    (one, at) =>
                        new StageSaid(
                            one.Stage,
                            one.After,
                            Began.AddDays(at + 1),
                            new Told(2, 1, SmallCity.Text(3 + at)),
                            one.Stage is ToldStage.Dispatch or ToldStage.Dispose ? "market" : null
                        )
                ),
        ];

    private static Outcome<IReadOnlyList<CaseEvent>> Decide(
        CaseState? state,
        Actor by,
        CaseCommand command,
        string via = "import"
    ) => CaseDecide.Decide(state, command, Act(by, state is null ? Began : SmallCity.Monday, via), SmallCity.Rules);

    private static Act Act(Actor by, DateTime happenedAt, string via) =>
        new(SmallCity.Id(1), by, happenedAt, SmallCity.Monday, via, SmallCity.Text(99));

    private static (CaseState State, List<(CaseEvent Event, Made Made)> History) Import(StageSaid[] stages)
    {
        var outcome = Decide(null, SmallCity.Clerk, Loop.Imported(stages));
        outcome.Refusal.ShouldBeNull();
        var made = Act(SmallCity.Clerk, Began, "import").Made;
        DateTime[] moments = [Began, .. stages.Select(stage => stage.At)];
        var history = outcome.Value!.Select((happened, at) => (happened, made with { HappenedAt = moments[at] })).ToList();
        return (CaseEvolve.Fold(history)!, history);
    }
}
