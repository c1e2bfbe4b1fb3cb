using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Publishing;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Publishing;

public class HomeReadsTest
{
    [Theory, EachDatabase]
    public async Task What_is_not_due_yet_is_judged_neither_way_and_what_is_late_counts_against(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var office = server.Office;
        await office.Closed();
        var owed = await office.Reported();
        await office.Act(owed.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(owed.Stream, SmallCity.Clerk, new DispatchInput(null));
        var refused = await office.Reported();
        await office.Act(refused.Stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));
        var now = server.City.Clock.Now;

        Figures(now).ShouldBe(new HomeFigures(Found: 3, InTime: 1, Judged: 1, Open: 1));
        Figures(now.AddDays(3)).ShouldBe(new HomeFigures(Found: 3, InTime: 1, Judged: 2, Open: 1));
        var home = server.City.Database.Read(connection => HomeReads.Read(connection, now.AddDays(-1), now));
        home.Week.ShouldBe([new PutRight("litter", SmallCity.North, 1)]);
        home.OpenByDistrict[SmallCity.North].ShouldBe(1);
        home.Squares.ShouldBe([new OpenSquare(84.875, 45.6, 1)]);
        home.Sealed.ShouldBeNull();

        HomeFigures Figures(DateTime at) =>
            server.City.Database.Read(connection => HomeReads.Read(connection, now.AddDays(-1), at)).Figures;
    }
}
