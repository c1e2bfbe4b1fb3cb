using System.Net;
using AngleSharp.Html.Parser;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>Who may not: every act of every role on a case in every status, sent as a cheat would send it.</summary>
public class CaseRightsTest
{
    private static readonly TextRef NoText = new(Guid.Empty, "");

    public static TheoryData<CaseStatus> Statuses() => [.. Enum.GetValues<CaseStatus>()];

    [Theory, MemberData(nameof(Statuses))]
    public async Task Every_wrong_act_of_every_wrong_role_is_refused(CaseStatus status)
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, status);
        var state = server.StateOf(done);
        var tried = 0;
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen))
        {
            using var person = await server.SignedIn(actor);
            var desk = await person.Get("playbook");
            foreach (var act in CaseActNames.All)
            {
                if (Refusal(state, act, actor) is not { } refusal)
                    continue;
                var forged = Forged(desk, $"{server.CityAddress}/cases/{done.Number}/acts/{CaseActNames.Name(act)}");
                var answer = await person.Submit(forged, forged.Form("form"), Whole(state), [CaseWalk.Photo]);

                var wanted =
                    May.Read(actor.Role) == Scope.None ? HttpStatusCode.Forbidden
                    : CaseReads.Sees(actor, state) ? (HttpStatusCode)refusal.Status()
                    : HttpStatusCode.NotFound;
                answer.Status.ShouldBe(wanted, $"{actor.Post} {act} in {status}: {answer.Words("#refused")}");
                tried++;
            }
        }
        tried.ShouldBeGreaterThan(50);
        server.StateOf(done).ShouldBeEquivalentTo(state);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_is_not_signed_in_acts_on_nothing()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var anybody = server.Anybody();

        var answer = await anybody.Post($"cases/{done.Number}/acts/accept", ("reason", "属实"));

        answer.Status.ShouldBeOneOf(HttpStatusCode.SeeOther, HttpStatusCode.BadRequest);
        (await anybody.Get($"cases/{done.Number}")).Location.ShouldNotBeNull().ShouldContain("/login");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Dispatched);
    }

    [Fact]
    public async Task A_case_of_others_is_as_if_it_were_not_there()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var other = await server.SignedIn(SmallCity.SouthClerk);
        using var south = await server.SignedIn(SmallCity.InspectorSouth);

        var foreign = await other.Get($"cases/{done.Number}");
        var unknown = await other.Get($"cases/{done.Number + 1}");

        foreign.Status.ShouldBe(HttpStatusCode.NotFound);
        (foreign.Status, foreign.Words("main")).ShouldBe((unknown.Status, unknown.Words("main")));
        (await south.Get($"cases/{done.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_reported_a_case_sees_it_in_whatever_district_it_lies()
    {
        await using var server = await TestServer.Start();
        var office = server.Office;
        var done = await office.Act(null, SmallCity.InspectorSouth, CaseOffice.Litter(photos: office.Photo()));
        using var south = await server.SignedIn(SmallCity.InspectorSouth);

        var page = await south.Get($"cases/{done.Number}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        (await south.Get(page.Page.QuerySelector(".pair img")!.GetAttribute("src")!)).Status.ShouldBe(HttpStatusCode.OK);
        (await south.Get("cases?mine=1")).Words(".cases tbody td:first-child").ShouldBe($"{done.Number}");
        (await south.Get("cases")).Page.QuerySelector(".cases").ShouldBeNull();
    }

    [Fact]
    public async Task The_fixers_own_unit_sees_why_it_cannot_check()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Fixed, SmallCity.Street, SmallCity.NorthClerk);
        using var inspector = await server.SignedIn(SmallCity.InspectorOfNorthOffice);

        var page = await inspector.Get($"cases/{done.Number}");

        page.Words("#act-pass-check").ShouldContain("须由其他单位的人员核查");
        page.Page.QuerySelector("#act-pass-check form").ShouldBeNull();
    }

    [Fact]
    public async Task A_page_offers_exactly_what_would_be_accepted()
    {
        await using var server = await TestServer.Start();
        foreach (var status in Enum.GetValues<CaseStatus>())
        {
            var state = server.StateOf(await CaseWalk.In(server.Office, status));
            foreach (var actor in SmallCity.Everybody)
            {
                var offered = CaseOffers
                    .For(state, actor, SmallCity.Rules, server.City.Clock.Now)
                    .Where(offer => offer.WhyNot is null)
                    .Select(offer => offer.Act);
                offered
                    .Order()
                    .ShouldBe(
                        CaseActNames.All.Where(act => Refusal(state, act, actor) is null).Order(),
                        $"{actor.Post} in {status}"
                    );
            }
        }
    }

    private static Refusal? Refusal(CaseState state, CaseAct act, Actor actor)
    {
        var at = state.ReportedAt.AddHours(1);
        var day = SmallCity.Calendar.DayOf(at);
        CaseCommand command = act switch
        {
            CaseAct.Plan => new MakePlan(NoText, NoText, NoText, day, "market-clerk"),
            CaseAct.AskSuspension => new AskSuspension(day.AddDays(5)),
            // A case of its own is not on this page: another at the same spot with a number that no case here has.
            CaseAct.Merge => new Merge(Loop.Filed().Now with { Number = 999_999 }),
            _ => Commands.Of(act),
        };
        return CaseDecide
            .Decide(state, command, new Act(Guid.CreateVersion7(), actor, at, at, "desk", NoText), SmallCity.Rules)
            .Refusal;
    }

    // A form that no page offered, with the token of one that did.
    private static Answer Forged(Answer page, string action)
    {
        var token = page.Page.QuerySelector("input[name=__RequestVerificationToken]")!.OuterHtml;
        var forged = new HtmlParser().ParseDocument($"<form action='{action}' enctype='multipart/form-data'>{token}</form>");
        forged.Location.Href = page.Page.DocumentUri;
        return page with { Page = forged };
    }

    // Every field that any act could want, so that nothing is refused for what it lacks.
    private static (string, string)[] Whole(CaseState state) =>
        [
            ("act", Guid.CreateVersion7().ToString()),
            ("version", $"{state.Version}"),
            ("reason", "试一试"),
            ("category", "litter"),
            ("difficulty", "at-once"),
            ("severity", "Minor"),
            ("unit", "rule"),
            ("words", "已经清理"),
            ("item", "一"),
            ("cause", "二"),
            ("measure", "三"),
            ("promised", $"{SmallCity.Calendar.DayOf(state.ReportedAt.AddHours(1)):yyyy-MM-dd}"),
            ("responsible", "market-clerk"),
            ("amount", "1"),
            ("until", $"{SmallCity.Calendar.DayOf(state.ReportedAt.AddHours(1)).AddDays(5):yyyy-MM-dd}"),
            ("into-number", "999999"),
        ];
}
