using System.Text.RegularExpressions;

namespace CivicLoop.Tests.Support;

/// <summary>What a process asked of the kernel, in order, as strace wrote it down.</summary>
public sealed partial class SystemCalls
{
    private readonly List<string> lines;

    private SystemCalls(List<string> lines) => this.lines = lines;

    /// <summary>A sync that ended well: what was synced, and at which line it was done.</summary>
    public List<(string Path, int At)> Syncs { get; } = [];

    /// <summary>An answer written to standard output.</summary>
    public List<(string Act, string Blob, int At)> Acknowledged { get; } = [];

    [GeneratedRegex(@"^(?<pid>\d+)\s+f(data)?sync\(\d+<(?<path>[^>]*)>(?<end>.*)$")]
    private static partial Regex Sync { get; }

    [GeneratedRegex(@"^(?<pid>\d+)\s+<\.\.\. f(data)?sync resumed>\)\s+= 0")]
    private static partial Regex SyncEnd { get; }

    [GeneratedRegex(@"write\(\d+<pipe:[^>]*>, ""(?<act>[0-9a-f-]{36}) [0-9a-f-]{36} \d+ (?<blob>-|[0-9a-f]{64})\\n""")]
    private static partial Regex Answer { get; }

    public static SystemCalls Read(string log)
    {
        var calls = new SystemCalls([.. File.ReadLines(log)]);
        var underWay = new Dictionary<string, string>();
        for (var at = 0; at < calls.lines.Count; at++)
        {
            var line = calls.lines[at];
            if (Sync.Match(line) is { Success: true } sync)
            {
                if (sync.Groups["end"].Value.Contains("= 0", StringComparison.Ordinal))
                    calls.Syncs.Add((sync.Groups["path"].Value, at));
                else
                    underWay[sync.Groups["pid"].Value] = sync.Groups["path"].Value;
            }
            else if (SyncEnd.Match(line) is { Success: true } end && underWay.Remove(end.Groups["pid"].Value, out var path))
                calls.Syncs.Add((path, at));
            else if (Answer.Match(line) is { Success: true } answer)
                calls.Acknowledged.Add((answer.Groups["act"].Value, answer.Groups["blob"].Value, at));
        }
        return calls;
    }

    /// <summary>The line at which the act's id first went into the write-ahead log.</summary>
    public int FirstWrite(string act) =>
        Find(line => line.Contains("city.db-wal", StringComparison.Ordinal) && line.Contains(act, StringComparison.Ordinal));

    public int Renamed(string blob) =>
        Find(line => line.Contains("rename", StringComparison.Ordinal) && line.Contains(blob, StringComparison.Ordinal));

    private int Find(Predicate<string> wanted) =>
        lines.FindIndex(wanted) is >= 0 and var at ? at : throw new InvalidOperationException("the log has no such call");
}
