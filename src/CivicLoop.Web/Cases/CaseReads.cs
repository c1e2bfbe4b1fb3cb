using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Cases;

/// <summary>One event of a case with the act that made it.</summary>
public sealed record CaseMoment(int Number, CaseEvent Event, Made Made);

/// <summary>A case with all that its page tells: its history, its texts and photos as far as they were not erased.</summary>
/// <param name="Head">Hash of its last event.</param>
/// <param name="Texts">By id; an erased text is not in it.</param>
/// <param name="Photos">Ids of the photos that are still there.</param>
/// <param name="People">Names by id.</param>
/// <param name="Near">Positions of the places around it, for its small map.</param>
/// <param name="Seal">The first seal over its last event; null until the next night.</param>
public sealed record CaseDossier(
    Guid Stream,
    CaseState State,
    string Head,
    IReadOnlyList<CaseMoment> History,
    IReadOnlyDictionary<Guid, string> Texts,
    IReadOnlySet<Guid> Photos,
    string? Place,
    IReadOnlyDictionary<Guid, string> People,
    IReadOnlyList<MapPoint> Near,
    Seal? Seal,
    IReadOnlyList<ErasureRequest> Erasures
)
{
    /// <summary>Open cases that are likely the same problem; filled in for whoever may merge.</summary>
    public IReadOnlyList<CaseNeighbour> Duplicates { get; init; } = [];

    /// <summary>Closed cases that this one is likely a rebound of; filled in for whoever may file.</summary>
    public IReadOnlyList<CaseNeighbour> Rebounds { get; init; } = [];

    /// <summary>What people call the system that it came from; null where it came from none, or nobody knows it.</summary>
    public string? SourceName { get; init; }

    /// <summary>Numbers of the reports that were merged into it and are still.</summary>
    public IEnumerable<long> Merged =>
        History
            .Select(moment => moment.Event)
            .OfType<DuplicateTaken>()
            .Select(taken => taken.Number)
            .Distinct()
            .Where(number =>
                History
                    .Last(moment =>
                        moment.Event is DuplicateTaken taken && taken.Number == number
                        || moment.Event is DuplicateReleased released && released.Number == number
                    )
                    .Event is DuplicateTaken
            );

    /// <summary>Number of the case under which it came back last; null where it never did.</summary>
    public long? CameBackAs => History.Select(moment => moment.Event).OfType<CaseRebounded>().LastOrDefault()?.As;
}

/// <summary>One case, read whole.</summary>
public static class CaseReads
{
    private const double MapMetres = 1500;
    private const int MostNear = 30;

    /// <summary>
    /// Whether somebody may see a case on internal pages: by what their role reads, and always what they reported
    /// themselves. Who may not see it is told that there is none.
    /// </summary>
    public static bool Sees(Actor reader, CaseState state) =>
        Sees(
            reader,
            state.Unit,
            new Spot(state.At.District, state.At.Street),
            state.ReportedBy,
            state.Zone is { } zone ? [.. state.With, zone] : state.With
        );

    /// <param name="with">Units that help with it.</param>
    public static bool Sees(Actor reader, string? unit, Spot at, Guid reportedBy, params IReadOnlyCollection<string> with) =>
        May.See(reader, unit, at, with)
        || May.Read(reader.Role) != Scope.None && reader.Person != Guid.Empty && reader.Person == reportedBy;

    /// <summary>The case of this number; null where there is none.</summary>
    /// <summary>How many cases of each category are not ended.</summary>
    public static IReadOnlyDictionary<string, long> OpenByCategory(DbConnection connection) =>
        Sql.Many(
                connection,
                "select category, count(*) from cases where closed_at is null and next_due is not null group by category",
                row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1))
            )
            .ToDictionary();

    public static CaseDossier? Find(DbConnection connection, long number)
    {
        var found = Sql.One(
            connection,
            "select stream, state, head from cases where number = $1",
            row => new
            {
                Stream = Guid.Parse(row.GetString(0)),
                State = CaseColumns.Read(row.GetString(1)),
                Head = row.GetString(2),
            },
            number
        );
        if (found is null)
            return null;
        var stored = Sql.Many(
            connection,
            $"select {EventStore.Columns} from events where stream = $1 order by number",
            EventStore.Read,
            found.Stream
        );
        var history = stored
            .Select(one => new CaseMoment(one.Number, CaseEventJson.Kinds.Read(one.Kind, one.Body), EventStore.Made(one)))
            .ToList();
        var texts = history.SelectMany(moment => CaseRefs.Texts(moment.Event).Append(moment.Made.Reason)).Select(text => text.Id);
        var photos = history.SelectMany(moment => CaseRefs.Photos(moment.Event)).Select(photo => photo.Id);
        return new CaseDossier(
            found.Stream,
            found.State,
            found.Head,
            history,
            Present(connection, "texts", "text", texts).ToDictionary(),
            Present(connection, "photos", "blob", photos).Select(pair => pair.Key).ToHashSet(),
            found.State.At.Place is { } place ? CaseListReads.PlaceNames(connection, [place]).GetValueOrDefault(place) : null,
            OrganisationReads.Names(
                connection,
                [.. history.Select(moment => moment.Made.Person).Where(person => person != Guid.Empty).Distinct()]
            ),
            [
                .. PlaceReads
                    .Near(connection, found.State.At.Lon, found.State.At.Lat, MapMetres, DateOnly.MaxValue, MostNear)
                    .Where(place => place.Code != found.State.At.Place)
                    .Select(place => new MapPoint(place.Lon, place.Lat, Name: place.Name)),
            ],
            Sql.One(
                connection,
                "select number, through, made_at, streams, previous, seal from seals where through >= $1 order by number limit 1",
                SealStore.Read,
                history[^1].Made.RecordedAt
            ),
            ErasureReads.OfStream(connection, found.Stream)
        )
        {
            SourceName = found.State.Source is { } source ? TokenStore.NameOf(connection, source.System) : null,
        };
    }

    // What was erased has its row still, and nothing in it.
    private static List<KeyValuePair<Guid, string>> Present(
        DbConnection connection,
        string table,
        string column,
        IEnumerable<Guid> ids
    )
    {
        object?[] wanted = [.. ids.Distinct().Select(id => (object?)id)];
        return wanted.Length == 0
            ? []
            : Sql.Many(
                connection,
                $"select id, {column} from {table} where {column} is not null and id in ({string.Join(", ", wanted.Select((_, index) => $"${index + 1}"))})",
                row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                wanted
            );
    }
}
