using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>Writes units and posts.</summary>
public static class OrganisationStore
{
    /// <summary>
    /// Takes over what the tables do not have yet, and changes nothing that they have: after the first time they,
    /// not the playbook, are the truth. A unit comes before the units below it.
    /// </summary>
    /// <returns>How many units and posts were new.</returns>
    public static (int Units, int Posts) Seed(CityTransaction transaction, IEnumerable<Unit> units, IEnumerable<Post> posts)
    {
        var knownUnits = Codes(transaction, "units");
        var knownPosts = Codes(transaction, "posts");
        var (newUnits, newPosts) = (0, 0);
        foreach (var unit in units.Where(unit => knownUnits.Add(unit.Code)))
        {
            transaction.Execute(
                "insert into units (code, name, kind, parent, division, sample) values ($1, $2, $3, $4, $5, $6)",
                unit.Code,
                unit.Name,
                unit.Kind,
                unit.Parent,
                unit.Division,
                unit.Sample
            );
            newUnits++;
        }
        foreach (var post in posts.Where(post => knownPosts.Add(post.Code)))
        {
            transaction.Execute(
                "insert into posts (code, name, unit, role, district) values ($1, $2, $3, $4, $5)",
                post.Code,
                post.Name,
                post.Unit,
                post.Role,
                post.District
            );
            newPosts++;
        }
        return (newUnits, newPosts);
    }

    private static HashSet<string> Codes(CityTransaction transaction, string table) =>
        [.. transaction.Many($"select code from {table}", row => row.GetString(0))];
}
