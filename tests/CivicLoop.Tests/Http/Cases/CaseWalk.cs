using AngleSharp.Html.Dom;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>Cases brought to a status through the door, and the forms of their pages.</summary>
internal static class CaseWalk
{
    public static readonly (string, string, string, byte[]) Photo = ("photos", "after.png", "image/png", SamplePhotos.Png());

    /// <summary>A case in the market of the north by the shortest way to a status.</summary>
    public static async Task<CaseDone> In(CaseOffice office, CaseStatus status, Location? at = null, Actor? fixer = null)
    {
        var unitClerk = fixer ?? SmallCity.MarketClerk;
        var report = new ReportInput("litter", at ?? SmallCity.Market, "门前有垃圾", [office.Photo("before")], null);
        var kept = status == CaseStatus.Merged ? await office.Act(null, SmallCity.Citizen, report) : null;
        var done = await office.Act(null, SmallCity.Citizen, report);
        var soon = SmallCity.Calendar.DayOf(office.Row(done.Stream)!.ReportedAt).AddDays(7);
        (CaseStatus Until, Actor By, CaseInput Input)[] steps =
            status == CaseStatus.Refused ? [(CaseStatus.Refused, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile))]
            : status == CaseStatus.Merged ? [(CaseStatus.Merged, SmallCity.Clerk, new MergeInput(kept!.Number))]
            : status == CaseStatus.Suspended
                ?
                [
                    (CaseStatus.Filed, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor)),
                    (CaseStatus.Dispatched, SmallCity.Clerk, new DispatchInput(null)),
                    (CaseStatus.Accepted, unitClerk, new PlainInput(CaseAct.Accept)),
                    (CaseStatus.Accepted, unitClerk, new AskSuspensionInput(soon)),
                    (CaseStatus.Suspended, SmallCity.Supervisor, new GrantInput(null, null)),
                ]
            : status == CaseStatus.CoSigning
                ?
                [
                    (CaseStatus.Filed, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor)),
                    (CaseStatus.Dispatched, SmallCity.Clerk, new DispatchInput(unitClerk.Unit, ["south"])),
                    (CaseStatus.Accepted, unitClerk, new PlainInput(CaseAct.Accept)),
                    (CaseStatus.CoSigning, unitClerk, new SeenInput(CaseAct.ReportFixed, [office.Photo("after")])),
                ]
            :
            [
                (CaseStatus.Filed, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor)),
                (CaseStatus.Dispatched, SmallCity.Clerk, new DispatchInput(null)),
                (CaseStatus.Accepted, unitClerk, new PlainInput(CaseAct.Accept)),
                (CaseStatus.Fixed, unitClerk, new SeenInput(CaseAct.ReportFixed, [office.Photo("after")])),
                (CaseStatus.Passed, SmallCity.Supervisor, new SeenInput(CaseAct.PassCheck, [])),
                (CaseStatus.Closed, SmallCity.Clerk, new PlainInput(CaseAct.Close)),
            ];
        foreach (var (until, by, input) in steps)
        {
            if (office.Row(done.Stream)!.Status == status)
                break;
            done = await office.Act(done.Stream, by, input);
        }
        office.Row(done.Stream)!.Status.ShouldBe(status);
        return done;
    }

    public static CaseState StateOf(this TestServer server, CaseDone done) => server.Office.Row(done.Stream).ShouldNotBeNull();

    public static IHtmlFormElement ActForm(this Answer page, string act) => page.Form($"#act-{act} form");

    /// <summary>The words of a part of the page, without the space around them.</summary>
    public static string Words(this Answer page, string selector) =>
        string.Join(' ', page.Page.QuerySelectorAll(selector).Select(part => part.TextContent.Trim()));

    /// <summary>Rows are their history, chains whole, duties as told.</summary>
    public static void ShouldBeWhole(this TestServer server) => Proof.Of(server.City).Bent.ShouldBeEmpty();
}
