using System.Data.Common;
using CivicLoop.Core.Accounts;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>A line with what it names in words.</summary>
/// <param name="Name">Who did it; null where nobody was signed in.</param>
/// <param name="SubjectName">The person it was done to; null where it was none.</param>
/// <param name="Reason">Null where none was asked or it was erased.</param>
public sealed record AuditEntry(AuditLine Line, string? Name, string? SubjectName, string? Reason);

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
            row => new AuditEntry(Line(row), Sql.Text(row, 12), Sql.Text(row, 13), Sql.Text(row, 14)),
            filter.Before ?? long.MaxValue,
            from,
            filter.Kind?.ToString() ?? "",
            filter.Login
        );

    /// <summary>Recomputes the whole chain: the number of the first bent line, null where it is whole, and how many lines there are.</summary>
    public static (long? Bent, long Lines) Verify(DbConnection connection)
    {
        var (previous, number) = ("", 0L);
        foreach (
            var (line, hash) in Sql.Stream(
                connection,
                $"select {Audit.Columns} from audit order by number",
                row => (Line(row), row.GetString(11))
            )
        )
        {
            number++;
            if (line.Number != number || line.Previous != previous || line.Hash() != hash)
                return (number, number);
            previous = hash;
        }
        var head = Sql.Many(
            connection,
            "select number, hash from audit_head where one = 1",
            row => (row.GetInt64(0), row.GetString(1))
        );
        return head is [var (last, kept)] && last == number && kept == previous ? (null, number) : (number + 1, number);
    }

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
