using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Upstream;

/// <summary>Something from above with its words and how far its findings are.</summary>
/// <param name="About">Null once it was erased.</param>
/// <param name="Answer">What was answered; null while nobody did, and once it was erased.</param>
/// <param name="Ended">How many of its cases are closed, refused or merged.</param>
public sealed record UpstreamSeen(
    Guid Stream,
    UpstreamState State,
    string? About,
    string? Answer,
    string? AnsweredBy,
    long? ListNumber,
    long Ended
);

/// <summary>What came from above, read.</summary>
public static class UpstreamReads
{
    private const int Most = 200;

    /// <summary>The newest first.</summary>
    public static List<UpstreamSeen> All(DbConnection connection) =>
        Seen(connection, $"order by day desc, number desc limit {Most}");

    public static UpstreamSeen? Find(DbConnection connection, long number) =>
        Seen(connection, "where number = $1", number).FirstOrDefault();

    /// <summary>By the number of the letter that somebody wrote to the city.</summary>
    public static UpstreamSeen? Of(DbConnection connection, string letter) =>
        Seen(connection, "where letter = $1", letter).FirstOrDefault();

    /// <summary>Cases of these numbers, in their order.</summary>
    public static List<CaseState> Cases(DbConnection connection, IReadOnlyList<long> numbers) =>
        [
            .. numbers
                .Chunk(500)
                .SelectMany(some =>
                    Sql.Many(
                        connection,
                        $"select state from cases where number in ({Sql.List(1, some.Length)}) order by number",
                        row => CaseColumns.Read(row.GetString(0)),
                        [.. some.Select(number => (object?)number)]
                    )
                ),
        ];

    private static List<UpstreamSeen> Seen(DbConnection connection, string where, params ReadOnlySpan<object?> args)
    {
        var found = Sql.Many(
            connection,
            $"select stream, state from upstream {where}",
            row => (Stream: Guid.Parse(row.GetString(0)), State: UpstreamStream.Kind.ReadState(row.GetString(1))),
            args
        );
        List<Made> answers = [.. found.Select(one => one.State.Answer?.Made).OfType<Made>()];
        var words = TextStore.Said(
            connection,
            [.. found.Select(one => one.State.About.Id), .. answers.Select(made => made.Reason.Id)]
        );
        var people = OrganisationReads.Names(connection, [.. answers.Select(made => made.Person).Distinct()]);
        return
        [
            .. found.Select(one => new UpstreamSeen(
                one.Stream,
                one.State,
                words.GetValueOrDefault(one.State.About.Id),
                one.State.Answer is { } answer ? words.GetValueOrDefault(answer.Made.Reason.Id) : null,
                one.State.Answer is { } by ? people.GetValueOrDefault(by.Made.Person) : null,
                one.State.List is { } list
                    ? Sql.Number(connection, "select number from rectification_lists where id = $1", list)
                    : null,
                Cases(connection, one.State.Cases).Count(state => !state.Status.IsOpen())
            )),
        ];
    }
}
