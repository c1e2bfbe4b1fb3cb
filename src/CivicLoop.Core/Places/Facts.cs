using System.Globalization;

namespace CivicLoop.Core.Places;

/// <param name="Was">Empty where there was nothing.</param>
public sealed record FactChange(string Field, string Was, string Became);

/// <summary>Places and what lies around them as fields with texts: what a change of them is told by.</summary>
public static class Facts
{
    public static IReadOnlyList<(string Field, string Text)> Of(Place place) =>
        [
            ("name", place.Name),
            ("type", place.Type),
            ("district", place.District),
            ("street", place.Street),
            ("community", place.Community ?? ""),
            ("lon", Degrees(place.Lon)),
            ("lat", Degrees(place.Lat)),
        ];

    public static IReadOnlyList<(string Field, string Text)> Of(Grid grid) =>
        [
            ("name", grid.Name),
            ("district", grid.District),
            ("street", grid.Street),
            ("community", grid.Community ?? ""),
            ("shape", Shapes.Text(grid.Shape)),
        ];

    public static IReadOnlyList<(string Field, string Text)> Of(Segment segment) =>
        [
            ("name", segment.Name),
            ("kind", segment.Kind),
            ("side", segment.Side.ToString()),
            ("district", segment.District),
            ("street", segment.Street),
            ("metres", segment.Metres.ToString(CultureInfo.InvariantCulture)),
            ("shape", Shapes.Text(segment.Line)),
        ];

    /// <summary>Without its state, which is a dated row of its own.</summary>
    public static IReadOnlyList<(string Field, string Text)> Of(Facility facility) =>
        [
            ("kind", facility.Kind),
            ("name", facility.Name),
            ("district", facility.District),
            ("street", facility.Street),
            ("place", facility.Place ?? ""),
            ("lon", Degrees(facility.Lon)),
            ("lat", Degrees(facility.Lat)),
        ];

    /// <param name="was">Fields in the same order as <paramref name="becomes"/>.</param>
    public static IReadOnlyList<FactChange> Between(
        IReadOnlyList<(string Field, string Text)> was,
        IReadOnlyList<(string Field, string Text)> becomes
    ) =>
        [
            .. was.Zip(becomes)
                .Where(pair => pair.First.Text != pair.Second.Text)
                .Select(pair => new FactChange(pair.First.Field, pair.First.Text, pair.Second.Text)),
        ];

    private static string Degrees(double degrees) => Math.Round(degrees, 7).ToString(CultureInfo.InvariantCulture);
}
