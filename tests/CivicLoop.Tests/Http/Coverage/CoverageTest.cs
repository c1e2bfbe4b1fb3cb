using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Coverage;

public class CoverageTest
{
    [Fact]
    public async Task The_office_sees_what_nobody_answers_for_and_takes_it_along()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get("coverage?days=7");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Page.QuerySelector("#days")!.GetAttribute("value").ShouldBe("7");
        page.Words("main").ShouldContain("久无发现的点位");
        var (status, bytes, _) = await clerk.Download("coverage/export.csv");
        status.ShouldBe(HttpStatusCode.OK);
        System.Text.Encoding.UTF8.GetString(bytes).ShouldContain("久无发现的点位");
        (await clerk.Download("coverage/export.xlsx")).Bytes[..2].ShouldBe("PK"u8.ToArray());
        (await clerk.Get("coverage/export.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("coverage?days=many")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_answers_for_the_whole_city_may_read_it_and_nobody_else()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        (await anybody.Get("coverage")).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen).DistinctBy(actor => actor.Role))
        {
            using var person = await server.SignedIn(actor);
            (await person.Get("coverage")).Status.ShouldBe(
                May.Reach(actor.Role, Right.ReadCoverage) == Scope.None ? HttpStatusCode.Forbidden : HttpStatusCode.OK,
                actor.Role.ToString()
            );
        }
    }
}
