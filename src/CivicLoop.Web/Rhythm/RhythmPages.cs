using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Rhythm;

/// <summary>What comes next and until when it can be prepared; the same as a calendar to carry.</summary>
public sealed class RhythmPages(SiteContext site, CityBeats beats, Sentences t)
{
    private const int Latest = 8;
    private const int PageSize = 50;

    private static readonly TimeSpan Shown = TimeSpan.FromDays(14);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);
    private static readonly TimeSpan Back = TimeSpan.FromDays(31);

    public RazorComponentResult<RhythmPage> Show()
    {
        var times = beats.Between(site.Here.City, site.Now, site.Now + Longest);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(RhythmPage.Next)] = times.DistinctBy(time => time.Beat.Code).ToList(),
                [nameof(RhythmPage.Past)] =
                    May.Reach(site.Who.Actor.Role, Right.ReadMeetings) == Scope.None
                        ? []
                        : site.Here.City.Database.Read(connection => MeetingReads.Newest(connection, null, Latest)),
                [nameof(RhythmPage.Coming)] = times
                    .TakeWhile(time => time.At <= site.Now + Shown)
                    .GroupBy(time => DateOnly.FromDateTime(site.ToLocal(time.At)))
                    .ToList(),
            }
        );
    }

    /// <summary>All that came, page by page.</summary>
    /// <param name="before">Only those with a smaller number.</param>
    public RazorComponentResult<PastPage> Past(long? before)
    {
        var rows = site.Here.City.Database.Read(connection => MeetingReads.Newest(connection, before, PageSize + 1));
        return new(
            new Dictionary<string, object?>
            {
                [nameof(PastPage.Rows)] = rows.Take(PageSize).ToList(),
                [nameof(PastPage.Older)] = rows.Count > PageSize ? rows[PageSize - 1].Number : (long?)null,
            }
        );
    }

    /// <summary>A month back and a year ahead.</summary>
    public IResult Feed(HttpRequest request)
    {
        var feed = new BeatFeed(site, t, new Uri($"{request.Scheme}://{request.Host}"));
        return Results.Bytes(
            feed.Write(beats.Between(site.Here.City, site.Now - Back, site.Now + Longest)),
            "text/calendar; charset=utf-8"
        );
    }
}
