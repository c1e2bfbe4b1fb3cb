using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases.Bulk;
using CivicLoop.Web.Site;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser;

/// <summary>
/// Every page as every role meets it, at desktop and phone width, in all three languages: well made, nothing left
/// over from the making. What is wrong is told at once, page by page.
/// </summary>
public class EveryPageTest(Browsing browsing, EveryPageCity city) : IClassFixture<EveryPageCity>
{
    private static readonly string[] OfCases =
    [
        "cases",
        "cases?status=open&sort=due",
        "cases?light=Green&district=990101&days=7",
        "cases?unit=market&category=litter&q=市场",
        "cases?q=没有这样的案件",
        "cases/map",
        "cases/map?status=open&theme=dirty",
        "cases/map?q=没有这样的案件",
        "cases/views",
        "cases/views/new?status=Closed&district=990101",
    ];

    private static readonly string[] OfManyAtOnce =
    [
        "cases/bulk",
        "cases/bulk?act=file&severity=Major&case=1&case=2",
        "cases/bulk?act=dispatch&case=3&case=8&case=99",
        "cases/bulk?act=accept&case=4&case=5&from=%3Fstatus%3DDispatched",
    ];

    private static readonly string[] OfEverybodyInside =
    [
        "desk",
        "desk?kind=dispatch&open=next",
        "desk?kind=accept&open=next",
        "rhythm",
        "orders",
        "orders?rung=order&status=open&unit=market&year=2020&watch=mine",
        "orders/2",
        "orders/3",
        "orders/4",
        "orders/5",
        "appraisals",
        "places",
        "places?type=market",
        "places/p-1",
        "places/plates?each=4",
        "facilities?kind=toilet",
        "facilities/T-1",
        "grids",
        "grids/990101001001001",
        "segments",
        "segments/L-1",
        "organisation",
        "organisation?q=市场",
        "organisation/people",
        "organisation/units/market",
        "standards",
        "standards/city/small-1",
        "standards/city/small-1?method=Field&q=垃圾",
        "standards/city/small-1/litter?try=0&faults=2",
        "standards/city/small-1/against/small-1",
        "standards/city/small-1/forms",
        "standards/city/small-1/forms/material-record",
        "standards/city/small-1/forms/field?type=market",
        "standards/city/small-1/forms/questionnaire",
        "standards/city/small-1/forms/hearing",
        "visits",
        "visits?found=1&type=market",
        "handbook",
        "handbook/market",
        "scores",
        "scores/places/p-1",
        "scores/units/market",
        "weakness",
        "weakness?type=market&unit=market&system=city&standard=litter",
        "report",
        "nowhere",
    ];

    private static readonly string[] OfEverybodySignedIn = ["account", "account/password", "account/messages", "my-posts"];

    // What only an authenticator's owner or nobody has: administrators here have theirs already.
    private static readonly string[] OfNoFactor = ["account/second-factor"];

    private static readonly string[] OfTheAudit = ["audit", "audit?kind=Exported&days=7&login=nobody", "rights"];

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Looked = [];

    // Somebody from above sees their own ground, and says what they found.
    private static readonly string[] OfAGuide =
    [
        "desk",
        "cases",
        "cases/map",
        "orders",
        "places",
        "places/p-1",
        "rhythm",
        "teams",
        "teams/1",
        "feedback/new",
        "feedback/1",
    ];

    public static TheoryData<string> Roles =>
        ["", .. SmallCity.Posts.Where(post => post.District != SmallCity.South).Select(post => post.Code), Guided.North.Post];

    [Theory, MemberData(nameof(Roles))]
    public async Task Pages_are_well_made(string post)
    {
        await using var visitor = await browsing.Visit(city.Server.Address);
        if (post.Length > 0)
            await SignIn(visitor.Page, city.Server, post);
        var wrong = new List<string>();

        foreach (var path in Paths(post))
        {
            var look = new PageLook(visitor, wrong);
            // Whoever comes to a page second finds the same page with other offers: once more, but not everything twice.
            // A desk is everybody's own.
            var page = path[(path.IndexOf('/', 1) + 1)..];
            var first = page.StartsWith("desk", StringComparison.Ordinal) || Looked.TryAdd(page, post);
            await look.Open(path, Texts.Simplified, Screen.Desktop);
            await look.IsAccessible();
            await look.Fits(Screen.Phone);
            if (first)
                await look.IsAccessible();
            foreach (var language in first ? new[] { Texts.Traditional, Texts.English } : [Texts.English])
            {
                await look.Open(path, language, Screen.Phone);
                await look.Fits(Screen.Desktop);
            }
        }

        wrong.ShouldBeEmpty(string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void No_page_of_the_product_is_forgotten()
    {
        var looked = Roles
            .SelectMany(row => Paths(row.Data))
            .Select(path => Endpoints.Page(path.Replace(PageLook.Posted, "", StringComparison.Ordinal)))
            .ToHashSet();

        Endpoints
            .Pages.Except(looked.OfType<string>())
            .Where(page => !page.StartsWith("/{city}/contracts", StringComparison.Ordinal))
            .ShouldBeEmpty("add a path to these pages to those looked at");
    }

    [Fact]
    public async Task From_the_desk_the_first_duty_is_opened_and_done_by_keyboard_alone()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Filed);
        await using var visitor = await browsing.Visit(server.Address);
        var page = visitor.Page;
        await SignIn(page, server, "office-clerk");

        await page.Keyboard.PressAsync("j");
        await page.Focused(".duties a");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("/cases/", StringComparison.Ordinal));
        var act = page.Url.Split("#act-").Last();
        foreach (
            var field in await page.Locator($"#act-{act} form")
                .EvaluateAsync<string[]>(
                    "form => [...new Set([...form.querySelectorAll('input[type=radio]')].map(one => one.name))]"
                )
        )
        {
            await page.Tab($"#act-{act} input[name='{field}']");
            await page.Keyboard.PressAsync("Space");
        }
        await page.Tab($"#act-{act} button.btn-primary");
        await page.Keyboard.PressAsync("Enter");

        await page.Locator("#done").WaitForAsync();
        visitor.Errors.ShouldBeEmpty();
    }

    private IEnumerable<string> Paths(string post)
    {
        var here = $"/{city.Server.City.Code}";
        string[] open =
        [
            here,
            $"{here}/playbook",
            $"{here}/public",
            $"{here}/public?state=closed",
            $"{here}/public/{city.Waiting}",
            $"{here}/public/{city.Shown}",
            city.ShownTracking,
        ];
        if (post.Length == 0)
            return
            [
                "/",
                "/nowhere",
                "/openapi",
                $"/login?city={city.Server.City.Code}",
                .. open,
                $"{here}/ogc?f=html",
                $"{here}/ogc/collections?f=html",
                $"{here}/report",
                $"{here}/open311",
                $"{here}/nowhere",
                city.Tracking,
                $"{city.Tracking.Split('?')[0]}/erasure",
                $"{city.Tracking.Split('?')[0]}/mail",
                $"{here}/public/mail?district={SmallCity.North}",
                city.Unsure,
                city.Subscribed,
                $"{here}/report/no-such-code",
                $"{PageLook.Posted}{here}/report",
            ];
        if (post == Guided.North.Post)
            return OfAGuide.Concat(OfEverybodySignedIn).Select(path => $"{here}/{path}");
        var role = SmallCity.Holder(post).Role;
        if (role is Role.SystemAdministrator or Role.SecurityAdministrator)
            return
            [
                .. new[] { "playbook", "nowhere" }
                    .Concat(OfEverybodySignedIn)
                    .Concat(
                        role == Role.SystemAdministrator
                            ?
                            [
                                "accounts",
                                "accounts/leader",
                                "tokens",
                                "peers",
                                "peers/district-311",
                                "webhooks",
                                city.Webhook,
                                $"{city.Webhook}?state=GivenUp",
                                "playbook/import",
                                city.Playbook,
                                "messages/settings",
                            ]
                            : new[] { "security", "security/leader", "rights" }
                    )
                    .Select(path => $"{here}/{path}"),
            ];
        string[] spot = May.Act(role, CaseAct.FixOnTheSpot) == Scope.None ? [] : ["report/on-the-spot"];
        // The second clerk of a kind sees the same pages: their desk is enough.
        return post == "north-clerk" ? [$"{here}/desk", $"{here}/self-checks/1", $"{here}/self-checks/found/1"]
            : SmallCity.Posts.First(one => one.Role == role).Code != post ? [$"{here}/desk"]
            :
            [
                .. new[]
                {
                    OfEverybodyInside,
                    OfEverybodySignedIn,
                    Separation.IsAdministrator(role) ? OfTheAudit : OfNoFactor,
                    Listed.Pages(role),
                    May.Reach(role, Right.ImportStandards) == Scope.None ? [] : ["standards/import", city.Edition],
                    Contracted.Pages(role),
                    spot,
                    OfCases,
                    BulkForm.ActsOf(role).Count > 0 ? OfManyAtOnce : [],
                }
                    .SelectMany(path => path)
                    .Where(path => path != "report" || May.Act(role, CaseAct.Report) != Scope.None)
                    .Concat(May.Organise(role, OrganisationAct.HandOver) == Scope.None ? [] : city.Organisation)
                    .Concat(city.Cases.Select(number => $"cases/{number}"))
                    .Concat(role == Role.OfficeClerk ? [city.Bulk] : [])
                    .Concat(
                        May.Reach(role, Right.Moderate) == Scope.None
                            ? []
                            : ["moderation", "moderation?order=newest", $"moderation/{city.Waiting}", $"moderation/{city.Shown}"]
                    )
                    .Concat(May.Reach(role, Right.EditPlaces) == Scope.None ? [] : ["places/import", city.Import])
                    .Concat(May.Reach(role, Right.ImportCases) == Scope.None ? [] : ["exchange/import", city.CaseImport])
                    .Concat(May.Reach(role, Right.ReadErasures) == Scope.None ? [] : ["erasures", "erasures/1", "erasures/2"])
                    .Concat(
                        May.Reach(role, Right.ReadMessages) == Scope.None
                            ? []
                            : ["messages", "messages?state=Dead", "messages/subscriptions", city.Message]
                    )
                    .Concat(May.Reach(role, Right.ReadCoverage) == Scope.None ? [] : ["coverage"])
                    .Concat(
                        May.Reach(role, Right.ReadMeetings) == Scope.None
                            ? []
                            : ["rhythm/past", "rhythm/2", "rhythm/3", "rhythm/4"]
                    )
                    .Concat(
                        role is Role.Inspector or Role.OfficeClerk or Role.UnitClerk
                            ?
                            [
                                "tallies",
                                "tallies/dead-corners",
                                "tallies/6",
                                "visits/1",
                                "visits/2",
                                "burden",
                                "self-reviews",
                                "self-reviews/1",
                                "self-reviews/1/market",
                                "lessons",
                                "lessons/1",
                                "lessons/2",
                            ]
                            : []
                    )
                    .Concat(
                        May.Reach(role, Right.EnterTallies) == Scope.None
                            ? []
                            : ["tallies/enter?counter=litter", "tallies/import"]
                    )
                    .Concat(
                        role is Role.OfficeClerk or Role.UnitClerk or Role.Supervisor
                            ?
                            [
                                "plans",
                                "plans/3",
                                "plans/3/matrix",
                                "plans/3/tasks/1",
                                "plans/3/board",
                                "plans/3/sheets/market",
                                "mechanisms",
                                "mechanisms/patrols",
                            ]
                            : []
                    )
                    .Concat(
                        May.Reach(role, Right.MakePlans) == Scope.None
                            ? []
                            : ["plans/2", "plans/2/matrix", "plans/2/tasks/new?standard=city/litter", "plans/2/table"]
                    )
                    .Concat(May.Reach(role, Right.TellLessons) == Scope.None ? [] : ["lessons/new"])
                    .Concat(
                        role switch
                        {
                            Role.UnitClerk or Role.OfficeClerk or Role.Supervisor =>
                            [
                                "materials",
                                "materials?state=Accepted",
                                "materials/1",
                                "materials/1/print",
                            ],
                            _ => [],
                        }
                    )
                    .Concat(May.Reach(role, Right.CountTallies) == Scope.None ? [] : ["tallies/waiting"])
                    .Concat(May.Reach(role, Right.ReadSignOffs) == Scope.None ? [] : ["sign-offs"])
                    .Concat(May.Reach(role, Right.Inspect) == Scope.None ? [] : ["visits/new", "visits/new?place=p-1"])
                    .Concat(May.Reach(role, Right.ReadUpstream) == Scope.None ? [] : ["upstream", "upstream/1", "upstream/2"])
                    .Concat(role is Role.OfficeClerk or Role.UnitClerk or Role.Leader ? ["teams", "teams/1", "feedback/1"] : [])
                    .Concat(May.Reach(role, Right.RunTeams) == Scope.None ? [] : ["teams/new", "feedback/2"])
                    .Concat(May.Reach(role, Right.EnterUpstream) == Scope.None ? [] : ["upstream/new"])
                    .Concat(role is Role.Leader or Role.UnitClerk ? ["sign-offs/1", "sign-offs/2"] : [])
                    .Concat(role == Role.Leader ? ["desk?at=unit.market", "desk?since=week"] : [])
                    .Concat(
                        May.Reach(role, Right.DraftOrders) == Scope.None
                            ? []
                            : ["orders/1", "orders/new", $"orders/new?case={city.Ordered}", "appraisals/market"]
                    )
                    .Concat(
                        May.Reach(role, Right.Erase) == Scope.None
                            ? []
                            : ["cases/1/erasure", "cases/2/erasure", "visits/1/erasure", "materials/1/erasure"]
                    )
                    .Select(path => $"{here}/{path}"),
            ];
    }

    private static async Task SignIn(IPage page, TestServer server, string post)
    {
        await page.GotoAsync($"/login?city={server.City.Code}&lang={Texts.Simplified}");
        await page.FillAsync("#login", post);
        await page.FillAsync("#password", TestServer.Password);
        await page.PressAsync("#password", "Enter");
        var role = post == Guided.North.Post ? Role.Guide : SmallCity.Holder(post).Role;
        // A demo fills the code in.
        if (Separation.IsAdministrator(role))
        {
            await page.Locator("#code").WaitForAsync();
            await page.PressAsync("#code", "Enter");
        }
        var first = Rail.First(role);
        await page.WaitForURLAsync(url => url.EndsWith("/" + first, StringComparison.Ordinal));
    }
}
