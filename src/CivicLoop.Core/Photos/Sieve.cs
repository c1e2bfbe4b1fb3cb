namespace CivicLoop.Core.Photos;

/// <summary>Parts a file into what is kept and what was taken out; neither grows past the file by more than an EXIF block.</summary>
internal sealed class Sieve(int length)
{
    private readonly MemoryStream kept = new(length + 64);
    private readonly MemoryStream taken = new();

    public void Keep(ReadOnlySpan<byte> bytes) => kept.Write(bytes);

    public void Take(ReadOnlySpan<byte> bytes) => taken.Write(bytes);

    public byte[] Kept => kept.ToArray();

    public byte[] Taken => taken.ToArray();
}
