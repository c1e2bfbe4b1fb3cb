using System.Text.Json;
using System.Text.Json.Serialization;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>
/// A case's row: the whole state in one column, and beside it the columns that lists are filtered and sorted by.
/// All of them are made here from the state, for writing, for rebuilding and for verifying alike.
/// </summary>
public static class CaseColumns
{
    public static IReadOnlyList<Column<CaseState>> All { get; } =
    [
        new("status", state => state.Status),
        new("found_by", state => state.FoundBy),
        new("category", state => state.Category),
        new("difficulty", state => state.Difficulty),
        new("severity", state => state.Severity),
        new("place", state => state.At.Place),
        new("place_type", state => state.At.PlaceType),
        new("district", state => state.At.District),
        new("street", state => state.At.Street),
        new("lon", state => state.At.Lon),
        new("lat", state => state.At.Lat),
        new("unit", state => state.Unit),
        new("what", state => state.What.Id),
        new("cover", state => (state.Before.Count > 0 ? state.Before : state.After).FirstOrDefault()?.Id),
        new("reported_by", state => state.ReportedBy),
        new("reported_at", state => state.ReportedAt),
        new("filed_at", state => state.FiledAt),
        new("fixed_at", state => state.FixedAt),
        new("closed_at", state => state.ClosedAt),
        new("rectify_due", state => state.Rectify?.Due),
        new("next_kind", state => state.Next?.Kind),
        new("next_post", state => state.Next?.Post),
        new("next_since", state => state.Next?.Since),
        new("next_yellow", state => state.Next?.Yellow),
        new("next_due", state => state.Next?.Due),
        new("returns", state => state.Returns),
        new("failed_checks", state => state.FailedChecks),
        new("reopenings", state => state.Reopenings),
        new("helpers", state => Helpers(state.With)),
        new("zone", state => state.Zone),
        new("merged_into", state => state.MergedInto),
        new("duplicates", state => state.Duplicates),
        new("rebound_of", state => state.ReboundOf),
        new("rebounds", state => state.Rebounds),
        new("shown_lon", state => Showing.At(state)?.Lon),
        new("shown_lat", state => Showing.At(state)?.Lat),
        new("moderated", state => state.Publication is null ? 0 : 1),
        new("source_system", state => state.Source?.System),
        new("source_number", state => state.Source?.Number),
        new("published", state => state.Publication is { Shown: true } ? 1 : 0),
    ];

    // Codes hold no bar: a unit is among them where its code stands between two.
    private static string? Helpers(IReadOnlyList<string> with) => with.Count == 0 ? null : $"|{string.Join('|', with)}|";

    /// <summary>What <c>helpers</c> is like where a unit is among them.</summary>
    public static string Helped(string unit) => $"%|{unit}|%";

    public static string Write(CaseState state) => JsonSerializer.Serialize(state, CaseStateContext.Default.CaseState);

    public static CaseState Read(string state) => JsonSerializer.Deserialize(state, CaseStateContext.Default.CaseState)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(CaseState))]
internal sealed partial class CaseStateContext : JsonSerializerContext;
