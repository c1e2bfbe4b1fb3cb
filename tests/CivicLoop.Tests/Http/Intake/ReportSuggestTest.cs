using System.Net;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

/// <summary>The category is suggested from the words and the place, with and without script, and chosen by nobody else.</summary>
public class ReportSuggestTest
{
    [Fact]
    public async Task Without_script_a_form_without_category_comes_back_with_suggestions_and_one_tap_takes_one()
    {
        await using var server = await TestServer.Start();
        await Taught.Teach(server);
        using var citizen = server.Anybody();
        (await Taught.Asked(citizen, "report/suggest?words=" + Uri.EscapeDataString(Taught.Words))).Dispose();
        var before = server.Cases().Count;

        var back = await citizen.Report(Reporting.Litter.But(("category", ""), ("what", Taught.Words)), Reporting.Photo());

        back.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        back.Page.QuerySelector("#category option[selected]").ShouldBeNull("it is shown, not chosen");
        back.Page.QuerySelector(".suggested button[value=litter]")!.GetAttribute("aria-pressed").ShouldBe("false");
        var taken = await citizen.SendAgain(back, [("pick", "litter"), ("step", "")]);
        taken.Status.ShouldBe(HttpStatusCode.OK);
        taken.Page.QuerySelector("#category option[selected]")!.GetAttribute("value").ShouldBe("litter");
        taken.Page.QuerySelector(".suggested button[value=litter]")!.GetAttribute("aria-pressed").ShouldBe("true");
        server.Cases().Count.ShouldBe(before, "nothing is sent by looking");
        var sent = await citizen.SendAgain(taken, [("step", "send"), ("ask", "")]);
        sent.Status.ShouldBe(HttpStatusCode.SeeOther);
        var one = server.Cases()[^1];
        (one.Category, one.Before.Count).ShouldBe(("litter", 1));
    }

    [Fact]
    public async Task What_is_typed_is_answered_with_a_piece_of_the_form_and_what_it_does_not_know_with_silence()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await Taught.Teach(server);
        (await Taught.Asked(citizen, "report/suggest?words=" + Uri.EscapeDataString(Taught.Words))).Dispose();

        var said = await citizen.Post("report/check", ("what", Taught.Words), ("place", "p-1"));
        said.Status.ShouldBe(HttpStatusCode.OK);
        said.Page.QuerySelectorAll("button").Length.ShouldBeInRange(1, 3);
        said.Page.QuerySelector("button")!.GetAttribute("value").ShouldBe("litter");
        (await citizen.Post("report/check", ("what", "zzz qqq"))).Page.Body!.TextContent.Trim().ShouldBeEmpty();
        (await citizen.Post("report/check", ("what", new string('长', 2_000)))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await citizen.Post("report/check")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_machine_that_asks_without_end_is_stopped()
    {
        await using var server = await TestServer.Start();
        using var machine = server.Anybody();
        var last = HttpStatusCode.OK;
        for (var asked = 0; asked < 620 && last == HttpStatusCode.OK; asked++)
            last = (await machine.Post("report/check", ("what", "a"))).Status;

        last.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
