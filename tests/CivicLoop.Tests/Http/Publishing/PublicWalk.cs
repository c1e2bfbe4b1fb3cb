using System.Net;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Http.Intake.Open311;
using CivicLoop.Tests.Http.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Publishing.Subscriptions;
using Shouldly;

namespace CivicLoop.Tests.Http.Publishing;

/// <summary>A city full of what is not for everybody, and every path by which somebody could come across it.</summary>
internal sealed class PublicWalk
{
    private const string Contact = "13900139000";
    private const string Mail = "geheim@example.org";
    private const string Told = "反映人原话四四一七";
    private const string Added = "反映人补充五五二八";
    private const string Inside = "内部发现的情况六六三九";
    private const string Reason = "内部办理理由七七四〇";
    private const string Reply = "只答复反映人的话八八五一";
    private const string Withheld = "曾经公开又撤下的话九九六二";
    private const string Handed = "别的系统交来的话一一七三";
    private const string Subscriber = "reader-2284@example.org";

    private readonly TestServer server;
    private readonly Dictionary<string, string[]> values;

    private PublicWalk(TestServer server, Dictionary<string, string[]> values) => (this.server, this.values) = (server, values);

    public static readonly string[] Secrets =
    [
        Contact,
        Mail,
        "王某某",
        Told,
        Added,
        Inside,
        Reason,
        Reply,
        Withheld,
        Handed,
        Subscriber,
    ];

    /// <summary>Photos that nobody outside may see, byte by byte.</summary>
    public required IReadOnlyList<byte[]> Photos { get; init; }

    /// <summary>A key of a system that handed in one case, the last, with everything that a key may open.</summary>
    public required string Key { get; init; }

    /// <summary>Addresses that are open to everybody, or to everybody with a key.</summary>
    public static IReadOnlyList<Address> Open { get; } =
    [.. Endpoints.All.Where(one => May.Reach(Role.Citizen, one.Right!.Value) != Scope.None)];

    /// <summary>Every path of this address, with all that could be asked of it.</summary>
    public IEnumerable<string> Paths(Address address)
    {
        List<Dictionary<string, string>> filled = [new() { ["city"] = server.City.Code }];
        foreach (var name in address.Route.Parameters.Select(parameter => parameter.Name).Where(name => name != "city"))
        {
            values.ShouldContainKey(name, $"tell the walk what {{{name}}} of {address} can be, so that it is walked");
            filled =
            [
                .. filled.SelectMany(one => values[name].Select(value => new Dictionary<string, string>(one) { [name] = value })),
            ];
        }
        return from one in filled from asked in Asked(address) select address.Filled(name => one[name]) + asked;
    }

    // What else of a city is asked for than a plain address says; what an address does not know it passes by or refuses.
    private string[] Asked(Address address)
    {
        var where = "lon=84.87&lat=45.59&category=litter&place=p-1";
        var all = new[] { "extensions=true", "service_request_id=1,2,3,4,5,6", "page=1&page_size=100&status=open" };
        if (address.Pattern.StartsWith("/open311/", StringComparison.Ordinal))
            return ["", .. all.Prepend("").Select(one => $"?jurisdiction_id={server.City.Code}&{one}")];
        if (address.Pattern.Contains("/open311/", StringComparison.Ordinal))
            return ["", .. all.Select(one => "?" + one)];
        if (address.Pattern.Contains("/ogc/", StringComparison.Ordinal))
            return ["", "?bbox=80,40,90,50", "?limit=1000&f=html"];
        if (address.Pattern.EndsWith("/login", StringComparison.Ordinal))
            return ["?city=" + server.City.Code];
        return
        [
            "",
            $"?{where}",
            $"?{where}&part=where",
            "?status=open&page=1&district=990101",
            "?q=%E5%9E%83%E5%9C%BE&words=p-1",
        ];
    }

    /// <summary>A case that waits, one that is published with a copy, one that was taken down, one that is nobody's affair, one of another system.</summary>
    public static async Task<PublicWalk> In(TestServer server)
    {
        var office = server.Office;
        using var citizen = server.Anybody();
        var sent = await citizen.Report(
            Reporting.Litter.But(("what", Told), ("contact", Contact)),
            ("photos", "a.png", "image/png", Moderating.Red(81))
        );
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Refusals());
        var waits = server.StreamOf(1);
        await office.Act(waits, SmallCity.Citizen, new WordsInput(CaseAct.AddWords, Added, [office.Photo("added")]));
        await office.Act(waits, SmallCity.Clerk, new ReplyInput(Reply));
        await Act(office, waits, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(waits, SmallCity.Clerk, new DispatchInput(null));
        await Act(office, waits, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));

        var shown = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter(Told, office.Photo("original")));
        await office.Act(shown.Stream, SmallCity.Clerk, new PublishInput("先前公开的话", [office.Photo("copy")]));
        await office.Act(shown.Stream, SmallCity.Clerk, new PublishInput("公开的话", [office.Photo("copy")]));
        await Act(office, shown.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));

        var down = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter(Told, office.Photo("down-original")));
        await office.Act(down.Stream, SmallCity.Clerk, new PublishInput(Withheld, [office.Photo("down-copy")]));
        await Act(office, down.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Withhold));

        await Act(office, null, SmallCity.InspectorNorth, CaseOffice.Litter(Inside, office.Photo("inside")));

        using var caller = new Caller(server);
        var handed = await caller.Post(
            "requests.json",
            [
                .. Caller.Litter.But(("description", Handed)),
                ("api_key", caller.Key()),
                ("email", Mail),
                ("phone", Contact),
                ("last_name", "王"),
                ("first_name", "某某"),
            ]
        );
        handed.Status.ShouldBe(HttpStatusCode.OK, handed.Body);

        // What the walker has themselves: a report of their own, one of somebody else that they follow, a key by which one was handed in.
        MessagePagesTest.SetUp(server, "mail", ("host", "127.0.0.1"), ("from", "city@example.cn"));
        using var walker = server.Anybody();
        var own = Reporting.Litter.But(("what", "走访人自己反映的"), ("contact", "mine@example.org"));
        (await walker.Report(own)).Status.ShouldBe(HttpStatusCode.SeeOther);
        var key = caller.Key([ApiScope.Open311, ApiScope.Read, ApiScope.Write]);
        (await caller.Post("requests.json", [.. Caller.Litter, ("api_key", key)])).Status.ShouldBe(HttpStatusCode.OK);
        var codes = Own(server, waits);
        return new PublicWalk(
            server,
            new Dictionary<string, string[]>
            {
                ["number"] = ["1", "2", "3", "4", "5", "6", "7", "99"],
                ["id"] = ["1", "2", "3", "4", "5", "6", .. Ids(server)],
                ["feature"] = ["1", "2", "3", "4", "5", "6", "p-1", .. Ids(server)],
                ["collection"] = ["cases", "places"],
                ["code"] = ["litter", "p-1", "nosuchcodenosuch", .. codes],
                ["token"] = ["nosuchcodenosuch", .. codes],
                ["format"] = ["xml", "json"],
                ["form"] = ["csv", "xlsx"],
                ["table"] = ["problems", "limits"],
                ["said"] = ["add", "confirm", "dispute", "rate"],
                ["z"] = ["0", "14"],
                ["x"] = ["0", "12054"],
                ["y"] = ["0", "5866"],
            }
        )
        {
            Photos =
            [
                Moderating.Red(81),
                .. new[] { "added", "original", "down-original", "down-copy", "inside" }.Select(
                    System.Text.Encoding.UTF8.GetBytes
                ),
            ],
            Key = key,
        };
    }

    // Codes that the walker has by right.
    private static string[] Own(TestServer server, Guid followed) =>
        server.City.Database.WriteInBulk(transaction =>
        {
            var now = server.City.Clock.Now;
            var area = new Area(SmallCity.North, "", "", "litter");
            foreach (var mail in new[] { "mine@example.org", Subscriber })
                SubscriptionStore.Ask(transaction, area, mail, "zh-Hans", now);
            return new[]
            {
                Trackings.Follow(transaction, followed, Guid.CreateVersion7(), now),
                transaction.One("select t.code from trackings t join cases c on c.stream = t.stream where c.number = 6", Text)!,
                transaction.One("select code from subscriptions where mail = 'mine@example.org'", Text)!,
            };
        });

    private static string Text(System.Data.Common.DbDataReader row) => row.GetString(0);

    private static List<string> Ids(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(
                connection,
                """
                select id from photos union select id from texts union select id from contacts union select stream from cases
                union select id from subscriptions
                """,
                row => row.GetString(0)
            )
        );

    private static async Task Act(CaseOffice office, Guid? stream, Actor by, CaseInput input) =>
        (await office.Try(stream, CaseOffice.Form(by, reason: Reason), input)).Refusal.ShouldBeNull();
}
