using System.Text.Json;
using System.Text.Json.Serialization;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Cases;

/// <summary>
/// A case's row: the whole state in one column, and beside it the columns that lists are filtered and sorted by.
/// All of them are made here from the state, for writing, for rebuilding and for verifying alike.
/// </summary>
public static class CaseColumns
{
    public static readonly string[] Names =
    [
        "stream",
        "number",
        "version",
        "head",
        "status",
        "found_by",
        "category",
        "difficulty",
        "severity",
        "place",
        "place_type",
        "district",
        "street",
        "lon",
        "lat",
        "unit",
        "what",
        "cover",
        "reported_by",
        "reported_at",
        "filed_at",
        "fixed_at",
        "closed_at",
        "rectify_due",
        "next_kind",
        "next_post",
        "next_since",
        "next_yellow",
        "next_due",
        "returns",
        "failed_checks",
        "reopenings",
        "helpers",
        "merged_into",
        "duplicates",
        "rebound_of",
        "rebounds",
        "state",
    ];

    public static object?[] Of(Guid stream, string head, CaseState state) =>
        [
            Values.Id(stream),
            state.Number,
            state.Version,
            head,
            state.Status,
            state.FoundBy,
            state.Category,
            state.Difficulty,
            state.Severity,
            state.At.Place,
            state.At.PlaceType,
            state.At.District,
            state.At.Street,
            state.At.Lon,
            state.At.Lat,
            state.Unit,
            state.What.Id,
            (state.Before.Count > 0 ? state.Before : state.After).FirstOrDefault()?.Id,
            state.ReportedBy,
            state.ReportedAt,
            state.FiledAt,
            state.FixedAt,
            state.ClosedAt,
            state.Rectify?.Due,
            state.Next?.Kind,
            state.Next?.Post,
            state.Next?.Since,
            state.Next?.Yellow,
            state.Next?.Due,
            state.Returns,
            state.FailedChecks,
            state.Reopenings,
            Helpers(state.With),
            state.MergedInto,
            state.Duplicates,
            state.ReboundOf,
            state.Rebounds,
            Write(state),
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
