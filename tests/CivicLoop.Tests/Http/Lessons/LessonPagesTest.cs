using System.Net;
using System.Text;
using CivicLoop.Core.Lessons;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Events;
using CivicLoop.Web.Lessons;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Lessons;

/// <summary>From a closed case to a lesson to an institution.</summary>
public class LessonPagesTest
{
    /// <summary>One that waits and one that is an institution.</summary>
    internal static async Task In(TestServer server)
    {
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        Task<CivicLoop.Core.Events.Outcome<Done<LessonState>>> Tell(string title) =>
            LessonStore.Tell(
                server.City,
                rules,
                CaseOffice.Form(SmallCity.MarketClerk),
                new LessonInput(title, "错时收运，摊位前置桶。", "litter", "market", new LessonSource(null, null, null))
            );
        (await Tell("早市垃圾错时收运")).Refusal.ShouldBeNull();
        var second = (await Tell("摊位责任到人")).Value!;
        (
            await LessonStore.Judge(server.City, rules, CaseOffice.Form(SmallCity.Clerk), second.Stream, published: true)
        ).Refusal.ShouldBeNull();
        (
            await LessonStore.MakeInstitution(
                server.City,
                rules,
                CaseOffice.Form(SmallCity.Clerk),
                second.Stream,
                "示例〔2021〕1号",
                new DateOnly(2021, 1, 1)
            )
        ).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_case_that_was_closed_teaches_others_once_somebody_else_has_published_it(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await server.Office.Closed();
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);

        var from = await market.Get($"cases/{done.Number}");
        var page = await market.Get(from.Page.QuerySelector("a[href*='lessons/new']")!.GetAttribute("href")!);
        page.Page.QuerySelector("#category option[selected]")!.GetAttribute("value").ShouldBe("litter");
        var refused = await market.Submit(
            page,
            page.Form("form[action*='/lessons/new']"),
            ("title", "早市错时收运"),
            ("suggested", "做法有效，值得推广")
        );
        refused.Words("#refused").ShouldContain("具体做法");
        refused.Page.QuerySelector("#title")!.GetAttribute("value").ShouldBe("早市错时收运");
        var told = await market.Submit(
            refused,
            refused.Form("form[action*='/lessons/new']"),
            ("words", "收摊后半小时内收运。"),
            ("suggested", "做法有效，值得推广")
        );
        told.Status.ShouldBe(HttpStatusCode.SeeOther, told.Page.Body?.TextContent);
        (await north.Get("lessons/1")).Status.ShouldBe(HttpStatusCode.NotFound, "nobody has looked at it");
        (await north.Get("lessons")).Words("main").ShouldNotContain("早市错时收运");

        var desk = await clerk.Get("desk?kind=lesson-review");
        var judge = await clerk.Get(desk.Page.QuerySelector(".duties a[href*='/lessons/']")!.GetAttribute("href")!);
        (await clerk.Submit(judge, judge.Form("#judge"), ("suggested", "做法具体，效果明显"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (await north.Get("lessons?q=错时&category=litter")).Words("main").ShouldContain("早市错时收运");
        (await north.Get("lessons?q=没有这样的词")).Words("main").ShouldNotContain("早市错时收运");
        (await clerk.Get($"cases/{done.Number}")).Words("aside, main").ShouldContain("同类问题的经验做法");

        // Another edition waits while others read the one before.
        var mine = await market.Get("lessons/1");
        await market.Submit(
            mine,
            mine.Form("form[action$='/change#refused']"),
            ("words", "收摊后十五分钟内收运。"),
            ("suggested", "补充效果")
        );
        (await north.Get("lessons/1")).Words("main").ShouldContain("半小时");
        (await market.Get("lessons/1")).Words("main").ShouldContain("十五分钟");
        var newer = await clerk.Get("lessons/1");
        await clerk.Submit(newer, newer.Form("#judge"), ("suggested", "做法具体，效果明显"));
        (await north.Get("lessons/1")).Words("main").ShouldContain("十五分钟");

        var ready = await clerk.Get("lessons/1");
        var made = await clerk.Submit(
            ready,
            ready.Form("#institution form"),
            ("document", "示例〔2021〕3号"),
            ("valid-from", "2021-01-01"),
            ("suggested", "经会议研究同意")
        );
        made.Status.ShouldBe(HttpStatusCode.SeeOther, made.Page.Body?.TextContent);
        (await north.Get("lessons?status=Institution")).Words("main").ShouldContain("示例〔2021〕3号");
        Encoding.UTF8.GetString(await north.Bytes("lessons/export.csv")).ShouldContain("制度,示例〔2021〕3号,2021-01-01");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_number_is_given_once_and_erased_words_are_gone_from_the_library(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await In(server);
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        var lesson = server.City.Database.Read(connection => LessonReads.Find(connection, 1, SmallCity.Clerk))!;
        (
            await LessonStore.Judge(server.City, rules, CaseOffice.Form(SmallCity.Clerk), lesson.Stream, published: true)
        ).Refusal.ShouldBeNull();

        var taken = await LessonStore.MakeInstitution(
            server.City,
            rules,
            CaseOffice.Form(SmallCity.Clerk),
            lesson.Stream,
            "示例〔2021〕1号",
            new DateOnly(2021, 1, 1)
        );

        taken.Refusal!.Code.ShouldBe("lesson.document-taken");
        server.City.Database.WriteInBulk(transaction =>
            TextStore.Erase(transaction, lesson.State.Text.Words.Id, SmallCity.Clerk.Person, server.City.Clock.Now)
        );
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        (await north.Get("lessons/1")).Words("main").ShouldNotContain("错时收运，摊位");
        (await north.Get("lessons?q=前置桶")).Words("main").ShouldContain("摊位责任到人");
        server.ShouldBeWhole();
    }
}
