using System.Globalization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Supervision;

/// <summary>An act on an order as it was typed; a refused one comes back whole.</summary>
public sealed record OrderForm(OrderAct Act, Guid Id, int Version)
{
    public string Suggested { get; init; } = "";

    public string Own { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>What is asked, answered or said against it; of a talk its minutes, of a referral the matter.</summary>
    public string Words { get; init; } = "";

    /// <summary>Which bulletin, where a talk was held, who calls to account.</summary>
    public string Where { get; init; } = "";

    public string Measures { get; init; } = "";

    /// <summary>As a browser writes a time: 2020-11-23T09:30.</summary>
    public string At { get; init; } = "";

    public IReadOnlyList<string> Posts { get; init; } = [];

    public string Days { get; init; } = "";

    public string Points { get; init; } = "";

    public bool Unannounced { get; init; }

    public bool Escalate { get; init; }

    public bool Judged { get; init; }

    public IReadOnlyList<StagedPhoto> Photos { get; init; } = [];

    public IReadOnlyList<(string Name, Refusal Refusal)> Unfit { get; init; } = [];

    public static OrderForm Fresh(OrderAct act, int version) => new(act, Guid.CreateVersion7(), version);

    public static async Task<OrderForm> Read(OrderAct act, IFormCollection sent, City city, Guid person, PhotoTokens tokens)
    {
        var kept = sent["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        string Said(string name) => sent[name].ToString().ReplaceLineEndings("\n").Trim();
        return new OrderForm(
            act,
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            int.TryParse(sent["expected"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0
        )
        {
            Suggested = Said("suggested"),
            Own = Said("reason"),
            Reason = ReasonField.Stated(sent),
            Words = Said("words"),
            Where = Said("where"),
            Measures = Said("measures"),
            At = Said("at"),
            Posts = [.. sent["posts"].OfType<string>().Where(post => post.Length > 0).Distinct()],
            Days = Said("days"),
            Points = Said("points"),
            Unannounced = sent["unannounced"] == "true",
            Escalate = sent["escalate"] == "true",
            Judged = sent["judged"] == "true",
            Photos = staged.Photos,
            Unfit = staged.Refused,
        };
    }

    public static bool WithPhotos(OrderAct act) => act is OrderAct.Reply or OrderAct.Pass or OrderAct.Fail or OrderAct.Appeal;

    /// <summary>Null for signing, which has a door of its own.</summary>
    public OrderInput? Input(WorkCalendar calendar) =>
        Act switch
        {
            OrderAct.Reply or OrderAct.Appeal => new WordsOrderInput(Act, Words, Photos),
            OrderAct.Pass or OrderAct.Fail => new CheckedInput(Act, Photos, Escalate, Judged),
            OrderAct.Announce => new AnnounceInput(Where),
            OrderAct.HoldTalk => new TalkInput(Moment(calendar), Where, Posts, Words, Measures),
            OrderAct.Refer => new ReferInput(Where, Words),
            OrderAct.Change => new ChangeInput(Limit(), Whole(Points), Unannounced),
            OrderAct.Watch or OrderAct.Unwatch => new WatchInput(Act, Posts.Count > 0 ? Posts[0] : ""),
            OrderAct.Sign => null,
            _ => new PlainOrderInput(Act),
        };

    private DateTime? Moment(WorkCalendar calendar) =>
        DateTime.TryParseExact(At, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? calendar.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : null;

    private string? Limit() =>
        Days.Length == 0 ? null
        : Whole(Days) is { } days and > 0 ? new Limit(Math.Min(days, Core.Duties.Limit.Most), LimitClock.WorkingDays).ToString()
        : Days;

    // What is no figure is refused where it is decided.
    private static int? Whole(string text) =>
        text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : -1;
}
