using System.Data.Common;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Accounts;

/// <summary>A line with what it names in words.</summary>
/// <param name="Name">Who did it; null where nobody was signed in.</param>
/// <param name="SubjectName">The person it was done to; null where it was none.</param>
/// <param name="Reason">Null where none was asked or it was erased.</param>
/// <param name="Bent">Whether the line is no longer what it was written as.</param>
public sealed record AuditEntry(AuditLine Line, string? Name, string? SubjectName, string? Reason, bool Bent);

/// <summary>A line of the log by its number and hash: all before it hangs on it.</summary>
public sealed record AuditMark(long Number, string Hash)
{
    public static AuditMark Start { get; } = new(0, "");
}

/// <param name="To">The last line that was found whole.</param>
/// <param name="Bent">Number of the first that is not; null where none was found.</param>
/// <param name="AtEnd">Whether nothing is left to be looked at.</param>
public sealed record AuditWalk(AuditMark To, long? Bent, bool AtEnd);

/// <param name="Before">Lines older than this number only: the next page.</param>
public sealed record AuditFilter(AuditKind? Kind = null, string Login = "", int? Days = null, long? Before = null);

public static class AuditReads
{
    public static List<AuditEntry> Page(DbConnection connection, AuditFilter filter, DateTime from, int most) =>
        Sql.Many(
            connection,
            $"""
            select {string.Join(", ", Audit.Columns.Split(", ").Select(column => "a." + column))}, p.name, s.name, t.text
            from audit a left join people p on p.id = a.person left join people s on s.id = a.subject
            left join texts t on t.id = a.reason_id
            where a.number < $1 and a.at >= $2 and ($3 = '' or a.kind = $3)
              and ($4 = '' or a.person = (select id from people where login = $4) or a.subject = (select id from people where login = $4))
            order by a.number desc limit {most}
            """,
            row => new AuditEntry(
                Line(row),
                Sql.Text(row, 12),
                Sql.Text(row, 13),
                Sql.Text(row, 14),
                Line(row).Hash() != row.GetString(11)
            ),
            filter.Before ?? long.MaxValue,
            from,
            filter.Kind?.ToString() ?? "",
            filter.Login
        );

    /// <summary>For <c>verify</c>: the whole chain.</summary>
    public static Proven Prove(DbConnection connection)
    {
        var walked = Walk(connection, AuditMark.Start, long.MaxValue);
        return new Proven("audit", walked.To.Number, walked.Bent is { } bent ? [new Refusal("verify.audit", $"{bent}")] : []);
    }

    /// <summary>Recomputes the chain from a line on, at most so many.</summary>
    /// <param name="from">The last line that was found whole.</param>
    public static AuditWalk Walk(DbConnection connection, AuditMark from, long most)
    {
        var at = from;
        foreach (
            var (line, hash) in Sql.Stream(
                connection,
                $"select {Audit.Columns} from audit where number > $1 order by number limit $2",
                row => (Line(row), row.GetString(11)),
                from.Number,
                most
            )
        )
        {
            if (line.Number != at.Number + 1 || line.Previous != at.Hash || line.Hash() != hash)
                return new AuditWalk(at, at.Number + 1, AtEnd: false);
            at = new AuditMark(line.Number, hash);
        }
        if (at.Number - from.Number == most)
            return new AuditWalk(at, null, AtEnd: false);
        // Lines cut off at the end leave a whole chain behind: what was counted last says that there were more.
        var head = Head(connection);
        return head == at
            ? new AuditWalk(at, null, AtEnd: true)
            : new AuditWalk(at, Math.Min(at.Number, head.Number) + 1, AtEnd: false);
    }

    public static AuditMark Head(DbConnection connection) =>
        Sql.One(
            connection,
            "select number, hash from audit_head where one = 1",
            row => new AuditMark(row.GetInt64(0), row.GetString(1))
        ) ?? AuditMark.Start;

    private static AuditLine Line(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7),
            row.GetString(8),
            row.GetString(9),
            row.GetString(10)
        );
}
