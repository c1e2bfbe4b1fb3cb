using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Publishing.Subscriptions;

/// <summary>
/// Whoever wants news of an area: asked once whether it is really them, and told at most once a day what became public
/// or has ended there, as everybody may know it when it goes.
/// </summary>
public sealed class Subscribers : IOutsiders
{
    /// <summary>So many are looked at for one mail; what is beyond stands on the page.</summary>
    public const int Most = 100;

    private const int MostLines = 20;

    public IReadOnlyList<MessageKind> Kinds { get; } = [MessageKind.Confirm, MessageKind.News];

    /// <summary>The note of what happened within a time.</summary>
    /// <param name="morning">The hour to tell: for each of them once.</param>
    public static Note News(Guid id, DateTime morning, DateTime since, DateTime until) =>
        new(MessageKind.News, until)
        {
            Subject = id,
            Once = string.Create(CultureInfo.InvariantCulture, $"{id}:{Values.Milliseconds(morning)}"),
            Detail = string.Create(CultureInfo.InvariantCulture, $"{Values.Milliseconds(since)}-{Values.Milliseconds(until)}"),
        };

    /// <summary>What became public or has ended in an area within a time.</summary>
    public static List<PublicCase> Between(DbConnection connection, CaseRules rules, Area area, DateTime since, DateTime until) =>
        [.. PublicCases.List(connection, area.Filter(rules.Playbook, since), Most).Where(one => IsNews(one, since, until))];

    public static bool IsNews(PublicCase one, DateTime since, DateTime until) =>
        IsPublic(one, since, until) || one.Closed >= since && one.Closed < until;

    private static bool IsPublic(PublicCase one, DateTime since, DateTime until) =>
        one.Publication is { Shown: true } shown && shown.At >= since && shown.At < until;

    public Outsider? Find(DbConnection connection, Guid id) =>
        SubscriptionStore.Of(connection, id) is { } found ? new Outsider(found.Mail, found.Language) : null;

    public Telling? Tell(
        DbConnection connection,
        CityHere here,
        CaseRules rules,
        Sentences t,
        Guid id,
        IReadOnlyList<Tell> entries
    )
    {
        if (SubscriptionStore.Of(connection, id) is not { } found)
            return null;
        var (city, area) = (here.Name.In(t.Language), found.Area.Said(CaseNames.Of(rules)));
        var path = $"public/mail/{found.Code}";
        if (found.ConfirmedAt is null)
            return entries.Any(entry => entry.Kind == MessageKind.Confirm)
                ? new Telling(
                    t["subscriptions.confirm.title", city],
                    [
                        t["subscriptions.confirm.mail", area],
                        t["subscriptions.confirm.not-me", SubscriptionStore.ToConfirm.TotalHours],
                    ],
                    path,
                    ""
                )
                : null;
        var windows = entries.Select(entry => Window(entry.Detail)).OfType<(DateTime Since, DateTime Until)>().ToList();
        if (windows.Count == 0)
            return null;
        var (since, until) = (windows.Min(one => one.Since), windows.Max(one => one.Until));
        var news = Between(connection, rules, found.Area, since, until);
        return news.Count == 0
            ? null
            : new Telling(
                t["subscriptions.news.title", city, area],
                [
                    t["subscriptions.news.count", Wording.Count(news.Count)],
                    .. news.Take(MostLines).Select(one => Line(one, rules, t, since, until)),
                    .. news.Count > MostLines ? [t["messages.more-outside", news.Count - MostLines]] : Array.Empty<string>(),
                ],
                "public" + found.Area.Address(),
                path
            );
    }

    private static string Line(PublicCase one, CaseRules rules, Sentences t, DateTime since, DateTime until)
    {
        var names = CaseNames.Of(rules);
        var what =
            one.Closed >= since && one.Closed < until
                ? one.Status == CaseStatus.Closed
                    ? "closed"
                    : "ended"
                : "shown";
        return t[
            $"subscriptions.news.{what}",
            one.Number,
            names.Category(one.Category),
            names.Where(one.District, one.Street, null)
        ];
    }

    private static (DateTime Since, DateTime Until)? Window(string detail) =>
        detail.Split('-') is [var since, var until]
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? (Values.Time(from), Values.Time(to))
            : null;
}
