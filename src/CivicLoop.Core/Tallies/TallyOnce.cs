using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Tallies;

/// <summary>The same is counted once: which of the entries that stand has counted it already.</summary>
public static class TallyOnce
{
    /// <summary>What the same thing is found by: a place's code, a case's number, a name without spaces and case of letters.</summary>
    public static string? Key(string? place, long? number, string? name) =>
        place is not null ? $"place:{place}"
        : number is { } known ? $"case:{known.ToString(CultureInfo.InvariantCulture)}"
        : name is { Length: > 0 } ? $"name:{Plain(name)}"
        : null;

    /// <param name="before">Entries of the same counter that stand, on the same days or of the same thing.</param>
    /// <param name="unit">The unit whose work is to be entered.</param>
    /// <param name="named">Whether the entry says of what thing it tells.</param>
    public static CountedBefore? Already(
        Once once,
        IEnumerable<CountedBefore> before,
        string unit,
        DateOnly from,
        DateOnly to,
        bool named
    ) => before.FirstOrDefault(one => Same(once, one, unit, from <= one.To && to >= one.From, named));

    private static bool Same(Once once, CountedBefore one, string unit, bool sameDays, bool named) =>
        once switch
        {
            Once.Thing => one.SameThing,
            Once.ThingAndPeriod => one.SameThing && sameDays,
            // Whoever tells of the same days without saying of what may have told of anything.
            _ => sameDays && (one.SameThing || one.Unit == unit && !(named && one.Named)),
        };

    private static string Plain(string name) =>
        string.Concat(SearchWords.Narrow(name).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
