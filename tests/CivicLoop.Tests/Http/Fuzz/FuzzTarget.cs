namespace CivicLoop.Tests.Http.Fuzz;

/// <summary>Something that reads what anybody may send.</summary>
/// <param name="Name">As <c>--target</c> takes it.</param>
/// <param name="Make">What to send for this number.</param>
/// <param name="Take">Reads it; null when it was answered as it should be, otherwise what is wrong. Whatever it throws is wrong.</param>
internal sealed record FuzzTarget(string Name, Func<int, byte[]> Make, Func<byte[], Task<string?>> Take)
{
    /// <summary>A reader that is called without a server.</summary>
    public static FuzzTarget Of(string name, IReadOnlyList<byte[]> samples, Action<byte[]> read) =>
        new(name, number => new Bender(number).Bend(samples), bytes => Answer(read, bytes));

    public static Task<string?> Answer(Action<byte[]> read, byte[] bytes)
    {
        read(bytes);
        return Task.FromResult<string?>(null);
    }
}
