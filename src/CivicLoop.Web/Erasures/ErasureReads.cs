using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Erasures;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Erasures;

/// <summary>One request with the words said around it.</summary>
/// <param name="Why">What the person said; null once it is erased itself.</param>
/// <param name="Answer">What the office said to it; null while it waits, or once erased.</param>
public sealed record ErasureRequest(
    Guid Stream,
    ErasureState State,
    string? Why,
    string? Answer,
    IReadOnlyDictionary<Guid, string> People
);

/// <summary>A text or a photo of a case that could be erased, and where in the history it stands.</summary>
/// <param name="Text">Null for a photo.</param>
public sealed record Erasable(Guid Id, CaseEvent Where, DateTime At, string? Text);

/// <summary>Requests for erasure, read.</summary>
public static class ErasureReads
{
    public const int PageSize = 100;

    public static ErasureRequest? Find(DbConnection connection, long number) =>
        Many(connection, "where number = $1", number).FirstOrDefault();

    /// <summary>Of one case, oldest first.</summary>
    public static List<ErasureRequest> OfCase(DbConnection connection, Guid stream) =>
        Many(connection, "where case_stream = $1 order by number", stream);

    /// <summary>Those that wait first, each group newest first; at most <see cref="PageSize"/>.</summary>
    public static List<ErasureRequest> Newest(DbConnection connection) =>
        Many(
            connection,
            $"order by case when status = '{nameof(ErasureStatus.Asked)}' then 0 else 1 end, number desc limit {PageSize}"
        );

    /// <summary>What of a case is still there to erase, in the order of its history.</summary>
    public static IReadOnlyList<Erasable> Left(CaseDossier dossier) =>
        [
            .. dossier.History.SelectMany(moment =>
                CaseRefs
                    .Texts(moment.Event)
                    .Append(moment.Made.Reason)
                    .Where(text => dossier.Texts.ContainsKey(text.Id))
                    .Select(text => new Erasable(text.Id, moment.Event, moment.Made.HappenedAt, dossier.Texts[text.Id]))
                    .Concat(
                        CaseRefs
                            .Photos(moment.Event)
                            .Where(photo => dossier.Photos.Contains(photo.Id))
                            .Select(photo => new Erasable(photo.Id, moment.Event, moment.Made.HappenedAt, null))
                    )
            ),
        ];

    private static List<ErasureRequest> Many(DbConnection connection, string rest, params object?[] args)
    {
        var found = Sql.Many(
            connection,
            $"select stream, state from erasures {rest}",
            row => (Stream: Guid.Parse(row.GetString(0)), State: ErasureStream.Kind.ReadState(row.GetString(1))),
            args
        );
        var said = Said(connection, [.. found.SelectMany(one => Reasons(one.State))]);
        var people = OrganisationReads.Names(
            connection,
            [
                .. found
                    .SelectMany(one => new[] { one.State.Asked.Person, one.State.Decided?.Person ?? Guid.Empty })
                    .Where(person => person != Guid.Empty)
                    .Distinct(),
            ]
        );
        return
        [
            .. found.Select(one => new ErasureRequest(
                one.Stream,
                one.State,
                said.GetValueOrDefault(one.State.Asked.Reason.Id),
                one.State.Decided is { } decided ? said.GetValueOrDefault(decided.Reason.Id) : null,
                people
            )),
        ];
    }

    private static IEnumerable<Guid> Reasons(ErasureState state) =>
        state.Decided is { } decided ? [state.Asked.Reason.Id, decided.Reason.Id] : [state.Asked.Reason.Id];

    private static Dictionary<Guid, string> Said(DbConnection connection, IReadOnlyList<Guid> ids) =>
        ids.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({string.Join(", ", ids.Select((_, at) => $"${at + 1}"))})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. ids.Select(id => (object?)id)]
                )
                .ToDictionary();
}
