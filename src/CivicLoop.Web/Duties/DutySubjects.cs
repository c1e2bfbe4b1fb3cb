using System.Data.Common;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using Microsoft.AspNetCore.Components;

namespace CivicLoop.Web.Duties;

/// <summary>What a duty is about where that is no case; all words in the reader's language.</summary>
/// <param name="Path">Below the city's address: where it is done. Several with the same path are one line of the desk.</param>
/// <param name="Where">Said smaller behind <paramref name="What"/>; empty where that says it all.</param>
/// <param name="Here">What is done on the desk itself; null where only its page does it.</param>
public sealed record DutySubject(string Stream, string Path, string What, string Where = "", RenderFragment? Here = null);

/// <summary>A room whose streams owe something brings it to the desk by this, and by nothing else.</summary>
public interface IDutySubjects
{
    IStreamKind Stream { get; }

    /// <summary>The kinds of its duties, in the order in which they come; <c>duties.kind.…</c> and <c>duties.act.…</c> name them.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Those of the subjects that are this room's.</summary>
    IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects);

    /// <summary>What the desk says after one of this room's acts; null where <paramref name="done"/> is none of them.</summary>
    string? Said(string done) => null;
}

/// <summary>A duty on something that is no case.</summary>
/// <param name="Of">Name of the kind of stream.</param>
/// <param name="Several">How many it stands for.</param>
public sealed record OtherDuty(
    string Kind,
    DateTime Since,
    DateTime Yellow,
    DateTime Due,
    bool Provisional,
    string Of,
    DutySubject Subject,
    int Several
) : OwedDuty(Kind, Since, Yellow, Due, Provisional)
{
    public override int Count => Several;
}

/// <summary>Something owed, and the post that owes it.</summary>
public sealed record PostDuty(string Post, OwedDuty Duty);

/// <summary>A duty before it is said what it is about.</summary>
public sealed record Owing(
    string Subject,
    string Post,
    string Kind,
    DateTime Since,
    DateTime Yellow,
    DateTime Due,
    bool Provisional
);

/// <summary>Everything that posts owe, on whatever thing.</summary>
public sealed class DutySubjects(IEnumerable<IDutySubjects> rooms)
{
    /// <summary>Of what is owed on other things than cases as many as somebody may still look through.</summary>
    private const int Most = 200;

    // Each is a part of a query that both databases still take.
    private const int PostsAtOnce = 100;

    // Each is a parameter of a query.
    private const int AskedAtOnce = 5_000;

    /// <summary>All kinds of duties: those on cases in the order of the loop, then the rooms'.</summary>
    public IEnumerable<string> Kinds => DutyActs.Kinds.Concat(rooms.SelectMany(room => room.Kinds));

    /// <inheritdoc cref="IDutySubjects.Said"/>
    public string? Said(string done) => rooms.Select(room => room.Said(done)).OfType<string>().FirstOrDefault();

    /// <summary>What is due first comes first.</summary>
    /// <inheritdoc cref="DutyReads.Of"/>
    public DutyList Owed(DbConnection connection, string post, string? kind, DateTime now, DateTime today, DateTime soon)
    {
        var list = DutyReads.Of(connection, post, kind, now, today, soon);
        var others = Elsewhere(connection, post, kind, now, Most);
        if (kind is not null)
            // Narrowed, only what was looked through was counted, and that was cases.
            list = list with
            {
                Counts = list.Counts.ToDictionary(
                    pair => pair.Key,
                    pair =>
                        pair.Value
                        + others.Where(one => DutyReads.UrgencyOf(one, now, today, soon) == pair.Key).Sum(one => one.Count)
                ),
            };
        return list with { Rows = [.. list.Rows.Concat(others).OrderBy(row => row.Due)] };
    }

    /// <summary>All that a post owes, for a file: what is due first comes first.</summary>
    /// <param name="kind">Only this kind; null for all.</param>
    public IReadOnlyList<OwedDuty> All(DbConnection connection, string post, string? kind, DateTime now) =>
        [
            .. DutyReads
                .All(connection, post, kind)
                .Concat<OwedDuty>(Elsewhere(connection, post, kind, now, int.MaxValue))
                .OrderBy(row => row.Due),
        ];

    /// <summary>What these posts owe that fell due between two moments, each with its post.</summary>
    /// <param name="newest">Whether what turned red last comes first; otherwise what has been red longest.</param>
    /// <param name="most">So many, however many posts there are: of each that many are looked at, by the index.</param>
    public IReadOnlyList<PostDuty> Red(
        DbConnection connection,
        IReadOnlyCollection<string> posts,
        DateTime from,
        DateTime before,
        bool newest,
        int most
    )
    {
        var order = newest ? "done_at desc, due desc" : DutyReads.ByDue;
        var found = posts
            .Chunk(PostsAtOnce)
            .SelectMany(some =>
                Sql.Many(
                    connection,
                    string.Join(
                        " union all ",
                        some.Select(
                            (_, at) =>
                                $"""
                                    select * from (
                                      select subject, post, kind, since, yellow, due, provisional from duties
                                      where post = ${at
                                        + 3} and done_at is null and due >= $1 and due < $2 order by {order} limit {most}
                                    ) p{at}
                                    """
                        )
                    ),
                    row => new Owing(
                        row.GetString(0),
                        row.GetString(1),
                        row.GetString(2),
                        Values.Time(row.GetInt64(3)),
                        Values.Time(row.GetInt64(4)),
                        Values.Time(row.GetInt64(5)),
                        row.GetInt32(6) != 0
                    ),
                    [from, before, .. some]
                )
            );
        List<Owing> red = [.. (newest ? found.OrderByDescending(one => one.Due) : found.OrderBy(one => one.Due)).Take(most)];
        return [.. About(connection, red).OfType<PostDuty>()];
    }

    /// <summary>What each of these is about, in their order; null where the reader's rooms know nothing of it.</summary>
    public IReadOnlyList<PostDuty?> About(DbConnection connection, IReadOnlyList<Owing> owed)
    {
        if (owed.Count == 0)
            return [];
        var cases = DutyReads.On(connection, [.. owed.Select(one => one.Subject).Distinct()]);
        var others = Known(connection, [.. owed.Select(one => one.Subject).Distinct().Where(one => !cases.ContainsKey(one))]);
        return
        [
            .. owed.Select(one =>
                cases.TryGetValue(one.Subject, out var about) ? new PostDuty(one.Post, about(one))
                : others.TryGetValue(one.Subject, out var other)
                    ? new PostDuty(
                        one.Post,
                        new OtherDuty(
                            one.Kind,
                            one.Since,
                            one.Yellow,
                            one.Due,
                            one.Provisional,
                            other.Stream.Name,
                            other.Subject,
                            1
                        )
                    )
                : null
            ),
        ];
    }

    /// <summary>What is owed on other things than cases, the most urgent first. What is owed only later is not owed yet.</summary>
    /// <param name="most">This many are looked through.</param>
    private List<OtherDuty> Elsewhere(DbConnection connection, string post, string? kind, DateTime now, int most)
    {
        var owed = Sql.Many(
            connection,
            $"""
            select subject, kind, since, yellow, due, provisional from duties d
            where post = $1 and since <= $2 and {DutyReads.Elsewhere} order by due limit {most}
            """,
            row => new
            {
                Subject = row.GetString(0),
                Kind = row.GetString(1),
                Since = Values.Time(row.GetInt64(2)),
                Yellow = Values.Time(row.GetInt64(3)),
                Due = Values.Time(row.GetInt64(4)),
                Provisional = row.GetInt32(5) != 0,
            },
            post,
            now
        );
        if (owed.Count == 0)
            return [];
        var known = Known(connection, [.. owed.Select(one => one.Subject).Distinct()]);
        return
        [
            .. owed.Where(one => known.ContainsKey(one.Subject) && (kind is null || kind == one.Kind))
                .GroupBy(one => (known[one.Subject].Subject.Path, one.Kind))
                .Select(line =>
                {
                    var (first, (stream, subject)) = (line.First(), known[line.First().Subject]);
                    return new OtherDuty(
                        first.Kind,
                        first.Since,
                        first.Yellow,
                        first.Due,
                        first.Provisional,
                        stream.Name,
                        subject,
                        line.Count()
                    );
                }),
        ];
    }

    private Dictionary<string, (IStreamKind Stream, DutySubject Subject)> Known(
        DbConnection connection,
        IReadOnlyList<string> asked
    ) =>
        asked
            .Chunk(AskedAtOnce)
            .SelectMany(subjects =>
                rooms.SelectMany(room => room.Of(connection, subjects).Select(subject => (room.Stream, Subject: subject)))
            )
            .ToDictionary(pair => pair.Subject.Stream, StringComparer.Ordinal);

    /// <summary><c>$1, $2, …</c>, for a room that asks for its rows among the subjects.</summary>
    internal static string Each(IReadOnlyList<string> subjects) => string.Join(", ", subjects.Select((_, at) => $"${at + 1}"));
}
