using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Events;

/// <summary>What its events left of one stream, as far as every kind of stream has it.</summary>
public interface IStreamState
{
    /// <summary>How many events it has; the next one gets this plus one.</summary>
    int Version { get; }

    /// <summary>Number within the city, by which people call it.</summary>
    long Number { get; }

    /// <summary>Who owes what now.</summary>
    Duty? Next { get; }
}
