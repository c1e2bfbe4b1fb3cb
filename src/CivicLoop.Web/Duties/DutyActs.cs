namespace CivicLoop.Web.Duties;

/// <summary>The act that discharges a kind of duty, as it stands in addresses.</summary>
public static class DutyActs
{
    public static string Of(string kind) =>
        kind switch
        {
            "rectify" => "report-fixed",
            "check" => "pass-check",
            "settle" => "dispatch",
            "approve" => "grant",
            "review" => "resume",
            _ => kind,
        };
}
