using CivicLoop.Core.Materials;

namespace CivicLoop.Web.Materials;

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
        (Unit is null || line.Unit == Unit)
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
