using System.Text.Json;

namespace CivicLoop.Core.Places.Import;

/// <param name="Number">Of the feature in its collection, counted from 1.</param>
/// <param name="Properties">As texts.</param>
/// <param name="Geometry">Its JSON; null where the feature has none.</param>
public sealed record FeatureRead(int Number, IReadOnlyDictionary<string, string> Properties, string? Geometry);

/// <summary>The features of a GeoJSON collection one by one, however many: only one of them is in memory at a time.</summary>
public sealed class FeatureReader(Stream file)
{
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private bool ended;
    private JsonReaderState state;

    /// <summary>Counted from 1; stands behind what was read last.</summary>
    public int Number { get; private set; }

    /// <exception cref="JsonException">The file is no GeoJSON collection of features, or breaks off.</exception>
    public IEnumerable<FeatureRead> Read()
    {
        Fill();
        // The mark that some programs put before UTF-8.
        if (buffer.AsSpan(0, filled).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            Drop(3);
        ToFeatures();
        while (Next() is { } feature)
            yield return feature;
    }

    private void ToFeatures()
    {
        var (found, depth) = (false, 0);
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, filled), ended, state);
            while (reader.Read())
            {
                depth = reader.CurrentDepth;
                if (found && depth == 1 && reader.TokenType == JsonTokenType.StartArray)
                {
                    Keep(ref reader);
                    return;
                }
                found = depth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("features");
            }
            Keep(ref reader);
            if (ended)
                throw new JsonException("no features");
            Fill();
        }
    }

    private FeatureRead? Next()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, filled), ended, state);
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                    return null;
                if (JsonDocument.TryParseValue(ref reader, out var document))
                {
                    using (document)
                    {
                        Keep(ref reader);
                        Number++;
                        return Whole(document.RootElement);
                    }
                }
            }
            // The value goes on behind what is in memory: it is begun again when there is more.
            if (ended)
                throw new JsonException("the file breaks off");
            Fill();
        }
    }

    // JSON is taken apart byte by byte: that some of them are no letters shows only where they are read as such.
    private FeatureRead Whole(JsonElement feature)
    {
        try
        {
            return Of(feature);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new JsonException("a text is no UTF-8", unreadable);
        }
    }

    private FeatureRead Of(JsonElement feature)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (feature.ValueKind != JsonValueKind.Object)
            return new FeatureRead(Number, properties, null);
        if (feature.TryGetProperty("properties", out var own) && own.ValueKind == JsonValueKind.Object)
            foreach (var property in own.EnumerateObject())
                properties[property.Name] = Text(property.Value);
        if (!properties.ContainsKey("code") && feature.TryGetProperty("id", out var id) && Text(id) is { Length: > 0 } named)
            properties.TryAdd("id", named);
        var geometry =
            feature.TryGetProperty("geometry", out var drawn) && drawn.ValueKind == JsonValueKind.Object
                ? drawn.GetRawText()
                : null;
        return new FeatureRead(Number, properties, geometry);
    }

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "",
        };

    private void Keep(ref Utf8JsonReader reader)
    {
        state = reader.CurrentState;
        Drop((int)reader.BytesConsumed);
    }

    private void Drop(int bytes)
    {
        buffer.AsSpan(bytes, filled - bytes).CopyTo(buffer);
        filled -= bytes;
    }

    private void Fill()
    {
        if (filled == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = file.Read(buffer, filled, buffer.Length - filled);
        filled += read;
        ended = read == 0;
    }
}
