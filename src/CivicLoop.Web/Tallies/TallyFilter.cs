using System.Globalization;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Tallies;

/// <summary>Which entries: it lives in the address, and every page and file of the ledger understands it.</summary>
/// <param name="From">Entries whose days end on this day or later; an entry counts where its days end.</param>
public sealed record TallyFilter(string? Unit = null, string? District = null, DateOnly? From = null, DateOnly? To = null)
{
    public bool IsEmpty => this == new TallyFilter();

    public static TallyFilter Of(IQueryCollection asked) =>
        new(Said(asked["unit"]), Said(asked["district"]), Day(asked["from"]), Day(asked["to"]));

    /// <summary>As it stands behind an address; empty where nothing is asked.</summary>
    public string Query()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("unit", Unit),
            ("district", District),
            ("from", From is { } from ? Values.Day(from) : null),
            ("to", To is { } to ? Values.Day(to) : null),
        }
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return string.Join('&', parts) is { Length: > 0 } query ? $"?{query}" : "";
    }

    /// <summary>Conditions on <c>tallies t</c>, as far as the reader sees them.</summary>
    internal string Where(Actor reader, List<object?> args)
    {
        var where = "t.number > 0";
        void And(string condition, object? value)
        {
            if (value is null)
                return;
            args.Add(value);
            where += $" and {condition} ${args.Count}";
        }
        var scope = May.Read(reader.Role);
        And("t.unit =", scope == Scope.OwnUnit ? reader.Unit : null);
        And("t.district =", scope == Scope.OwnDistrict ? reader.District : null);
        And("t.unit =", Unit);
        And("t.district =", District);
        And("t.to_day >=", From);
        And("t.to_day <=", To);
        return where;
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
