using System.Text.Json;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Sheets;

namespace CivicLoop.Web.Places.Import;

/// <summary>A file that brings places: xlsx, xls, CSV or GeoJSON, all read as one table. What it is, its bytes say.</summary>
public static class ImportFile
{
    private const int FeaturesLookedAt = 200;
    private const string Geometry = "geometry";

    /// <summary>csv, xlsx or geojson.</summary>
    public static string FormOf(Stream file)
    {
        Span<byte> first = stackalloc byte[64];
        var length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var begins = first[..length];
        if (begins.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            begins = begins[3..];
        return begins.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? "geojson"
            : begins.StartsWith("PK"u8) || begins.StartsWith<byte>([0xD0, 0xCF]) ? "xlsx"
            : "csv";
    }

    /// <param name="lenient">A person will be asked what is missing.</param>
    /// <exception cref="SheetTroubleException">The file is no table, or its headers do not do.</exception>
    public static SheetTable Open(
        Stream file,
        IReadOnlyList<ImportField> fields,
        IReadOnlyDictionary<string, string> mapping,
        bool lenient
    ) => SheetTable.Of(FormOf(file) == "geojson" ? Features(file) : SheetReader.Rows(file), Sheet(fields), mapping, lenient);

    /// <summary>What a header says by itself; null where no field knows it.</summary>
    public static string? Meaning(string header, IReadOnlyList<ImportField> fields) =>
        SheetTable.MeaningOf(header, Sheet(fields));

    private static SheetField[] Sheet(IReadOnlyList<ImportField> fields) =>
        [.. fields.Select(field => new SheetField(field.Code, field.Names, field.Required))];

    /// <summary>Required columns that a table lacks; a shape stands for longitude and latitude.</summary>
    public static IReadOnlyList<string> Missing(SheetTable table) =>
        [.. table.Missing.Select(field => field.Code).Where(code => code is not ("lon" or "lat") || !table.Has("shape"))];

    // The properties of the first features are the headers; the geometry is one more column.
    private static IEnumerable<SheetRow> Features(Stream file)
    {
        using var features = new FeatureReader(file).Read().GetEnumerator();
        var looked = new List<FeatureRead>();
        while (looked.Count < FeaturesLookedAt && Next(features, looked.Count) is { } feature)
            looked.Add(feature);
        if (looked.Count == 0)
            throw new SheetTroubleException(new Refusal("sheet.empty"));
        List<string> headers = [.. looked.SelectMany(one => one.Properties.Keys).Distinct().Where(name => name != Geometry)];
        yield return new SheetRow(0, [.. headers, Geometry]);
        foreach (var feature in looked)
            yield return Row(feature, headers);
        for (var read = looked.Count; looked.Count == FeaturesLookedAt && Next(features, read) is { } feature; read++)
            yield return Row(feature, headers);
    }

    private static SheetRow Row(FeatureRead feature, List<string> headers) =>
        new(feature.Number, [.. headers.Select(name => feature.Properties.GetValueOrDefault(name, "")), feature.Geometry ?? ""]);

    private static FeatureRead? Next(IEnumerator<FeatureRead> features, int read)
    {
        try
        {
            return features.MoveNext() ? features.Current : null;
        }
        catch (JsonException)
        {
            throw new SheetTroubleException(
                read == 0 ? new Refusal("import.no-geojson") : new Refusal("import.geojson-broken", $"{read}")
            );
        }
    }
}
