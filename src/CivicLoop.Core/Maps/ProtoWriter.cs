using System.Text;

namespace CivicLoop.Core.Maps;

/// <summary>As much of Protocol Buffers as a vector tile is made of: varints, and fields that carry their length.</summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0;
    private const int Counted = 2;

    private byte[] bytes = new byte[256];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Number(int field, ulong value)
    {
        Raw((ulong)(field << 3 | Varint));
        Raw(value);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, ProtoWriter message) => Bytes(field, message.Written);

    public void Packed(int field, IEnumerable<uint> values)
    {
        var packed = new ProtoWriter();
        foreach (var value in values)
            packed.Raw(value);
        Message(field, packed);
    }

    /// <summary>Small whole numbers of either sign as small ones without: 0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public static uint ZigZag(int value) => (uint)(value << 1 ^ value >> 31);

    public static ulong ZigZag(long value) => (ulong)(value << 1 ^ value >> 63);

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Raw((ulong)(field << 3 | Counted));
        Raw((ulong)value.Length);
        Room(value.Length);
        value.CopyTo(bytes.AsSpan(length));
        length += value.Length;
    }

    private void Raw(ulong value)
    {
        Room(10);
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
    }

    private void Room(int more)
    {
        if (length + more > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
    }
}
