using CivicLoop.Core.Inspections;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Site;
using Shouldly;

namespace CivicLoop.Tests.Http.Inspections;

/// <summary>Two visits to the market that touch no case: one that stands, far from the place and with a photo, and one withdrawn.</summary>
internal static class Visited
{
    /// <summary>As the office reads them.</summary>
    public static readonly FoundWords Words = new(new Texts(Texts.Folder).In(Texts.Simplified));

    public static async Task In(TestServer server)
    {
        Answered Answer(string standard, Measured measured) =>
            new(new ItemAnswer("small-1", standard, measured), "北侧缺两个", [server.Office.Photo("bins")]);
        var input = new VisitInput(
            SmallCity.Market,
            new Stood(84.9, 45.59, CivicLoop.Core.Places.CoordinateSystem.Gcj02),
            "早市时段",
            [Answer("bins", Measured.Of(("found", 2))), Answer("stalls", Measured.NotHere)],
            null
        )
        {
            Photos = [server.Office.Photo("gate")],
        };
        for (var visit = 1; visit <= 2; visit++)
        {
            var outcome = await VisitStore.Record(
                server.City,
                SmallCity.Rules,
                CaseOffice.Form(SmallCity.InspectorNorth),
                input,
                Words,
                TestServer.SmallPlaybook.Editions
            );
            outcome.Refusal.ShouldBeNull();
            if (visit == 2)
                (
                    await VisitStore.Withdraw(
                        server.City,
                        SmallCity.Rules,
                        CaseOffice.Form(SmallCity.InspectorNorth),
                        outcome.Value!.Stream
                    )
                ).Refusal.ShouldBeNull();
        }
    }
}
