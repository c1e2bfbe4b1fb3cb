using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Messages;

/// <summary>Somebody outside who wants to be told, as it is in the moment in which it goes.</summary>
/// <param name="Mail">Where to.</param>
/// <param name="Language">In which they speak with the city.</param>
public sealed record Outsider(string Mail, string Language);

/// <summary>What they are told.</summary>
/// <param name="Path">Of the page below the city's address that tells the rest.</param>
/// <param name="Stop">Path below the city's address where one stops such mails; empty where there is nothing to stop yet.</param>
public sealed record Telling(string Title, IReadOnlyList<string> Lines, string Path, string Stop);

/// <summary>
/// People outside whom a room knows. The outbox holds an id of that room and no address: whoever is gone, or has had
/// enough, by the time that something goes is not written to.
/// </summary>
public interface IOutsiders
{
    /// <summary>Of the notes that this room adds.</summary>
    IReadOnlyList<MessageKind> Kinds { get; }

    /// <summary>Null where nobody is to be written to any more.</summary>
    Outsider? Find(DbConnection connection, Guid id);

    /// <summary>Null where there is nothing left to tell.</summary>
    /// <param name="entries">What goes together, the oldest first.</param>
    Telling? Tell(DbConnection connection, CityHere here, CaseRules rules, Sentences t, Guid id, IReadOnlyList<Tell> entries);
}

/// <param name="Detail">As the note said it.</param>
public sealed record Tell(MessageKind Kind, string Detail, DateTime At);
