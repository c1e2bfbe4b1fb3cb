using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>One case of the small city, walked act by act; ten minutes pass between two acts.</summary>
public sealed class Loop(DateTime start, CaseRules rules)
{
    private int acts;

    public Loop()
        : this(SmallCity.Monday, SmallCity.Rules) { }

    public CaseState? State { get; private set; }

    public CaseState Now => State.ShouldNotBeNull();

    public List<(CaseEvent Event, Made Made)> History { get; } = [];

    /// <summary>Another case, told what acts between the two come to, as the door tells it.</summary>
    public Loop? Beside { get; set; }

    public CaseEvent Last => History[^1].Event;

    /// <summary>The time of the next act.</summary>
    public DateTime Clock { get; set; } = start;

    /// <summary>The rules that the next act is decided by; a test may change them on the way.</summary>
    public CaseRules Rules { get; set; } = rules;

    /// <summary>A case reported by a citizen about litter in the market.</summary>
    public static Loop Reported() => new Loop().Then(SmallCity.Citizen, Litter());

    public static Loop Filed() => Reported().Then(SmallCity.Clerk, new FileCase("litter", "at-once", Severity.Minor));

    public static Loop Dispatched() => Filed().Then(SmallCity.Clerk, new Dispatch(null));

    public static Loop Accepted() => Dispatched().Then(SmallCity.MarketClerk, new Accept());

    public static Loop Fixed() => Accepted().Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo(2)]));

    public static Loop Passed() => Fixed().Then(SmallCity.InspectorNorth, new PassCheck([]));

    public static Loop Closed() => Passed().Then(SmallCity.Clerk, new Close());

    /// <summary>The market bureau is done, and the two districts have yet to sign off.</summary>
    public static Loop CoSigning() =>
        Filed()
            .Then(SmallCity.Clerk, new Dispatch("market", ["north", "south"]))
            .Then(SmallCity.MarketClerk, new Accept())
            .Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo(2)]));

    public static Loop Suspended() =>
        Accepted()
            .Then(SmallCity.MarketClerk, new AskSuspension(SmallCity.Calendar.DayOf(SmallCity.Monday).AddDays(7)))
            .Then(SmallCity.Supervisor, new Grant());

    public static Loop Merged() => Filed().Then(SmallCity.Clerk, Commands.Of(CaseAct.Merge));

    /// <summary>Returned by two units: the office settles whose it is.</summary>
    public static Loop Contested() =>
        Dispatched()
            .Then(SmallCity.MarketClerk, new Return())
            .Then(SmallCity.Clerk, new Dispatch("north"))
            .Then(SmallCity.NorthClerk, new Return());

    public static Loop Refused() => Reported().Then(SmallCity.Clerk, new RefuseToFile());

    public static Loop FixedOnTheSpot(Actor by, Location? at = null) => new Loop().Then(by, OnTheSpot(at));

    /// <summary>Litter in the market that a caller told the hotline about.</summary>
    public static Receive Received(Location? at = null, string foundBy = "hotline") =>
        new(
            1,
            "litter",
            at ?? SmallCity.Market,
            SmallCity.Text(),
            [],
            foundBy,
            new Source("12345", "2020-11-0017", "https://hotline.example/cases/2020-11-0017")
        );

    /// <summary>Litter in the market that another platform closed long ago.</summary>
    public static ImportCase Imported(params StageSaid[] stages) =>
        new(
            1,
            "litter",
            SmallCity.Market,
            SmallCity.Text(),
            SmallCity.Text(2),
            "inspector",
            new Source("egova", "4711", null),
            Severity.Major,
            new Told(1, 1, SmallCity.Text(3)),
            new Tally(1, 0, 0, 2),
            stages
        );

    public static Report Litter(Location? at = null) =>
        new(1, "litter", at ?? SmallCity.Market, SmallCity.Text(), [SmallCity.Photo()]);

    public static FixOnTheSpot OnTheSpot(Location? at = null) =>
        new(1, "litter", at ?? SmallCity.Market, SmallCity.Text(), [SmallCity.Photo()], [SmallCity.Photo(2)]);

    /// <summary>A case in any status, by the shortest way there.</summary>
    public static Loop In(CaseStatus status) =>
        status switch
        {
            CaseStatus.Reported => Reported(),
            CaseStatus.Refused => Refused(),
            CaseStatus.Filed => Filed(),
            CaseStatus.Dispatched => Dispatched(),
            CaseStatus.Accepted => Accepted(),
            CaseStatus.Suspended => Suspended(),
            CaseStatus.CoSigning => CoSigning(),
            CaseStatus.Merged => Merged(),
            CaseStatus.Fixed => Fixed(),
            CaseStatus.Passed => Passed(),
            _ => Closed(),
        };

    /// <summary>The act is accepted.</summary>
    public Loop Then(Actor by, CaseCommand command)
    {
        var outcome = Try(by, command);
        outcome.Refusal.ShouldBeNull($"{by.Post} {command.Kind} in {State?.Status}");
        return this;
    }

    /// <summary>The act is refused and leaves no trace; answers why.</summary>
    public Refusal Refuses(Actor by, CaseCommand command)
    {
        var before = State;
        var refusal = Try(by, command).Refusal.ShouldNotBeNull($"{by.Post} {command.Kind} in {State?.Status} was accepted");
        State.ShouldBe(before);
        return refusal;
    }

    public Outcome<IReadOnlyList<CaseEvent>> Try(Actor by, CaseCommand command) =>
        Try(command, new Act(SmallCity.Id(++acts), by, Clock, Clock, "desk", SmallCity.Text(acts)));

    public Outcome<IReadOnlyList<CaseEvent>> Try(CaseCommand command, Act act)
    {
        var outcome = CaseDecide.Decide(State, command, act, Rules);
        foreach (var happened in outcome.Value ?? [])
        {
            if (Beside?.State is { } other && CaseLinks.Told(other, State, happened) is { } told)
                Beside.Happen(told, act.Made);
            Happen(happened, act.Made);
        }
        Clock = Clock.AddMinutes(10);
        return outcome;
    }

    public void Happen(CaseEvent happened, Made made)
    {
        State = CaseEvolve.Evolve(State, happened, made);
        History.Add((happened, made));
    }
}
