using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Places;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>One contract of the small city, walked act by act; an hour passes between two acts.</summary>
public sealed class Signing
{
    public static readonly DateOnly Today = SmallCity.Calendar.DayOf(SmallCity.Monday);

    public static readonly Party Market = new("market", null);
    public static readonly Party North = new("north", null);
    public static readonly Party Leader = new("leadership", "leader");
    public static readonly Party Walker = new("patrol", "inspector-north");

    /// <summary>600 metres of street in the north.</summary>
    public static readonly Segment Street = new(
        "S1",
        "北大街路段",
        "main",
        StreetSide.Both,
        SmallCity.North,
        "990101001",
        600,
        [(84.85, 45.65), (84.8577, 45.65)],
        Sample: true
    );

    private int acts;

    public ContractState? State { get; private set; }

    public ContractState Now => State.ShouldNotBeNull();

    public List<ContractEvent> History { get; } = [];

    public DateTime Clock { get; set; } = SmallCity.Monday;

    /// <summary>What stands on the same ground.</summary>
    public List<Claim> Beside { get; } = [];

    public static MakeContract Street600(Party party, Stretch? part = null, bool lead = true, bool overlapping = false) =>
        new(
            1,
            "streets",
            ContractKind,
            lead,
            party,
            new ContractObject(Over.Segment, "S1", SmallCity.North, null, part),
            600,
            Today,
            Today.AddYears(1).AddDays(-1),
            overlapping,
            [],
            SmallCity.Text()
        );

    public static MakeContract District(Party party, string level = "city") =>
        Street600(party) with
        {
            ContractKind = "levels",
            Level = level,
            Object = new ContractObject(Over.District, SmallCity.North, SmallCity.North, null, null),
            Length = null,
        };

    private const string ContractKind = CivicLoop.Core.Playbooks.ContractKind.OnlyLevel;

    public static Signing Made(MakeContract? make = null) => new Signing().Then(SmallCity.Clerk, make ?? Street600(Market));

    public static Signing InForce() => Made().Then(SmallCity.MarketClerk, new AcceptLetter());

    public Signing Then(Actor by, ContractCommand command)
    {
        Try(by, command).Refusal.ShouldBeNull($"{by.Post} {command.Kind} in {State?.Status}");
        return this;
    }

    /// <summary>The act is refused and leaves no trace; answers why.</summary>
    public Refusal Refuses(Actor by, ContractCommand command)
    {
        var before = State;
        var refusal = Try(by, command).Refusal.ShouldNotBeNull($"{by.Post} {command.Kind} in {State?.Status} was accepted");
        State.ShouldBe(before);
        return refusal;
    }

    public Outcome<IReadOnlyList<ContractEvent>> Try(Actor by, ContractCommand command)
    {
        var act = new Act(SmallCity.Id(++acts), by, Clock, Clock, "desk", SmallCity.Text(acts));
        var outcome = ContractDecide.Decide(State, With(command), act, SmallCity.Rules);
        foreach (var happened in outcome.Value ?? [])
        {
            State = ContractEvolve.Evolve(State, happened, act.Made);
            History.Add(happened);
        }
        Clock = Clock.AddHours(1);
        return outcome;
    }

    private ContractCommand With(ContractCommand command) =>
        command switch
        {
            MakeContract make => make with { Beside = Beside },
            HandOverContract over => over with { Beside = Beside },
            Renew renew => renew with { Beside = Beside },
            IssueLetter issue => issue with { Beside = Beside },
            _ => command,
        };

    // ---- through the door of a stored city

    public static void Lay(City city) =>
        city.Database.WriteInBulk(transaction =>
        {
            GroundStore.Insert(transaction, [Street]);
            return 0;
        });

    public static MakeInput Whole(Party party, Stretch? part = null) =>
        new("streets", ContractKind, true, party, Contractable.Of(Street), part, new DateOnly(2020, 11, 23), null);

    public static async Task<Done<ContractState>> Act(City city, Guid? stream, Actor by, ContractInput input)
    {
        var outcome = await ContractStore.Act(city, SmallCity.Rules, stream, CaseOffice.Form(by), input);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value!;
    }
}
