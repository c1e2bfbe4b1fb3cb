using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Guidance;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>A team from above with a part for the south and one for the north, each of which said something.</summary>
internal static class Guided
{
    public const string OfTheNorth = "北片反馈的标记五五零九";
    public const string OfTheSouth = "南片反馈的标记八八一二";

    public static readonly Actor South = Member(1, SmallCity.South);
    public static readonly Actor North = Member(2, SmallCity.North);

    public static TeamInput Team(DateOnly first, int days = 30) =>
        new(
            "自治区",
            "自治区指导组",
            first,
            first.AddDays(days - 1),
            [new PartInput("南片组", South.Ground!), new PartInput("北片组", North.Ground!)],
            [new TeamBeat(TeamBeatKind.Dispatch, "指导组调度", "1 week", "Tuesday", new TimeOnly(10, 0))]
        );

    /// <summary>The team with a member in each part.</summary>
    public static async Task<Guid> Arrived(TestServer server, int days = 30)
    {
        var opened = await TeamStore.Open(
            server.City,
            SmallCity.Rules,
            CaseOffice.Form(SmallCity.Clerk),
            Team(FromAbove.Today(server), days)
        );
        opened.Refusal.ShouldBeNull();
        server.Employ(South, "南片组员");
        server.Employ(North, "北片组员");
        return opened.Value!.Stream;
    }

    public static async Task<long> Said(TestServer server, Actor by, string words, string? unit)
    {
        var given = await FeedbackStore.Give(
            server.City,
            FromAbove.Rules(server),
            CaseOffice.Form(by, reason: words),
            new FeedbackInput(by.Ground!.Districts[0], null, null, unit, [server.Office.Photo($"seen by {by.Post}")])
        );
        given.Refusal.ShouldBeNull();
        return given.Value!.State.Number;
    }

    public static async Task In(TestServer server)
    {
        await Arrived(server);
        await Said(server, North, OfTheNorth, SmallCity.MarketClerk.Unit);
        await Said(server, South, OfTheSouth, unit: null);
    }

    private static Actor Member(int part, string district) =>
        new(SmallCity.Id(4_400 + part), $"guidance-1-{part}", Role.Guide, "guidance-1", null)
        {
            Ground = new Ground(false, [district], []),
        };
}
