using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Guidance;

public sealed record TeamSeen(Guid Stream, TeamState State);

/// <param name="Words">What the team said; null once it was erased.</param>
public sealed record FeedbackSeen(FeedbackState State, string? Words);

/// <summary>One event of what a team said, with the act that made it.</summary>
public sealed record FeedbackMoment(FeedbackEvent Event, Made Made);

/// <summary>What a team said with all that its page tells, as far as it was not erased.</summary>
/// <param name="People">Names by id.</param>
public sealed record FeedbackDossier(
    Guid Stream,
    FeedbackState State,
    TeamState Team,
    IReadOnlyList<FeedbackMoment> History,
    IReadOnlyDictionary<Guid, string> Texts,
    IReadOnlySet<Guid> Photos,
    IReadOnlyDictionary<Guid, string> People
);

/// <summary>Teams and what they said, each only as far as the reader sees it.</summary>
public static class GuidanceReads
{
    public const int Most = 100;

    /// <summary>
    /// The ground of whoever holds a post of a team, at an instant: null before the team came, once it left, and for a post
    /// that is of no team.
    /// </summary>
    /// <param name="team">The row of the team as it is kept.</param>
    internal static Ground? GroundOf(string? team, string post, DateTime when) =>
        team is not null && TeamStream.Kind.ReadState(team) is { } state && state.IsHere(when) ? state.GroundOf(post) : null;

    /// <summary>When whoever takes up this post has to go; null where it is of no team.</summary>
    internal static DateTime? EndOf(CityTransaction transaction, string post) =>
        transaction
            .Many(
                "select t.ends from guidance_teams t join posts p on p.unit = t.unit where p.code = $1",
                row => (DateTime?)Values.Time(row.GetInt64(0)),
                post
            )
            .FirstOrDefault();

    /// <summary>The newest first; whoever is of a team sees that one only.</summary>
    public static List<TeamSeen> Teams(DbConnection connection, Actor? reader = null) =>
        reader?.Role == Role.Guide
            ? Teams(connection, "where unit = $1", reader.Unit)
            : Teams(connection, $"order by number desc limit {Most}");

    public static TeamSeen? Team(DbConnection connection, long number, Actor reader) =>
        Teams(connection, "where number = $1", number).Find(one => reader.Role != Role.Guide || one.State.Unit == reader.Unit);

    /// <summary>Whose last day is over, and nobody has said so yet.</summary>
    internal static List<Guid> Over(DbConnection connection, DateTime now) =>
        Sql.Many(
            connection,
            "select stream from guidance_teams where ended = 0 and ends <= $1",
            row => Guid.Parse(row.GetString(0)),
            now
        );

    internal static TeamState? OfUnit(CityTransaction transaction, string unit) =>
        transaction.One(
            "select state from guidance_teams where unit = $1",
            row => TeamStream.Kind.ReadState(row.GetString(0)),
            unit
        );

    internal static TeamState? Find(CityTransaction transaction, long number) =>
        transaction.One(
            "select state from guidance_teams where number = $1",
            row => TeamStream.Kind.ReadState(row.GetString(0)),
            number
        );

    /// <summary>What was said that the reader sees, what is still open first, then the newest.</summary>
    /// <param name="team">Only of this team; null for all.</param>
    public static List<FeedbackSeen> Feedback(DbConnection connection, Actor reader, OrganisationNow organisation, long? team)
    {
        List<object?> args = [];
        string Arg(object? value)
        {
            args.Add(value);
            return $"${args.Count}";
        }
        List<string> where = ["1 = 1"];
        if (team is { } of)
            where.Add($"team = {Arg(of)}");
        if (May.Read(reader.Role) == Scope.OwnUnit)
            where.Add($"unit = {Arg(organisation.Answering(reader.Unit))}");
        if (May.Read(reader.Role) == Scope.OwnDistrict && reader.District is { } district)
            where.Add($"district = {Arg(district)}");
        if (GroundWhere.Of(reader, "district", "street") is { } ground)
            where.Add(GroundWhere.Numbered(ground, Arg));
        var states = Sql.Many(
            connection,
            $"""
            select state from feedback where {string.Join(" and ", where)}
            order by case when status = 'Settled' then 1 else 0 end, number desc limit {Most}
            """,
            row => FeedbackStream.Kind.ReadState(row.GetString(0)),
            [.. args]
        );
        var words = TextStore.Said(connection, [.. states.Select(state => state.Given.Reason.Id)]);
        return [.. states.Select(state => new FeedbackSeen(state, words.GetValueOrDefault(state.Given.Reason.Id)))];
    }

    /// <summary>Null where there is none, and where the reader may not see it.</summary>
    public static FeedbackDossier? One(DbConnection connection, long number, Actor reader, OrganisationNow organisation)
    {
        var found = Sql.One(
            connection,
            "select f.stream, f.state, t.state from feedback f join guidance_teams t on t.number = f.team where f.number = $1",
            row => new
            {
                Stream = Guid.Parse(row.GetString(0)),
                State = FeedbackStream.Kind.ReadState(row.GetString(1)),
                Team = TeamStream.Kind.ReadState(row.GetString(2)),
            },
            number
        );
        if (found is null || !Sees(reader, found.State, organisation))
            return null;
        var history = Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where stream = $1 order by number",
                EventStore.Read,
                found.Stream
            )
            .ConvertAll(stored => new FeedbackMoment(
                GuidanceEventJson.Feedback.Read(stored.Kind, stored.Body),
                EventStore.Made(stored)
            ));
        return new FeedbackDossier(
            found.Stream,
            found.State,
            found.Team,
            history,
            TextStore.Said(connection, [.. history.Select(moment => moment.Made.Reason.Id)]),
            PhotoReads.Kept(connection, found.Stream),
            OrganisationReads.Names(
                connection,
                [.. history.Select(moment => moment.Made.Person).Where(person => person != Guid.Empty).Distinct()]
            )
        );
    }

    public static bool Sees(Actor reader, FeedbackState state, OrganisationNow organisation) =>
        May.See(reader with { Unit = organisation.Answering(reader.Unit) }, state.Unit, new Spot(state.District, state.Street));

    private static List<TeamSeen> Teams(DbConnection connection, string where, params ReadOnlySpan<object?> args) =>
        Sql.Many(
            connection,
            $"select stream, state from guidance_teams {where}",
            row => new TeamSeen(Guid.Parse(row.GetString(0)), TeamStream.Kind.ReadState(row.GetString(1))),
            args
        );
}
