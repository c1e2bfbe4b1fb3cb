using System.Data.Common;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Rhythm;

/// <summary>A time that a beat came, with the words said about it.</summary>
/// <param name="Words">The minutes; null until it was held, and once they were erased.</param>
/// <param name="Reason">Why it was held so, or not at all.</param>
/// <param name="ListNumber">Number of the list of what was decided.</param>
public sealed record Meeting(Guid Stream, MeetingState State, string? Words, string? Reason, string? By, long? ListNumber);

/// <summary>Times that beats came, read.</summary>
public static class MeetingReads
{
    public static Meeting? Find(DbConnection connection, long number)
    {
        var found = Sql.One(
            connection,
            "select stream, state from meetings where number = $1",
            row => new { Stream = Guid.Parse(row.GetString(0)), State = MeetingStream.Kind.ReadState(row.GetString(1)) },
            number
        );
        if (found is null)
            return null;
        string? Said(Guid? text) =>
            text is { } id
                ? Sql.One(connection, "select text from texts where id = $1 and text is not null", row => row.GetString(0), id)
                : null;
        var state = found.State;
        long? list = state.List is { } made
            ? Sql.Number(connection, "select number from rectification_lists where id = $1", made)
            : null;
        return new Meeting(
            found.Stream,
            state,
            Said(state.Words?.Id),
            Said(state.Ended?.Reason.Id),
            state.Ended is { } ended ? OrganisationReads.Names(connection, [ended.Person]).GetValueOrDefault(ended.Person) : null,
            list
        );
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">Only those with a smaller number; null for all.</param>
    public static List<MeetingState> Newest(DbConnection connection, long? before, int most) =>
        Sql.Many(
            connection,
            $"select state from meetings where number < $1 order by number desc limit {most}",
            row => MeetingStream.Kind.ReadState(row.GetString(0)),
            before ?? long.MaxValue
        );
}
