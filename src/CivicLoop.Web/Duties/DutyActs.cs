namespace CivicLoop.Web.Duties;

/// <summary>The act that discharges a kind of duty, as it stands in addresses.</summary>
public static class DutyActs
{
    /// <summary>Kinds of duties on cases, in the order of the loop.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "file",
        "approve",
        "dispatch",
        "settle",
        "accept",
        "co-sign",
        "rectify",
        "review",
        "check",
        "close",
    ];

    public static string Of(string kind) =>
        kind switch
        {
            "rectify" => "report-fixed",
            "zone" => "report-to-unit",
            "check" => "pass-check",
            "settle" => "dispatch",
            "approve" => "grant",
            "review" => "resume",
            _ => kind,
        };

    /// <summary>Whether it is done on the desk itself: what needs no photo and no look at the place.</summary>
    public static bool InPlace(string kind) => kind is "file" or "dispatch" or "accept" or "close";

    /// <summary>Below the city's address: where the act is done that this duty asks for.</summary>
    /// <param name="only">The kind that the desk is narrowed to; null for all.</param>
    public static string Path(string kind, long number, string? only = null) =>
        InPlace(kind)
            ? $"desk?{(only is null ? "" : $"kind={only}&")}open={number}#open"
            : $"cases/{number}?act={Of(kind)}#act-{Of(kind)}";
}
