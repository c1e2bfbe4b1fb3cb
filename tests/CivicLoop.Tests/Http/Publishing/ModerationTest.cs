using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Publishing;

/// <summary>审核: what came from outside waits, is covered and shown, held back, taken down or turned back.</summary>
public class ModerationTest
{
    [Theory, EachDatabase]
    public async Task What_came_from_outside_waits_until_a_clerk_has_decided(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var first = await CaseWalk.In(server.Office, CaseStatus.Reported);
        var second = await CaseWalk.In(server.Office, CaseStatus.Closed);
        await CaseWalk.In(server.Office, CaseStatus.Refused);
        await server.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter("督导员自己发现"));
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        Listed(await clerk.Get("moderation")).ShouldBe([first.Number, second.Number]);
        Listed(await clerk.Get("moderation?order=newest")).ShouldBe([second.Number, first.Number]);
        Listed(await clerk.Get($"moderation?after={first.Number}")).ShouldBe([second.Number]);

        (await clerk.Publish(first.Number, "门前有垃圾，已派人")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var page = await clerk.Get($"moderation/{second.Number}");
        (await clerk.Submit(page, page.Form("#withhold form"), ("reason", "含有个人信息"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );

        Listed(await clerk.Get("moderation")).ShouldBeEmpty();
        server.Public(first.Number)!.Case.Words.ShouldBe("门前有垃圾，已派人");
        server.Public(second.Number)!.Case.Words.ShouldBeNull();
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task What_is_covered_is_gone_from_the_copy_and_the_original_stays_inside()
    {
        Moderating.NeedsDecoder();
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter, Moderating.Photo());
        var original = server.Cases().Single().Before[0].Id;
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var done = await clerk.Publish(
            1,
            "门口有垃圾",
            [("show", $"{original}"), .. Rectangle(original, "25", "25", "50", "50")]
        );

        done.Status.ShouldBe(HttpStatusCode.SeeOther, done.Words(".refusals"));
        var copy = server.Public(1)!.Before.ShouldHaveSingleItem();
        copy.ShouldNotBe(original);
        (await citizen.Get($"public/photos/{original}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var bytes = await citizen.Bytes($"public/photos/{copy}");
        Moderating.Pixel(bytes, 0.5, 0.5).ShouldBe(((byte)0, (byte)0, (byte)0));
        Moderating.Pixel(bytes, 0.1, 0.1).Red.ShouldBeGreaterThan((byte)200);
        // Looked at again, the rectangle stands where it was drawn.
        var again = await clerk.Get("moderation/1");
        again.Page.QuerySelector($"input[name='left-{original}']")!.GetAttribute("value").ShouldBe("25");
        again.Page.QuerySelector("input[name=show]")!.HasAttribute("checked").ShouldBeTrue();
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task What_is_shown_can_be_taken_down_and_the_old_address_says_so()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter, Moderating.Photo());
        var original = server.Cases().Single().Before[0].Id;
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        await clerk.Publish(1, "门口有垃圾", ("show", $"{original}"));
        var copy = server.Public(1)!.Before.Single();
        (await citizen.Get($"public/photos/{copy}")).Status.ShouldBe(HttpStatusCode.OK);

        var page = await clerk.Get("moderation/1");
        await clerk.Submit(page, page.Form("#withhold form"), ("reason", "当事人要求撤下"));

        (await citizen.Get($"public/photos/{copy}")).Status.ShouldBe(HttpStatusCode.Gone);
        var shown = await citizen.Get("public/1");
        shown.Words("main").ShouldNotContain("门口有垃圾");
        shown.Words("main").ShouldContain("不对外公开");
        (await clerk.Publish(1, "再次公开")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await citizen.Get("public/1")).Words("main").ShouldContain("再次公开");
    }

    [Fact]
    public async Task A_report_about_a_person_is_turned_back_and_never_shown()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get($"moderation/{done.Number}");

        var turned = await clerk.Submit(page, page.Form("#refuse form"), ("suggested", "反映的是个人，不是地点的问题"));

        turned.Status.ShouldBe(HttpStatusCode.SeeOther);
        server.StateOf(done).Status.ShouldBe(CaseStatus.Refused);
        (await clerk.Follow(turned)).Page.QuerySelector("form.moderation").ShouldBeNull();
        (await clerk.Get("moderation")).Page.QuerySelectorAll("tbody tr").ShouldBeEmpty();
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_once_and_all_that_was_typed_stays()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter, Moderating.Photo());
        var original = server.Cases().Single().Before[0].Id;
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get("moderation/1");
        var refused = await clerk.Submit(
            page,
            page.Form("form.moderation"),
            [("words", ""), ("show", $"{original}"), .. Rectangle(original, "60", "10", "50", "10")]
        );

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelectorAll(".refusals li").Length.ShouldBe(3);
        refused.Page.QuerySelector($"input[name='left-{original}']")!.GetAttribute("value").ShouldBe("60");
        server.Public(1)!.Case.Publication.ShouldBeNull();
    }

    [Fact]
    public async Task The_effect_is_seen_without_script_before_anything_is_shown()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter, Moderating.Photo());
        var original = server.Cases().Single().Before[0].Id;
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("moderation/1");
        var form = page.Form("form.moderation");
        form.Action = page.Page.QuerySelector("[data-mask-look]")!.GetAttribute("formaction")!;

        var looked = await clerk.Submit(page, form, [("words", "改了一半"), .. Rectangle(original, "10", "20", "30", "40")]);

        looked.Status.ShouldBe(HttpStatusCode.OK);
        looked.Page.QuerySelector("rect")!.GetAttribute("width").ShouldBe("300");
        looked.Page.QuerySelector("#words")!.TextContent.ShouldBe("改了一半");
        server.Public(1)!.Case.Publication.ShouldBeNull();
    }

    [Fact]
    public async Task Two_clerks_at_once_and_the_same_form_twice_are_one_publication()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get($"moderation/{done.Number}");
        (string, string)[] fields = [("words", "门前有垃圾"), ("reason", "核对无误")];

        (await clerk.Submit(page, page.Form("form.moderation"), fields)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await clerk.Submit(page, page.Form("form.moderation"), fields)).Status.ShouldBe(HttpStatusCode.SeeOther);
        var other = await clerk.Submit(
            page,
            page.Form("form.moderation"),
            [("words", "另一位写的"), ("reason", "核对无误"), ("act", $"{Guid.CreateVersion7()}")]
        );

        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other.Page.QuerySelector("#words")!.TextContent.ShouldBe("另一位写的");
        server.Office.History(done.Stream).Count(one => one.Kind == "published").ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_office_stands_at_the_gate()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Closed);
        using var anybody = server.Anybody();
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await anybody.Get("moderation")).Location!.ShouldContain("/login");
        (await market.Get($"moderation/{done.Number}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await market.Get($"cases/{done.Number}")).Words("#publication").ShouldContain("待审核");
        (await market.Get($"cases/{done.Number}")).Page.QuerySelector("a[href*='moderation/']").ShouldBeNull();
        (await clerk.Get("moderation/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get($"cases/{done.Number}")).Page.QuerySelector("a[href*='moderation/']").ShouldNotBeNull();
    }

    private static List<long> Listed(Answer page) =>
        [.. page.Page.QuerySelectorAll("tbody tr td:first-child").Select(cell => long.Parse(cell.TextContent))];

    private static (string, string)[] Rectangle(Guid photo, string left, string top, string width, string height) =>
        [($"left-{photo}", left), ($"top-{photo}", top), ($"width-{photo}", width), ($"height-{photo}", height)];
}
