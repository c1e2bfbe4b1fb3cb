using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>Writes units and posts: each change is a new row of what is so from then on, and the row of now follows it.</summary>
public static class OrganisationStore
{
    /// <summary>
    /// Takes over what the tables do not have yet, and changes nothing that they have: after the first time they,
    /// not the playbook, are the truth. A unit comes before the units below it.
    /// </summary>
    /// <param name="from">Since when; null for as far back as anybody may ask.</param>
    /// <returns>How many units and posts were new.</returns>
    public static (int Units, int Posts) Seed(
        CityTransaction transaction,
        IEnumerable<Unit> units,
        IEnumerable<Post> posts,
        DateTime? from = null
    )
    {
        var since = from ?? DateTime.UnixEpoch;
        var knownUnits = Codes(transaction, "units");
        var knownPosts = Codes(transaction, "posts");
        var (newUnits, newPosts) = (0, 0);
        foreach (var unit in units.Where(unit => knownUnits.Add(unit.Code)))
        {
            Add(transaction, unit, since, null);
            newUnits++;
        }
        foreach (var post in posts.Where(post => knownPosts.Add(post.Code)))
        {
            Add(transaction, post, since, null);
            newPosts++;
        }
        return (newUnits, newPosts);
    }

    internal static void Add(CityTransaction transaction, Unit unit, DateTime from, Guid? act)
    {
        transaction.Execute(
            "insert into units (code, name, kind, parent, division, sample, closed) values ($1, $2, $3, $4, $5, $6, 0)",
            unit.Code,
            unit.Name,
            unit.Kind,
            unit.Parent,
            unit.Division,
            unit.Sample
        );
        Term(transaction, unit, 1, from, act);
    }

    /// <summary>From now on the unit is called so, stands there, or has ended.</summary>
    internal static void Change(CityTransaction transaction, Unit unit, DateTime from, Guid act)
    {
        Term(
            transaction,
            unit,
            transaction.Number("select max(number) from unit_terms where unit = $1", unit.Code) + 1,
            from,
            act
        );
        transaction.Execute(
            "update units set name = $2, parent = $3, closed = $4 where code = $1",
            unit.Code,
            unit.Name,
            unit.Parent,
            unit.Closed
        );
    }

    internal static void Add(CityTransaction transaction, Post post, DateTime from, Guid? act)
    {
        transaction.Execute(
            "insert into posts (code, name, unit, role, district, closed) values ($1, $2, $3, $4, $5, 0)",
            post.Code,
            post.Name,
            post.Unit,
            post.Role,
            post.District
        );
        Term(transaction, post, 1, from, act);
    }

    internal static void Change(CityTransaction transaction, Post post, DateTime from, Guid act)
    {
        Term(
            transaction,
            post,
            transaction.Number("select max(number) from post_terms where post = $1", post.Code) + 1,
            from,
            act
        );
        transaction.Execute("update posts set name = $2, closed = $3 where code = $1", post.Code, post.Name, post.Closed);
    }

    private static void Term(CityTransaction transaction, Unit unit, long number, DateTime from, Guid? act) =>
        transaction.Execute(
            "insert into unit_terms (unit, number, name, parent, closed, valid_from, recorded_at, act) values ($1, $2, $3, $4, $5, $6, $6, $7)",
            unit.Code,
            number,
            unit.Name,
            unit.Parent,
            unit.Closed,
            from,
            act
        );

    private static void Term(CityTransaction transaction, Post post, long number, DateTime from, Guid? act) =>
        transaction.Execute(
            "insert into post_terms (post, number, name, closed, valid_from, recorded_at, act) values ($1, $2, $3, $4, $5, $5, $6)",
            post.Code,
            number,
            post.Name,
            post.Closed,
            from,
            act
        );

    private static HashSet<string> Codes(CityTransaction transaction, string table) =>
        [.. transaction.Many($"select code from {table}", row => row.GetString(0))];
}
