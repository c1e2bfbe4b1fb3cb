using CivicLoop.Core.Materials;
using CivicLoop.Core.Standards;

namespace CivicLoop.Web.Materials;

/// <summary>How a material stands on a day, as people filter by it.</summary>
public enum Standing
{
    /// <summary>未布置: nobody was asked for it.</summary>
    NotAsked,
    Asked,
    Submitted,
    Returned,
    Accepted,
    Expired,
    Withdrawn,
}

/// <summary>A standard that asks for materials, and one of a unit where there is one.</summary>
/// <param name="Lead">The unit that leads it by the plan; null where none does.</param>
public sealed record MaterialLine(Located Located, MaterialState? State, string? Lead)
{
    public Standing On(DateOnly day) =>
        State is null ? Standing.NotAsked
        : State.IsExpiredOn(day) ? Standing.Expired
        : Enum.Parse<Standing>(State.Status.ToString());
}

/// <summary>Which of them; it lives in the address.</summary>
public sealed record MaterialFilter(string? Edition, string? Unit, Standing? Standing, string? Words)
{
    public static MaterialFilter Of(IQueryCollection asked) =>
        new(
            Said(asked["edition"]),
            Said(asked["unit"]),
            Enum.TryParse<Standing>(asked["state"], out var state) && Enum.IsDefined(state) ? state : null,
            Said(asked["q"])
        );

    public bool Fits(MaterialLine line, DateOnly today) =>
        (Unit is null || (line.State?.Unit ?? line.Lead) == Unit)
        && (Standing is { } wanted ? line.On(today) == wanted : line.State?.Status != MaterialStatus.Withdrawn)
        && (
            Words is null
            || line.Located.Standard.Text.Contains(Words, StringComparison.OrdinalIgnoreCase)
            || line.Located.Standard.Code.Contains(Words, StringComparison.OrdinalIgnoreCase)
        );

    public string Query()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("edition", Edition),
            ("unit", Unit),
            ("state", Standing?.ToString()),
            ("q", Words),
        }
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return string.Join('&', parts) is { Length: > 0 } query ? $"?{query}" : "";
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
