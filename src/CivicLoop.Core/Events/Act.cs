using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Events;

/// <summary>
/// Who acted, in which post, when and why. Nothing here has a default: an act without a reason, a person
/// or an id cannot be written down.
/// </summary>
/// <param name="Id">Made by the client, so that sending the same form twice is one act.</param>
/// <param name="By">The person with the post the act is made in.</param>
/// <param name="HappenedAt">When it was done, UTC. Earlier than <paramref name="RecordedAt"/> for a device that was offline.</param>
/// <param name="RecordedAt">When the city learnt of it, UTC.</param>
/// <param name="Via">From where: <c>desk</c>, <c>public</c>, <c>field</c>, <c>system</c>.</param>
/// <param name="Reason">The stated reason, kept as an erasable text.</param>
public sealed record Act(Guid Id, Actor By, DateTime HappenedAt, DateTime RecordedAt, string Via, TextRef Reason)
{
    public Made Made => new(Id, By.Person, By.Post, HappenedAt, RecordedAt, Via, Reason);
}

/// <summary>What an event remembers of the act that made it: exactly the columns it is stored with.</summary>
public sealed record Made(
    Guid Act,
    Guid Person,
    string Post,
    DateTime HappenedAt,
    DateTime RecordedAt,
    string Via,
    TextRef Reason
);

/// <summary>
/// A text kept in an erasable table. Events hold only its id and a salted hash; the salt goes when the text goes,
/// so that an erased text cannot even be guessed.
/// </summary>
public sealed record TextRef(Guid Id, string Hash);

/// <summary>A photo kept in an erasable table, named by id and salted hash as <see cref="TextRef"/> is.</summary>
public sealed record PhotoRef(Guid Id, string Hash);
