using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Exchange.Api;

/// <summary>What may be read by a key: what is public, page by page, and what one handed in oneself.</summary>
public class ApiReadingTest
{
    private const string Secret = "不该公开的话";

    [Theory, EachDatabase]
    public async Task Every_page_leads_to_the_next_until_all_were_there_once(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var camera = new ApiCaller(server);
        for (var one = 0; one < 5; one++)
            await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter(Secret));
        for (var one = 0; one < 5; one++)
            (await camera.Post("reports", ApiCaller.Litter($"CAM-{one}"))).Status.ShouldBe(HttpStatusCode.Created);
        var inside = await server.Office.Act(null, SmallCity.Clerk, CaseOffice.Litter(Secret));

        (await All("cases?limit=3")).ShouldBe(Enumerable.Range(1, 10).Select(number => (long)number).Reverse());
        (await All("reports?limit=2")).ShouldBe([10, 9, 8, 7, 6]);
        (await camera.Get($"cases/{inside.Number}")).ShouldRefuse(404, "case.unknown");
        (await camera.Get("cases/1")).Body.ShouldNotContain(Secret);
        (await camera.Get("reports/1")).ShouldRefuse(404, "case.unknown");
        (await camera.Get("reports?sourceNumber=CAM-3"))
            .Json.GetProperty("cases")[0]
            .GetProperty("number")
            .GetInt64()
            .ShouldBe(9);
        (await camera.Get("reports?sourceNumber=none")).Json.GetProperty("cases").GetArrayLength().ShouldBe(0);

        async Task<List<long>> All(string path)
        {
            var seen = new List<long>();
            for (string? next = path; next is not null; )
            {
                var told = await camera.Get(next);
                told.Body.ShouldNotContain(Secret);
                seen.AddRange(
                    told.Json.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("number").GetInt64())
                );
                next = told.Json.GetProperty("next").GetString();
                if (next is not null)
                    told.Response.Headers.GetValues("Link").Single().ShouldContain(next);
                seen.Count.ShouldBeLessThan(20);
            }
            return seen;
        }
    }

    [Fact]
    public async Task A_list_is_narrowed_and_what_it_does_not_know_is_told()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        await camera.Post("reports", ApiCaller.Litter());
        await camera.Post(
            "reports",
            new
            {
                category = "stall",
                what = "摆摊",
                lon = 84.87,
                lat = 45.59,
            }
        );
        async Task<int> Count(string query) => (await camera.Get($"cases?{query}")).Json.GetProperty("cases").GetArrayLength();

        (await Count("status=open")).ShouldBe(2);
        (await Count("status=closed")).ShouldBe(0);
        (await Count("category=litter")).ShouldBe(1);
        (await Count("category=litter,stall")).ShouldBe(2);
        (await Count("category=litter&category=stall")).ShouldBe(2);
        (await Count("bbox=0,0,1,1")).ShouldBe(0);
        (await Count("updatedSince=2020-01-01T00:00:00Z")).ShouldBe(2);
        (await Count("before=2020-01-01T00:00:00Z")).ShouldBe(0);
        (await camera.Get("cases?status=half&colour=red&limit=0")).ShouldRefuse(
            400,
            "ogc.parameter",
            "colour",
            "status",
            "limit"
        );
        (await camera.Get("cases?limit=1&limit=2")).ShouldRefuse(400, "api.bad-twice", "limit", "limit");
        (await camera.Get("cases?since=yesterday")).ShouldRefuse(400, "api.bad-moment", "since");
        (await camera.Get("cases?after=x")).ShouldRefuse(400, "api.bad-query");
        (await camera.Get("cases?bbox=1,2")).ShouldRefuse(400, "api.bad-query");
        (await camera.Get("reports?after=x")).ShouldRefuse(400, "api.bad-query");
        (await camera.Get("nothing")).ShouldRefuse(404);
    }

    [Fact]
    public async Task What_the_city_answers_is_heard_by_whoever_handed_it_in()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        var number = (await camera.Post("reports", ApiCaller.Litter())).Number;
        await server.Office.Act(server.StreamOf(number), SmallCity.Clerk, new ReplyInput("今天下午清运"));
        await server.Office.Act(server.StreamOf(number), SmallCity.Clerk, new PublishInput("门口有垃圾", []));

        var own = (await camera.Get($"reports/{number}")).Json;
        var shown = await camera.Get($"cases/{number}");

        own.GetProperty("own").GetProperty("answered")[0].GetProperty("words").GetString().ShouldBe("今天下午清运");
        own.GetProperty("words").GetString().ShouldBe("门口有垃圾");
        own.GetProperty("reviewed").GetBoolean().ShouldBeTrue();
        own.GetProperty("stage").GetString().ShouldBe(nameof(CaseStatus.Reported));
        shown.Json.TryGetProperty("own", out _).ShouldBeFalse();
        shown.Body.ShouldNotContain("今天下午清运");
        shown.Body.ShouldNotContain("CAM-1");
    }
}
