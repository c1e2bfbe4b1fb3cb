using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Contracts;

namespace CivicLoop.Tests.Support;

/// <summary>Contracts of the small city in every state, made through the door. Its ground must be laid already.</summary>
public static class Contracted
{
    /// <summary>780 metres of street in the north.</summary>
    public static readonly Contractable Ground = Contractable.Of(SmallGround.Segment);

    public static MakeInput Street(TestServer server, Party party, Stretch? part = null, bool overlapping = false) =>
        new("streets", ContractKind.OnlyLevel, true, party, Ground, part, SmallGround.Today(server), null, overlapping);

    public static MakeInput District(TestServer server, string level, Party party, string district = SmallCity.North) =>
        new(
            "levels",
            level,
            true,
            party,
            new Contractable(Over.District, district, district == SmallCity.North ? "北区" : "南区", district, null, null),
            null,
            SmallGround.Today(server),
            null
        );

    /// <summary>
    /// No. 1 in force over half a street, 2 waiting and overlapping it, 3 declined, 4 handed over and waiting for its
    /// second letter, 5 run out, 6 ended.
    /// </summary>
    public static async Task In(TestServer server)
    {
        async Task<Guid> Do(Guid? stream, Actor by, ContractInput input) =>
            (await Signing.Act(server.City, stream, by, input)).Stream;
        var accept = new PlainContractInput(ContractAct.Accept);
        var today = SmallGround.Today(server);

        var first = await Do(null, SmallCity.Clerk, Street(server, Signing.Market, new Stretch(0, 400, Side.Both)));
        await Do(first, SmallCity.MarketClerk, accept);
        var half = new Stretch(300, 780, Side.Left);
        await Do(null, SmallCity.Clerk, Street(server, Signing.North, half, overlapping: true));
        var third = await Do(null, SmallCity.Clerk, District(server, "city", Signing.Leader));
        await Do(third, SmallCity.Leader, new PlainContractInput(ContractAct.Decline));

        var market = new Contractable(Over.Place, "p-1", "北市场", SmallCity.North, "990101001", null);
        var place = new MakeInput("posts", ContractKind.OnlyLevel, true, Signing.Walker, market, null, today, null);
        var fourth = await Do(null, SmallCity.Clerk, place);
        await Do(fourth, SmallCity.InspectorNorth, accept);
        await Do(fourth, SmallCity.Clerk, new HandOverInput(new Party("north", "inspector-of-north-office"), market));

        var over = District(server, "unit", new Party("south", null), SmallCity.South) with
        {
            From = today.AddYears(-1),
            To = today.AddDays(-1),
        };
        await Do(await Do(null, SmallCity.Clerk, over), SmallCity.SouthClerk, accept);
        var sixth = await Do(null, SmallCity.Clerk, District(server, "unit", Signing.North));
        await Do(sixth, SmallCity.NorthClerk, accept);
        await Do(sixth, SmallCity.Clerk, new PlainContractInput(ContractAct.End));
    }

    /// <summary>What a role sees of contracts, as paths below the city.</summary>
    public static string[] Pages(Role role) =>
        // What reads alike for everybody is looked at once.
        role != Role.OfficeClerk
            ? ["contracts", "contracts/board?kind=streets", "contracts/mine", "contracts/3", "contracts/4/letters/2"]
            :
            [
                "contracts",
                "contracts?status=standing&kind=streets&q=大街",
                "contracts?q=没有这样的范围",
                "contracts/board",
                "contracts/board?kind=streets",
                "contracts/mine",
                "contracts/mine?party=unit:market",
                "contracts/1",
                "contracts/3",
                "contracts/4",
                "contracts/5",
                "contracts/6",
                "contracts/4/letters/1",
                "contracts/4/letters/2",
                "contracts/new",
                "contracts/new?kind=levels",
                "contracts/new?kind=streets&object=L-1&from=400&to=780",
                "contracts/import",
            ];
}
