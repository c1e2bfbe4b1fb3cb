using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Inspections;

/// <summary>Which visits: it lives in the address, and the list and its files understand it.</summary>
/// <param name="Place">Code of a place.</param>
/// <param name="Found">Only those that found something wrong.</param>
public sealed record VisitFilter(
    string? District = null,
    string? Type = null,
    string? Unit = null,
    string? Place = null,
    DateOnly? From = null,
    DateOnly? To = null,
    bool Found = false
)
{
    public bool IsEmpty => this == new VisitFilter();

    public static VisitFilter Of(IQueryCollection asked)
    {
        string? Said(string name) => asked[name].ToString().Trim() is { Length: > 0 } said ? said : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(Said(name), "yyyy-MM-dd", out var day) ? day : null;
        return new(Said("district"), Said("type"), Said("unit"), Said("place"), Day("from"), Day("to"), Said("found") == "1");
    }

    /// <summary>As it stands behind an address; empty where nothing is asked.</summary>
    public string Query()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("district", District),
            ("type", Type),
            ("unit", Unit),
            ("place", Place),
            ("from", From is { } from ? Values.Day(from) : null),
            ("to", To is { } to ? Values.Day(to) : null),
            ("found", Found ? "1" : null),
        }
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return string.Join('&', parts) is { Length: > 0 } query ? $"?{query}" : "";
    }

    /// <summary>Conditions on <c>visits v</c>, as far as the reader sees them.</summary>
    internal string Where(Actor reader, WorkCalendar calendar, List<object?> args)
    {
        var where = "v.number > 0";
        void And(string condition, object? value)
        {
            if (value is null)
                return;
            args.Add(value);
            where += $" and {condition} ${args.Count}";
        }
        var scope = May.Read(reader.Role);
        And("v.unit =", scope == Scope.OwnUnit ? reader.Unit : null);
        And("v.district =", scope == Scope.OwnDistrict ? reader.District : null);
        And("v.district =", District);
        And("v.place_type =", Type);
        And("v.unit =", Unit);
        And("v.place =", Place);
        And("v.happened_at >=", From is { } from ? calendar.ToUtc(from, TimeOnly.MinValue) : null);
        And("v.happened_at <", To is { } to ? calendar.ToUtc(to.AddDays(1), TimeOnly.MinValue) : null);
        return Found ? where + " and v.failed > 0 and v.withdrawn_at is null" : where;
    }
}
