namespace CivicLoop.Core.Photos;

/// <summary>CRC-32 as PNG uses it (ISO 3309), eight bytes a step: every photo drawn or taken in passes through here.</summary>
internal static class Crc
{
    private static readonly uint[][] Tables = Make();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        var (t4, t5, t6, t7) = (Tables[4], Tables[5], Tables[6], Tables[7]);
        while (bytes.Length >= 8)
        {
            var low = crc ^ (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24);
            crc =
                t7[low & 0xFF]
                ^ t6[low >> 8 & 0xFF]
                ^ t5[low >> 16 & 0xFF]
                ^ t4[low >> 24]
                ^ t3[bytes[4]]
                ^ t2[bytes[5]]
                ^ t1[bytes[6]]
                ^ t0[bytes[7]];
            bytes = bytes[8..];
        }
        foreach (var value in bytes)
            crc = t0[(crc ^ value) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    private static uint[][] Make()
    {
        var tables = new uint[8][];
        for (var table = 0; table < 8; table++)
            tables[table] = new uint[256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
            tables[0][value] = crc;
        }
        for (var table = 1; table < 8; table++)
        for (var value = 0; value < 256; value++)
            tables[table][value] = tables[table - 1][value] >> 8 ^ tables[0][tables[table - 1][value] & 0xFF];
        return tables;
    }
}
