using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Cases.Views;
using CivicLoop.Web.Data;
using CivicLoop.Web.Erasures;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http;

/// <summary>
/// Every address of the product, called by everybody with ids of their own, of others and of nobody: the door is
/// the table of rights, nothing breaks, and nothing of what somebody may not see is told to them.
/// </summary>
public class EveryAddressTest
{
    private const string OfTheMarket = "市场门前的标记四四一七";
    private const string OfTheSouth = "南区路边的标记七七三一";
    private const string Nobody = "0199aaaa-0000-7000-8000-000000000001";

    // What a parameter may be. Cases and sessions are tried with real ones of others; the rest with ids of nobody.
    private static readonly Dictionary<string, string[]> Usual = new()
    {
        ["number"] = ["999999"],
        ["id"] = [Nobody],
        ["session"] = [Nobody],
        ["delivery"] = [Nobody],
        ["bulk"] = [Nobody],
        ["code"] = ["nosuchcodenosuch"],
        ["task"] = ["999999"],
        ["login"] = ["nobody-here", "south-clerk"],
        ["name"] = ["accept", "nothing"],
        ["act"] = ["lock", "nothing"],
        ["what"] = ["erase", "publish", "nothing"],
        ["said"] = ["add", "rate"],
        ["change"] = ["rename"],
        ["format"] = ["csv"],
        ["form"] = ["csv"],
        ["letter"] = ["1"],
        ["list"] = ["999999"],
        ["upload"] = [Nobody],
        ["kind"] = ["places"],
        ["page"] = ["units"],
        ["table"] = ["limits", "nothing"],
        ["collection"] = ["cases", "nothing"],
        ["feature"] = ["p-1", "999999"],
        ["channel"] = ["wecom", "nothing"],
        ["unit"] = ["market", "nothing"],
        ["z"] = ["9"],
        ["x"] = ["1"],
        ["y"] = ["1"],
        ["token"] = ["nosuchtokennosuch"],
        ["system"] = ["nosuchsystem"],
        ["other"] = ["nosuchother"],
        ["standard"] = ["nosuchstandard"],
    };

    // They end the caller's own session, or count against a login: other tests look at them.
    private static readonly string[] Apart = ["/{city}/sign-out", "/login", "/login/code"];

    public static TheoryData<string> People =>
        [
            "",
            "office-clerk",
            "supervisor",
            "leader",
            "inspector-north",
            "inspector-south",
            "market-clerk",
            "system-administrator",
            "security-administrator",
            "audit-administrator",
            Guided.South.Post,
        ];

    [Theory, MemberData(nameof(People))]
    public async Task The_door_is_the_table_of_rights_and_nothing_leaks(string post)
    {
        await using var server = await TestServer.Start();
        var market = await Case(server, "litter", SmallCity.Market, OfTheMarket);
        var south = await Case(server, "stall", SmallCity.Nowhere, OfTheSouth);
        using var victim = await server.SignedIn(SmallCity.NorthClerk);
        var foreign = await Foreign(server, market, south);
        var actor =
            post.Length == 0 ? Actor.Citizen
            : post == Guided.South.Post ? Guided.South
            : SmallCity.Holder(post);
        using var caller = post.Length == 0 ? server.Anybody() : await server.SignedIn(actor);
        var token = (await caller.Get(post.Length == 0 ? "report" : "playbook"))
            .Page.QuerySelector("input[name=__RequestVerificationToken]")
            ?.GetAttribute("value");
        var wrong = new List<string>();
        var called = 0;

        foreach (var address in Endpoints.All.Where(address => !Apart.Contains(address.Pattern)))
        foreach (var path in Paths(server, address, foreign))
        {
            called++;
            var answer =
                address.Method == "GET"
                    ? await caller.Get(path)
                    : await caller.Post(path, ("__RequestVerificationToken", token ?? ""));
            var status = (int)answer.Status;
            var passes = May.Reach(actor.Role, address.Right!.Value) != Scope.None;
            var fits =
                !passes && post.Length == 0 ? SentToSignIn(answer)
                : !passes ? answer.Status == HttpStatusCode.Forbidden
                : address.Token ? answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                : status < 500 && status != 401 && (address.Method != "GET" || status != 403);
            if (!fits)
                wrong.Add($"{address.Method} {path} ({address.Right}): {status} {answer.Location}");
            foreach (var (words, found) in new[] { (OfTheMarket, market), (OfTheSouth, south) })
                if (answer.Body.Contains(words, StringComparison.Ordinal) && !CaseReads.Sees(actor, server.StateOf(found)))
                    wrong.Add($"{address.Method} {path} tells of another's case");
            foreach (var (words, district, unit) in Feedback)
                if (answer.Body.Contains(words, StringComparison.Ordinal) && !May.See(actor, unit, district))
                    wrong.Add($"{address.Method} {path} tells of feedback from another's ground");
            // Whoever came for the south finds no page, photo or figure of a place in the north.
            if (
                actor.Role == Role.Guide
                && address.Right != Right.Open
                && answer.Body.Contains("北市场", StringComparison.Ordinal)
            )
                wrong.Add($"{address.Method} {path} shows a place outside the ground");
        }

        wrong.ShouldBeEmpty(string.Join(Environment.NewLine, wrong));
        called.ShouldBeGreaterThan(60);
        foreach (var found in new[] { market, south })
        {
            var seen = passesRead(actor) && CaseReads.Sees(actor, server.StateOf(found));
            if (passesRead(actor))
                (await caller.Get($"cases/{found.Number}")).Status.ShouldBe(seen ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            server.StateOf(found).Status.ShouldBe(CaseStatus.Reported, "nobody acts with an empty form");
        }
        // An empty form changes nothing of what others are asked, keep or wait for.
        Ids(server, "select status from contracts order by number")
            .ShouldBe(["InForce", "Issued", "Declined", "Issued", "InForce", "Ended"]);
        Ids(server, "select status from orders order by number").ShouldBe(["Draft", "Receive", "Recheck", "Announce", "Closed"]);
        Ids(server, "select name from views").ShouldBe(["北区的视图"]);
        Ids(server, "select status from erasures").ShouldHaveSingleItem().ShouldBe("Asked");
        // Only the security administrator ends the sessions of others.
        (await victim.Get("account")).Status.ShouldBe(
            actor.Role == Role.SecurityAdministrator ? HttpStatusCode.SeeOther : HttpStatusCode.OK
        );
        server.ShouldBeWhole();

        static bool passesRead(Actor actor) => May.Read(actor.Role) != Scope.None;
    }

    [Fact]
    public async Task A_session_of_one_city_opens_no_address_of_another()
    {
        await using var server = await TestServer.Start();
        var other = server.TestCity.Cities.Create("othercity").City;
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        foreach (var address in Endpoints.All.Where(one => May.Reach(Role.Citizen, one.Right!.Value) == Scope.None))
        foreach (var path in Filled(address, other.Code, []))
        {
            var answer = address.Method == "GET" ? await clerk.Get(path) : await clerk.Post(path);
            SentToSignIn(answer).ShouldBeTrue($"{address} answered {answer.Status}");
        }
    }

    [Fact]
    public void Every_parameter_of_an_address_is_known_here() =>
        Endpoints
            .All.SelectMany(address => address.Route.Parameters.Select(parameter => parameter.Name))
            .Where(name => name != "city" && !Usual.ContainsKey(name))
            .Distinct()
            .ShouldBeEmpty("tell Usual what this parameter may be, so that it is tried with ids of others and of nobody");

    private static bool SentToSignIn(Answer answer) =>
        answer.Status == HttpStatusCode.Unauthorized
        || answer.Status == HttpStatusCode.SeeOther && answer.Location!.StartsWith("/login", StringComparison.Ordinal);

    // What lies behind an address, by how the address begins: ids of somebody else's, in the order of its parameters.
    private static async Task<(string Begins, string Parameter, string[] Ids)[]> Foreign(
        TestServer server,
        CaseDone market,
        CaseDone south
    )
    {
        SmallGround.In(server);
        await Guided.In(server);
        await Contracted.In(server);
        await Supervision.Ordered.In(server);
        await Inspections.Visited.In(server);
        (
            await ErasureStore.Ask(server.City, SmallCity.Rules, ErasureOf.Case, market.Stream, CaseOffice.Form(Actor.Citizen))
        ).Refusal.ShouldBeNull();
        var view = Guid.CreateVersion7();
        server.City.Database.WriteInBulk(transaction =>
            ViewStore.Add(
                transaction,
                new CaseView(view, SmallCity.NorthClerk.Person, "北区的视图", "?status=Filed", null, Counted: true),
                server.City.Clock.Now
            )
        );
        string[] cases = [$"{market.Number}", $"{south.Number}"];
        return
        [
            ("/{city}/cases/{number", "number", cases),
            ("/{city}/self-checks/of/{number", "number", cases),
            ("/{city}/rectification/of-case/{number", "number", cases),
            // Nobody's but the office's, another unit's, a post's.
            ("/{city}/contracts/{number", "number", ["1", "2", "3", "4"]),
            ("/{city}/erasures/{number", "number", ["1"]),
            // A draft, one to be received, one answered, one under appeal, one closed.
            ("/{city}/orders/{number", "number", ["1", "2", "3", "4", "5"]),
            ("/{city}/appraisals/{code", "code", ["market", "north"]),
            // Said of the north to a unit, and of the south to the office.
            ("/{city}/feedback/{number", "number", ["1", "2"]),
            ("/{city}/teams/{number", "number", ["1"]),
            ("/{city}/places/{code", "code", ["p-1", "p-2"]),
            ("/{city}/visits/{number", "number", ["1", "2"]),
            ("/{city}/moderation/{number", "number", cases),
            ("/{city}/public/{number", "number", cases),
            ("/{city}/public/photos/{id", "id", Ids(server, "select id from photos")),
            ("/{city}/photos/{id", "id", Ids(server, "select id from photos")),
            ("/{city}/places/import/{id", "id", [$"{SmallGround.Checked(server)}"]),
            ("/{city}/cases/views/{id", "id", [$"{view}"]),
            ("/{city}/standards/{system", "system", ["city"]),
            ("/{city}/standards/{system", "code", ["small-1"]),
            ("/{city}/standards/{system}/{code}/forms/", "form", ["pending-materials", "declared-places", "field"]),
            ("", "session", [OpenSession(server, "north-clerk")]),
        ];
    }

    private static readonly (string Words, string District, string? Unit)[] Feedback =
    [
        (Guided.OfTheNorth, SmallCity.North, SmallCity.MarketClerk.Unit),
        (Guided.OfTheSouth, SmallCity.South, null),
    ];

    private static string[] Ids(TestServer server, string sql) =>
        [.. server.City.Database.Read(connection => Sql.Many(connection, sql, row => row.GetString(0)))];

    private static IEnumerable<string> Paths(
        TestServer server,
        Address address,
        IEnumerable<(string Begins, string Parameter, string[] Ids)> foreign
    ) =>
        Filled(
            address,
            server.City.Code,
            foreign
                .Where(one => address.Pattern.StartsWith(one.Begins, StringComparison.Ordinal))
                .ToDictionary(one => one.Parameter, one => one.Ids)
        );

    private static List<string> Filled(Address address, string city, Dictionary<string, string[]> real)
    {
        List<string> paths = [address.Pattern.Replace("{city}", city, StringComparison.Ordinal)];
        foreach (var parameter in address.Route.Parameters.Where(parameter => parameter.Name != "city"))
        {
            var hole = Hole(address.Pattern, parameter.Name);
            string[] values =
            [
                .. Usual.GetValueOrDefault(parameter.Name, [Nobody]),
                .. real.GetValueOrDefault(parameter.Name, []),
            ];
            paths = [.. paths.SelectMany(path => values.Select(value => path.Replace(hole, value, StringComparison.Ordinal)))];
        }
        return paths;
    }

    // {number:long}, {change:regex(^(rename|up)$)}: as it stands in the pattern, constraint and all.
    private static string Hole(string pattern, string name)
    {
        var from = pattern.IndexOf("{" + name, StringComparison.Ordinal);
        var depth = 0;
        for (var at = from; ; at++)
        {
            depth += pattern[at] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
                return pattern[from..(at + 1)];
        }
    }

    private static Task<CaseDone> Case(TestServer server, string category, CivicLoop.Core.Places.Location at, string what) =>
        server.Office.Act(
            null,
            SmallCity.Citizen,
            new ReportInput(category, at, what, [server.Office.Photo("before-" + category)], null)
        );

    private static string OpenSession(TestServer server, string login) =>
        server.City.Database.Read(connection =>
            Sql.One(
                connection,
                "select s.id from sessions s join people p on p.id = s.person where p.login = $1 and s.ended_at is null",
                row => row.GetString(0),
                login
            )
        )!;
}
