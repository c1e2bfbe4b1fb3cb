namespace CivicLoop.Core.Exchange;

/// <summary>What of a case's history other systems may be told of: that it happened, never what was said or by whom.</summary>
public static class Happening
{
    /// <summary>Asked for by a person, to see whether the other side listens; it is about no case.</summary>
    public const string Ping = "ping";

    /// <summary>What was public is so no longer.</summary>
    public const string Withheld = "case.withheld";

    private static readonly Dictionary<string, string> ByEvent = new(StringComparer.Ordinal)
    {
        ["reported"] = "case.received",
        ["received"] = "case.received",
        ["fixed-on-the-spot"] = "case.received",
        ["published"] = "case.published",
        ["publication-withheld"] = Withheld,
        ["filed"] = "case.filed",
        ["dispatched"] = "case.dispatched",
        ["assigned"] = "case.dispatched",
        ["fix-reported"] = "case.fixed",
        ["closed"] = "case.closed",
        ["filing-refused"] = "case.refused",
        ["merged"] = "case.merged",
        ["reopened"] = "case.reopened",
        ["replied"] = Answered,
    };

    /// <summary>The city answered whoever told it: for their ears only.</summary>
    public const string Answered = "case.answered";

    /// <summary>All that one may ask to be told of, in the order of a case's life.</summary>
    public static readonly IReadOnlyList<string> All = [.. ByEvent.Values.Distinct()];

    /// <summary>Kinds of stored events that are told of at all.</summary>
    public static IReadOnlyCollection<string> Events => ByEvent.Keys;

    /// <summary>Null for what nobody outside is told of; the past of another system is no news.</summary>
    public static string? Of(string eventKind) => ByEvent.GetValueOrDefault(eventKind);
}
