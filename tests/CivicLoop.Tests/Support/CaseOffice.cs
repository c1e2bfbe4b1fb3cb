using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>Acts on cases of a stored city through the real door, with the rules of the small city.</summary>
public sealed class CaseOffice(City city)
{
    public BlobStore Blobs { get; } = new(city.PhotoFolder);

    public static ActForm Form(Actor by, int? expected = null, string reason = "按规定办理") =>
        new(Guid.CreateVersion7(), by, "desk", reason, null, expected);

    public static ReportInput Litter(string what = "门前有垃圾", params StagedPhoto[] photos) =>
        new("litter", SmallCity.Market, what, photos, null);

    public StagedPhoto Photo(string content = "picture")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        return new StagedPhoto(Blobs.Keep(bytes), "image/png", 32, 24, bytes.Length, null);
    }

    public Task<Outcome<CaseDone>> Try(Guid? stream, ActForm form, CaseInput input) =>
        CaseStore.Act(city, SmallCity.Rules, stream, form, input);

    public async Task<CaseDone> Act(Guid? stream, Actor by, CaseInput input)
    {
        var outcome = await Try(stream, Form(by), input);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value!;
    }

    public Task<CaseDone> Reported(params StagedPhoto[] photos) => Act(null, SmallCity.Citizen, Litter(photos: photos));

    /// <summary>A reported case walked until the market bureau says that it is fixed.</summary>
    /// <param name="unit">By hand; null where a rule says so.</param>
    public async Task Fixed(Guid stream, string? unit = null)
    {
        await Act(stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await Act(stream, SmallCity.Clerk, new DispatchInput(unit));
        await Act(stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        var day = SmallCity.Calendar.DayOf(city.Clock.Now);
        await Act(stream, SmallCity.MarketClerk, new PlanInput("清理", "保洁不足", "加派人手", day, "market-clerk"));
        await Act(stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [Photo("after")]));
    }

    /// <summary>A case walked from its report to its closing; answers the closing act.</summary>
    public async Task<CaseDone> Closed()
    {
        var done = await Reported(Photo("before"));
        await Fixed(done.Stream);
        await Act(done.Stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.FailCheck, []));
        await Act(done.Stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [Photo("after, again")]));
        await Act(done.Stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.PassCheck, []));
        return await Act(done.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Close));
    }

    public List<StoredEvent> History(Guid stream) =>
        city.Database.Read(connection =>
            Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where stream = $1 order by number",
                EventStore.Read,
                stream
            )
        );

    public CaseState? Row(Guid stream) =>
        city.Database.Read(connection =>
            Sql.One(connection, "select state from cases where stream = $1", row => CaseColumns.Read(row.GetString(0)), stream)
        );
}
