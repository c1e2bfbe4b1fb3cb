using System.Text;

namespace CivicLoop.Tests.Support;

/// <summary>One feature of a decoded tile.</summary>
/// <param name="Paths">Its points, or its lines or rings one by one.</param>
public sealed record TileFeature(
    int Shape,
    IReadOnlyDictionary<string, object> Says,
    IReadOnlyList<IReadOnlyList<(int X, int Y)>> Paths
)
{
    public long Whole(string key) => Says.TryGetValue(key, out var value) ? (long)value : 0;
}

public sealed record DecodedLayer(string Name, long Version, long Extent, IReadOnlyList<TileFeature> Features);

/// <summary>A vector tile read back from its bytes, written from the format's description and from nothing of ours.</summary>
public static class ReadTile
{
    public static IReadOnlyDictionary<string, DecodedLayer> Of(byte[] tile) =>
        Fields(tile).Where(field => field.Number == 3).Select(field => Layer(field.Bytes)).ToDictionary(layer => layer.Name);

    private static DecodedLayer Layer(byte[] bytes)
    {
        var fields = Fields(bytes).ToList();
        var keys = fields.Where(one => one.Number == 3).Select(one => Encoding.UTF8.GetString(one.Bytes)).ToList();
        var values = fields.Where(one => one.Number == 4).Select(one => Value(one.Bytes)).ToList();
        return new DecodedLayer(
            Encoding.UTF8.GetString(fields.Single(one => one.Number == 1).Bytes),
            (long)fields.Single(one => one.Number == 15).Value,
            (long)fields.Single(one => one.Number == 5).Value,
            [.. fields.Where(one => one.Number == 2).Select(one => Feature(one.Bytes, keys, values))]
        );
    }

    private static TileFeature Feature(byte[] bytes, List<string> keys, List<object> values)
    {
        var fields = Fields(bytes).ToList();
        var tags = fields.Where(one => one.Number == 2).SelectMany(one => Varints(one.Bytes)).ToList();
        var commands = fields.Where(one => one.Number == 4).SelectMany(one => Varints(one.Bytes)).ToList();
        return new TileFeature(
            (int)fields.Single(one => one.Number == 3).Value,
            tags.Chunk(2).ToDictionary(pair => keys[(int)pair[0]], pair => values[(int)pair[1]]),
            Paths(commands)
        );
    }

    private static List<IReadOnlyList<(int, int)>> Paths(List<ulong> commands)
    {
        var paths = new List<IReadOnlyList<(int, int)>>();
        var path = new List<(int, int)>();
        var (x, y) = (0, 0);
        for (var at = 0; at < commands.Count; )
        {
            var (command, count) = (commands[at] & 7, commands[at] >> 3);
            at++;
            if (command == 7)
                continue;
            if (command == 1 && path.Count > 0)
            {
                paths.Add(path);
                path = [];
            }
            for (var step = 0UL; step < count; step++, at += 2)
            {
                (x, y) = (x + Signed(commands[at]), y + Signed(commands[at + 1]));
                path.Add((x, y));
            }
        }
        paths.Add(path);
        return paths;
    }

    private static object Value(byte[] bytes) =>
        Fields(bytes).Single() switch
        {
            (1, _, var text) => Encoding.UTF8.GetString(text),
            (5, var number, _) => (long)number,
            (6, var number, _) => (long)(number >> 1) ^ -(long)(number & 1),
            var other => throw new InvalidDataException($"field {other.Number}"),
        };

    private static int Signed(ulong value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static IEnumerable<(int Number, ulong Value, byte[] Bytes)> Fields(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; )
        {
            var tag = Varint(bytes, ref at);
            if ((tag & 7) == 0)
                yield return ((int)(tag >> 3), Varint(bytes, ref at), []);
            else if ((tag & 7) == 2)
            {
                var length = (int)Varint(bytes, ref at);
                yield return ((int)(tag >> 3), 0, bytes[at..(at + length)]);
                at += length;
            }
            else
                throw new InvalidDataException($"wire type {tag & 7}");
        }
    }

    private static IEnumerable<ulong> Varints(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; )
            yield return Varint(bytes, ref at);
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
            shift += 7;
        }
    }
}
