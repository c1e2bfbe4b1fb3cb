using System.Collections.Concurrent;
using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>How far the chain of the audit log was recomputed.</summary>
/// <param name="Through">Whole up to this line, from the first on.</param>
/// <param name="Lines">How many there are.</param>
/// <param name="Since">When it was begun at the first line.</param>
/// <param name="Whole">When it was last found whole from the first line to the last, and how many these were; null where it never was.</param>
public sealed record AuditChecked(long Through, long Lines, DateTime Since, AuditWhole? Whole, long? Bent);

public sealed record AuditWhole(long Lines, DateTime At);

/// <summary>
/// Recomputes the chain a piece at each look and remembers, in the server's memory only, how far it came: a log of a
/// million lines opens as fast as a short one. A short one is recomputed whole each time, a long one once a day from its first line.
/// </summary>
public sealed class AuditChecks
{
    /// <summary>Lines at one look: some tenths of a second.</summary>
    public const int Most = 20_000;

    private static readonly TimeSpan Anew = TimeSpan.FromDays(1);

    private readonly int most;
    private readonly ConcurrentDictionary<string, Pass> passes = new(StringComparer.Ordinal);

    public AuditChecks()
        : this(Most) { }

    internal AuditChecks(int most) => this.most = most;

    public AuditChecked Look(string city, DbConnection connection)
    {
        var now = CityClock.Machine;
        var lines = AuditReads.Head(connection).Number;
        var pass = passes.GetValueOrDefault(city) ?? new Pass(AuditMark.Start, now, null);
        if (lines <= most || pass.Whole?.At >= pass.Since && now - pass.Since >= Anew)
            pass = pass with { At = AuditMark.Start, Since = now };
        var walk = AuditReads.Walk(connection, pass.At, most);
        // What comes after the first line that is bent is not remembered as whole: it is found again at every look.
        pass = pass with
        {
            At = walk.To,
            Whole = walk.AtEnd ? new AuditWhole(walk.To.Number, now) : pass.Whole,
        };
        passes[city] = pass;
        return new AuditChecked(walk.To.Number, lines, pass.Since, pass.Whole, walk.Bent);
    }

    private sealed record Pass(AuditMark At, DateTime Since, AuditWhole? Whole);
}
