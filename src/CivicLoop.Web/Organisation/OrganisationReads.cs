using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>Units, posts and who holds them, from the city's tables.</summary>
public static class OrganisationReads
{
    public static OrganisationNow Now(DbConnection connection) =>
        new(
            Sql.Many(
                connection,
                "select code, name, kind, parent, division, sample from units",
                row => new Unit(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetString(2),
                    Sql.Text(row, 3),
                    Sql.Text(row, 4),
                    row.GetInt32(5) != 0
                )
            ),
            Sql.Many(
                connection,
                "select code, name, unit, role, district from posts",
                row => new Post(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetString(2),
                    Enum.Parse<Role>(row.GetString(3)),
                    Sql.Text(row, 4)
                )
            )
        );

    /// <summary>Names of people by id, for those who may read internal pages.</summary>
    public static Dictionary<Guid, string> Names(DbConnection connection, IReadOnlyCollection<Guid> people)
    {
        if (people.Count == 0)
            return [];
        var wanted = string.Join(", ", people.Select((_, index) => $"${index + 1}"));
        return Sql.Many(
                connection,
                $"select id, name from people where id in ({wanted})",
                row => (Id: Guid.Parse(row.GetString(0)), Name: row.GetString(1)),
                [.. people.Select(person => (object?)person)]
            )
            .ToDictionary(pair => pair.Id, pair => pair.Name);
    }
}
