namespace CivicLoop.Core.Burden;

/// <summary>What somebody sits down to do: acts that take about as long as each other.</summary>
public enum Effort
{
    Report,
    Take,
    Plan,
    Fix,
    CoSign,
    Check,
    Ask,
    Reply,
    File,
    Item,
    SelfCheck,
    Letter,
    Tally,
    SelfReview,
    Meeting,
    Other,
}

/// <summary>How many minutes each takes, estimated. No source gives a figure: it is always shown as a sample.</summary>
public sealed record EffortPart(IReadOnlyDictionary<Effort, int> Minutes)
{
    public static EffortPart Usual { get; } =
        new(
            new Dictionary<Effort, int>
            {
                [Effort.Report] = 8,
                [Effort.Take] = 3,
                [Effort.Plan] = 15,
                [Effort.Fix] = 20,
                [Effort.CoSign] = 5,
                [Effort.Check] = 20,
                [Effort.Ask] = 10,
                [Effort.Reply] = 10,
                [Effort.File] = 5,
                [Effort.Item] = 15,
                [Effort.SelfCheck] = 15,
                [Effort.Letter] = 10,
                [Effort.Tally] = 15,
                [Effort.SelfReview] = 90,
                [Effort.Meeting] = 60,
                [Effort.Other] = 5,
            }
        );

    public int Of(Effort effort) => Minutes.TryGetValue(effort, out var minutes) ? minutes : Usual.Minutes[effort];
}

/// <summary>Kinds of events as efforts.</summary>
public static class Efforts
{
    /// <summary>As the playbook writes them: <c>self-check</c>.</summary>
    public static string Word(Effort effort) =>
        effort switch
        {
            Effort.CoSign => "co-sign",
            Effort.SelfCheck => "self-check",
            Effort.SelfReview => "self-review",
            _ => effort.ToString().ToLowerInvariant(),
        };

    public static Effort Of(string kind) =>
        kind switch
        {
            "reported" or "fixed-on-the-spot" or "received" => Effort.Report,
            "accepted" or "returned" or "zone-assigned" or "zone-taken-back" => Effort.Take,
            "plan-made" => Effort.Plan,
            "fix-reported" or "lead-done" or "zone-reported" => Effort.Fix,
            "co-signed" or "co-refused" => Effort.CoSign,
            "check-passed" or "check-failed" or "visit.recorded" => Effort.Check,
            "filing-asked" or "extension-asked" or "suspension-asked" => Effort.Ask,
            "replied" => Effort.Reply,
            "filed" or "filing-refused" or "dispatched" or "closed" => Effort.File,
            _ => kind.Split('.')[0] switch
            {
                "rectification-item" or "task" or "material" => Effort.Item,
                "feedback" => Effort.Reply,
                "self-check" => Effort.SelfCheck,
                "contract" => Effort.Letter,
                "tally" or "mechanism-run" => Effort.Tally,
                "self-review" => Effort.SelfReview,
                "meeting" => Effort.Meeting,
                _ => Effort.Other,
            },
        };
}
