using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>
/// What holds after any acts by anybody in any order. Half of the acts are drawn from what is allowed just then,
/// so that the walks reach the far ends of the loop, and the other half from everything.
/// </summary>
public class CaseProperties
{
    private const int Walks = 2_000;
    private const int Length = 24;

    private static readonly IReadOnlyList<Actor> Everybody = [.. SmallCity.Everybody, SmallCity.ZoneClerk, SmallCity.Partner];

    /// <summary>One step of a walk: numbers that choose who, what and how.</summary>
    private sealed record Step(int Who, int What, int Variant, int Minutes, bool Sensible);

    private static readonly Arbitrary<Step[]> AnyWalk = Arb.From(
        (
            from who in Gen.Choose(0, 999)
            from what in Gen.Choose(0, 999)
            from variant in Gen.Choose(0, 999)
            from minutes in Gen.Choose(0, 3_000)
            from sensible in Gen.Choose(0, 1)
            select new Step(who, what, variant, minutes, sensible == 1)
        ).ArrayOf(Length)
    );

    [Fact]
    public void No_sequence_of_acts_throws_and_every_refusal_has_a_code() =>
        Walk((_, _, outcome) => outcome.Refusal is null || outcome.Refusal.Code.Contains('.', StringComparison.Ordinal));

    [Fact]
    public void The_fold_of_the_events_is_the_state_also_after_they_were_stored() =>
        Walk(
            (loop, _, _) =>
            {
                var stored = loop.History.Select(entry => (Event: CaseEventJson.Kinds.Write(entry.Event), entry.Made));
                var read = stored.Select(row => (CaseEventJson.Kinds.Read(row.Event.Kind, row.Event.Body), row.Made));
                return JsonSerializer.Serialize(CaseEvolve.Fold(read)) == JsonSerializer.Serialize(loop.State);
            }
        );

    [Fact]
    public void The_version_counts_the_events() => Walk((loop, _, _) => (loop.State?.Version ?? 0) == loop.History.Count);

    [Fact]
    public void A_refused_act_leaves_no_trace() =>
        Walk((loop, before, outcome) => outcome.Refusal is null || ReferenceEquals(before, loop.State));

    [Fact]
    public void A_case_that_ended_owes_nothing_and_one_that_is_open_always_owes_something() =>
        Walk((loop, _, _) => loop.State is null || loop.State.Status.IsOpen() == loop.State.Next is not null);

    [Fact]
    public void What_is_owed_fits_the_status() =>
        Walk(
            (loop, _, _) =>
                loop.State is null
                || (loop.State.Status, loop.State.Next?.Kind)
                    is
                        (CaseStatus.Reported, "file")
                        or
                        (CaseStatus.Reported or CaseStatus.Accepted or CaseStatus.Suspended, "approve")
                        or
                        (CaseStatus.Filed, "dispatch" or "settle")
                        or
                        (CaseStatus.Suspended, "review")
                        or
                        (CaseStatus.CoSigning, "co-sign")
                        or
                        (CaseStatus.Dispatched, "accept")
                        or
                        (CaseStatus.Accepted, "rectify" or "zone")
                        or
                        (CaseStatus.Fixed, "check")
                        or
                        (CaseStatus.Passed, "close")
                        or
                        (CaseStatus.Closed or CaseStatus.Refused or CaseStatus.Merged, null)
        );

    [Fact]
    public void Somebody_decides_exactly_while_something_is_asked() =>
        Walk((loop, _, _) => loop.State is null || loop.State.Asked is not null == (loop.State.Next?.Kind == "approve"));

    [Fact]
    public void While_a_case_is_suspended_no_limit_runs_that_had_not_run_out_before() =>
        Walk(
            (loop, _, _) =>
                loop.State is not { Status: CaseStatus.Suspended } state
                || state.Hung is { } hung && (hung.Rest is null ? state.Rectify == hung.Was : state.Rectify is null)
        );

    [Fact]
    public void Nobody_decides_what_they_asked_for_themselves() =>
        Walk(
            (loop, before, outcome) =>
                outcome.Value is null
                || before?.Asked is not { } asked
                || loop.History[^1].Event is not (ApprovalDenied or LimitExtended or CaseSuspended)
                || loop.History[^1].Made.Person != asked.Person
        );

    [Fact]
    public void The_kept_case_counts_exactly_what_is_merged_into_it() =>
        Walk((loop, _, _) => loop.Beside!.Now.Duplicates == (loop.State is { MergedInto: not null } ? 1 : 0));

    [Fact]
    public void No_check_by_the_fixer_or_the_fixers_unit_is_ever_accepted() =>
        Walk(
            (loop, before, outcome) =>
            {
                if (outcome.Value?[0] is not (CheckPassed or CheckFailed))
                    return true;
                var checker = Everybody.Single(actor => actor.Post == loop.History[^1].Made.Post);
                return checker.Unit != before!.FixedByUnit
                    && checker.Person != before.FixedBy
                    && before.Signers?.Contains(checker.Unit) != true;
            }
        );

    [Fact]
    public void Nobody_ever_acts_beyond_the_table_of_rights() =>
        Walk(
            (loop, before, outcome) =>
            {
                if (outcome.Value is null || loop.History[^1].Made.Via == "system")
                    return true;
                var by = Everybody.Single(actor => actor.Post == loop.History[^1].Made.Post);
                var unit = before is null ? loop.Now.At.Owner : before.Unit;
                return Enum.GetValues<CaseAct>().Any(act => May.Do(by, act, unit, loop.Now.At.District));
            }
        );

    [Fact]
    public void The_walks_reach_every_status_and_every_kind_of_event()
    {
        var statuses = new HashSet<CaseStatus>();
        var kinds = new HashSet<string>();
        Walk(
            (loop, _, _) =>
            {
                if (loop.State is not null)
                    statuses.Add(loop.State.Status);
                if (loop.History.Count > 0)
                    kinds.Add(CaseEventJson.Kinds.KindOf(loop.Last));
                kinds.UnionWith(loop.Beside!.History.Select(entry => CaseEventJson.Kinds.KindOf(entry.Event)));
                if (loop.History.Any(entry => entry.Event is FixDisputed))
                    kinds.Add("fix-disputed");
                if (loop.History.Any(entry => entry.Event is ReboundFound))
                    kinds.Add("rebound-found");
                return true;
            },
            // Chance must not decide whether the rarest of them comes up.
            Walks * 8
        );

        statuses.Count.ShouldBe(Enum.GetValues<CaseStatus>().Length);
        kinds.Order().ShouldBe(CaseEventJson.Kinds.All.Order());
    }

    private static void Walk(Func<Loop, CaseState?, Outcome<IReadOnlyList<CaseEvent>>, bool> holds, int walks = Walks) =>
        Prop.ForAll(
                AnyWalk,
                steps =>
                {
                    // Near the end of what the calendar knows, so that some limits are provisional.
                    var loop = new Loop(SmallCity.Local("2021-12-20 10:00"), SmallCity.Zoned)
                    {
                        Beside = steps.Length > 0 && steps[0].Variant % 2 == 0 ? Another(closed: true) : Another(closed: false),
                    };
                    for (var index = 0; index < steps.Length; index++)
                    {
                        var before = loop.State;
                        var outcome = Take(loop, steps[index], index);
                        if (!holds(loop, before, outcome))
                            return false;
                    }
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(walks).WithQuietOnSuccess(true));

    // A second case at the same spot: still open, or closed the day before.
    private static Loop Another(bool closed)
    {
        var other = new Loop(SmallCity.Local("2021-12-17 10:00"), SmallCity.Zoned)
            .Then(SmallCity.Citizen, Loop.Litter() with { Number = 2 })
            .Then(SmallCity.Clerk, new FileCase("litter", "at-once", Severity.Minor));
        return !closed
            ? other
            : other
                .Then(SmallCity.Clerk, new Dispatch(null))
                .Then(SmallCity.MarketClerk, new Accept())
                .Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo(2)]))
                .Then(SmallCity.InspectorNorth, new PassCheck([]))
                .Then(SmallCity.Clerk, new Close());
    }

    private static Outcome<IReadOnlyList<CaseEvent>> Take(Loop loop, Step step, int index)
    {
        loop.Clock = loop.Clock.AddMinutes(step.Minutes);
        var acts = Enum.GetValues<CaseAct>();
        var act = acts[step.What % acts.Length];
        var by = Everybody[step.Who % Everybody.Count];
        var choices = step.Sensible ? Sensible(loop.State) : [];
        if (choices.Count > 0)
            (by, act) = choices[step.What % choices.Count];
        var via = act switch
        {
            CaseAct.Recount => "system",
            CaseAct.Import => "import",
            _ => "desk",
        };
        if (act == CaseAct.Recount)
            loop.Rules = Loaded;
        return loop.Try(
            Command(act, step.Variant, loop),
            new Act(SmallCity.Id(index), by, loop.Clock, loop.Clock, via, SmallCity.Text(index))
        );
    }

    private static readonly CaseRules Loaded = SmallCity.Zoned with
    {
        Calendar = new WorkCalendar(
            SmallCity.Calendar.Zone,
            SmallCity.WorkingDay,
            [
                .. SmallCity.Differing,
                .. Enumerable.Range(1, 3).Select(day => new CalendarDay(new DateOnly(2022, 1, day), Works: false, "元旦")),
            ]
        ),
    };

    private static List<(Actor By, CaseAct Act)> Sensible(CaseState? state)
    {
        CaseAct[] acts = state?.Status switch
        {
            null => [CaseAct.Report, CaseAct.Receive, CaseAct.Import, CaseAct.FixOnTheSpot],
            CaseStatus.Reported or CaseStatus.Accepted or CaseStatus.Suspended when state.Asked is not null =>
            [
                CaseAct.Grant,
                CaseAct.Grant,
                CaseAct.Deny,
            ],
            CaseStatus.Reported => [CaseAct.File, CaseAct.File, CaseAct.File, CaseAct.RefuseToFile],
            CaseStatus.Filed => [CaseAct.Dispatch, CaseAct.Dispatch, CaseAct.Dispatch, CaseAct.Merge],
            CaseStatus.Dispatched => [CaseAct.Accept, CaseAct.Accept, CaseAct.Return, CaseAct.Recount],
            CaseStatus.Accepted when state is { Zone: not null, ZoneDoneBy: null } =>
            [
                CaseAct.ReportToUnit,
                CaseAct.ReportToUnit,
                CaseAct.TakeFromZone,
                CaseAct.AskExtension,
            ],
            CaseStatus.Accepted =>
            [
                CaseAct.GiveToZone,
                CaseAct.ReportFixed,
                CaseAct.ReportFixed,
                CaseAct.Plan,
                CaseAct.Recount,
                CaseAct.AskExtension,
                CaseAct.AskSuspension,
                CaseAct.Review,
            ],
            CaseStatus.Suspended => [CaseAct.Resume, CaseAct.Resume, CaseAct.AskSuspension],
            CaseStatus.CoSigning => [CaseAct.CoSign, CaseAct.CoSign, CaseAct.CoRefuse],
            CaseStatus.Fixed => [CaseAct.PassCheck, CaseAct.PassCheck, CaseAct.FailCheck],
            CaseStatus.Passed => [CaseAct.Close],
            CaseStatus.Closed => [CaseAct.Reopen, CaseAct.Rate, CaseAct.ConfirmFix, CaseAct.DisputeFix],
            _ => [CaseAct.Reopen],
        };
        return
        [
            .. from act in acts
            from actor in Everybody
            where
                act == CaseAct.Recount
                || May.Do(
                    actor,
                    act,
                    act == CaseAct.ReportToUnit ? state!.Zone
                        : state is null ? SmallCity.Market.Owner
                        : state.Turn ?? state.Unit,
                    state?.At.District ?? SmallCity.North
                )
            select (actor, act),
        ];
    }

    private static CaseCommand Command(CaseAct act, int variant, Loop loop) =>
        act switch
        {
            CaseAct.Report => Loop.Litter(Of(variant, SmallCity.Market, SmallCity.Street, SmallCity.Nowhere, SmallCity.Outside)),
            CaseAct.Receive => Loop.Received(
                Of(variant, SmallCity.Market, SmallCity.Street, SmallCity.Outside),
                Of(variant, "hotline", "platform", "moon")
            ),
            CaseAct.Import => Loop.Imported([
                .. Enum.GetValues<ToldStage>()
                    .Take(variant % 7)
                    .Select(stage => new StageSaid(
                        stage,
                        Of(
                            variant / 7,
                            CaseStatus.Filed,
                            CaseStatus.Accepted,
                            CaseStatus.Fixed,
                            CaseStatus.Passed,
                            CaseStatus.Closed,
                            CaseStatus.Merged
                        ),
                        loop.Clock,
                        new Told(1, 0, null),
                        Of(variant, "market", null, "moon", "north")
                    )),
            ]),
            CaseAct.Rate => new Rate(variant % 7, variant % 2 == 0 ? SmallCity.Text(5) : null),
            CaseAct.FixOnTheSpot => Loop.OnTheSpot(Of(variant, SmallCity.Market, SmallCity.Street, SmallCity.Nowhere)),
            CaseAct.File => new FileCase(
                Of(variant, "litter", "stall", "rude", "moon"),
                Of(variant / 4, "at-once", "dated", "worked", "hung", "moon"),
                Of(variant, Enum.GetValues<Severity>()),
                variant % 3 == 0 ? loop.Beside!.State : null
            ),
            CaseAct.Dispatch => new Dispatch(
                Of(variant, null, "market", "north", "south", "empty", "moon"),
                Of(variant / 6, null, [], ["north"], ["south", "north"], ["moon"], (string[])["market", "market"]),
                variant % 7 == 0 && loop.State?.Returns > 1
            ),
            CaseAct.AskExtension => new AskExtension(variant % 5),
            CaseAct.AskSuspension => new AskSuspension(SmallCity.Calendar.DayOf(loop.Clock).AddDays(variant % 40 - 2)),
            CaseAct.Grant => new Grant(
                variant % 4 == 0 ? variant % 5 : null,
                variant % 4 == 1 ? SmallCity.Calendar.DayOf(loop.Clock).AddDays(variant % 30 - 1) : null
            ),
            CaseAct.Review => new Review(
                7,
                Of(variant, Enum.GetValues<ReviewOutcome>()),
                Of(variant / 6, "north", "market", "moon", null),
                variant % 5 == 0 ? null : SmallCity.Calendar.DayOf(loop.Clock).AddDays(variant % 40 - 2),
                Of(variant / 3, 5_000, 0, (long?)null),
                Of(variant, 2, 1, (long?)null)
            ),
            CaseAct.Merge => new Merge(Of(variant, loop.Beside!.State, loop.Beside!.State, loop.State, null)),
            CaseAct.Plan => CaseLoopTest.Plan(
                SmallCity.Calendar.DayOf(loop.Clock).AddDays(variant % 5 - 1),
                Of(variant, "market-clerk", "north-clerk", "south-clerk", "moon")
            ),
            CaseAct.ReportFixed => new ReportFixed(variant % 5 == 0 ? [] : [SmallCity.Photo(variant)]),
            _ => Commands.Of(act),
        };

    private static T Of<T>(int variant, params T[] choices) => choices[variant % choices.Length];
}
