using System.Net;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Suggesting;

/// <summary>Words to category where people meet it: the address that forms ask, and the clerk's filing form.</summary>
public class SuggestTest
{
    [Fact]
    public async Task What_the_office_filed_teaches_and_the_clerk_still_chooses()
    {
        await using var server = await TestServer.Start();
        await Taught.Teach(server);
        using var anybody = server.Anybody();

        using var learnt = await Taught.Asked(
            anybody,
            "report/suggest?words=" + Uri.EscapeDataString("路口垃圾堆了很多没人清运")
        );
        learnt.RootElement.GetProperty("suggestions")[0].GetProperty("category").GetString().ShouldBe("litter");
        learnt.RootElement.GetProperty("suggestions")[0].GetProperty("confidence").GetDouble().ShouldBeInRange(0.3, 1);
        (await anybody.Get("report/suggest")).Body.ShouldContain("\"suggestions\":[]");
        (await anybody.Get("report/suggest?words=%F0%9F%98%80")).Body.ShouldContain("\"suggestions\":[]");

        var done = await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter("门口摊贩占道经营，摊位摆到人行道"));
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get($"cases/{done.Number}?act=file");
        page.Page.QuerySelector("#category-suggested")!.TextContent.ShouldContain("建议");
        page.Page.QuerySelector("#category option[selected]")!
            .GetAttribute("value")
            .ShouldBe("litter", "what the report says, not what is suggested");
    }

    [Fact]
    public async Task Words_without_end_are_refused_and_a_machine_is_stopped()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        (await anybody.Post("report/suggest", ("words", new string('长', 2_000)))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await anybody.Post("report/suggest", ("words", "垃圾"))).Status.ShouldBe(HttpStatusCode.OK);

        var last = HttpStatusCode.OK;
        for (var asked = 0; asked < 620 && last == HttpStatusCode.OK; asked++)
            last = (await anybody.Get("report/suggest?words=a")).Status;

        last.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
