namespace CivicLoop.Core.Maps;

public enum TileShape
{
    Point = 1,
    Line = 2,
    Polygon = 3,
}

/// <summary>What a feature of a tile says under a key: a text or a whole number.</summary>
public readonly record struct TileValue(string? Text, long Number)
{
    public static implicit operator TileValue(string text) => new(text, 0);

    public static implicit operator TileValue(long number) => new(null, number);
}

/// <summary>One layer of a tile: shapes with what they say. Keys and values are kept once however often they occur.</summary>
public sealed class TileLayer(string name, int extent = MapTile.Extent)
{
    private const uint Version = 2;

    private readonly List<ProtoWriter> features = [];
    private readonly OrderedDictionary<string, uint> keys = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<TileValue, uint> values = [];

    public int Count => features.Count;

    /// <param name="geometry">What <see cref="TileGeometry"/> made.</param>
    public void Add(TileShape shape, IReadOnlyList<uint> geometry, params ReadOnlySpan<(string Key, TileValue Value)> says)
    {
        var feature = new ProtoWriter();
        if (says.Length > 0)
        {
            var tags = new List<uint>(says.Length * 2);
            foreach (var (key, value) in says)
            {
                tags.Add(Index(keys, key));
                tags.Add(Index(values, value));
            }
            feature.Packed(2, tags);
        }
        feature.Number(3, (ulong)shape);
        feature.Packed(4, geometry);
        features.Add(feature);
    }

    internal ProtoWriter Written()
    {
        var layer = new ProtoWriter();
        layer.Number(15, Version);
        layer.Text(1, name);
        foreach (var feature in features)
            layer.Message(2, feature);
        foreach (var key in keys.Keys)
            layer.Text(3, key);
        foreach (var value in values.Keys)
            layer.Message(4, Written(value));
        layer.Number(5, (ulong)extent);
        return layer;
    }

    private static ProtoWriter Written(TileValue value)
    {
        var written = new ProtoWriter();
        if (value.Text is { } text)
            written.Text(1, text);
        else if (value.Number >= 0)
            written.Number(5, (ulong)value.Number);
        else
            written.Number(6, ProtoWriter.ZigZag(value.Number));
        return written;
    }

    private static uint Index<T>(OrderedDictionary<T, uint> known, T one)
        where T : notnull
    {
        if (!known.TryGetValue(one, out var index))
            known[one] = index = (uint)known.Count;
        return index;
    }
}

/// <summary>A tile in the format that map programmes read: Mapbox Vector Tile, version 2.1.</summary>
public static class VectorTile
{
    public const string MediaType = "application/vnd.mapbox-vector-tile";

    /// <summary>Layers that hold nothing are left out; a tile of none of them has no bytes at all.</summary>
    public static byte[] Of(params ReadOnlySpan<TileLayer> layers)
    {
        var tile = new ProtoWriter();
        foreach (var layer in layers)
            if (layer.Count > 0)
                tile.Message(3, layer.Written());
        return tile.Written.ToArray();
    }
}
