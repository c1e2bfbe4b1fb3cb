using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.WebUtilities;

namespace CivicLoop.Web.Cases.Views;

/// <summary>A filter of the list under a name.</summary>
/// <param name="Query">As it stands in the address.</param>
/// <param name="Shared">Code of the unit that it is shared with, <see cref="ViewStore.City"/> for all staff, null for nobody.</param>
/// <param name="Counted">Whether the list says how many cases it has now.</param>
public sealed record CaseView(Guid Id, Guid Person, string Name, string Query, string? Shared, bool Counted)
{
    public CaseFilter Filter => FilterOf(Query);

    public static CaseFilter FilterOf(string query) => CaseFilter.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));
}

/// <summary>Views that people keep: their own in their order, and those that others share with them.</summary>
public static class ViewStore
{
    public const string City = "*";
    public const int LongestName = 30;

    /// <summary>As many as one person keeps; a longer row of names nobody reads.</summary>
    public const int Most = 20;

    private const string Columns = "id, person, name, query, shared, counted";

    /// <summary>Own first, in their order; then what others share with this unit or with everybody.</summary>
    public static List<CaseView> For(DbConnection connection, Guid person, string unit) =>
        [
            .. Own(connection, person),
            .. Sql.Many(
                connection,
                $"select {Columns} from views where shared in ($2, $3) and person <> $1 order by name, id limit {Most}",
                Read,
                person,
                unit,
                City
            ),
        ];

    /// <summary>Own, in their order.</summary>
    public static List<CaseView> Own(DbConnection connection, Guid person) =>
        Sql.Many(connection, $"select {Columns} from views where person = $1 order by place, id", Read, person);

    /// <summary>Where the list begins for this person; null for all cases.</summary>
    public static Guid? First(DbConnection connection, Guid person) =>
        Sql.One(connection, "select view from views_first where person = $1", row => row.GetString(0), person) is { } view
            ? Guid.Parse(view)
            : null;

    /// <summary>Keeps a new one behind the others. The same form sent twice is one view.</summary>
    public static Refusal? Add(CityTransaction transaction, CaseView view, DateTime now)
    {
        var own = transaction.Many(
            "select id, name, place from views where person = $1",
            row => (Id: Guid.Parse(row.GetString(0)), Name: row.GetString(1), Place: row.GetInt32(2)),
            view.Person
        );
        if (own.Exists(one => one.Id == view.Id))
            return null;
        if (Unfit(view.Name, own.Select(one => one.Name)) is { } refusal)
            return refusal;
        if (view.Filter.IsEmpty)
            return new Refusal("views.empty");
        if (own.Count >= Most)
            return new Refusal("views.too-many", $"{Most}");
        transaction.Execute(
            $"insert into views ({Columns}, place, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            view.Id,
            view.Person,
            view.Name.Trim(),
            view.Query,
            view.Shared,
            view.Counted,
            own.Select(one => one.Place).DefaultIfEmpty(0).Max() + 1,
            now
        );
        return null;
    }

    public static Refusal? Rename(CityTransaction transaction, Guid person, Guid id, string name)
    {
        var others = transaction.Many(
            "select name from views where person = $1 and id <> $2",
            row => row.GetString(0),
            person,
            id
        );
        if (Unfit(name, others) is { } refusal)
            return refusal;
        transaction.Execute("update views set name = $3 where id = $1 and person = $2", id, person, name.Trim());
        return null;
    }

    /// <summary>Changes places with its neighbour; at the end it stays.</summary>
    public static void Move(CityTransaction transaction, Guid person, Guid id, bool up)
    {
        var own = transaction.Many(
            "select id from views where person = $1 order by place, id",
            row => Guid.Parse(row.GetString(0)),
            person
        );
        var at = own.IndexOf(id);
        var to = at + (up ? -1 : 1);
        if (at < 0 || to < 0 || to >= own.Count)
            return;
        (own[at], own[to]) = (own[to], own[at]);
        for (var place = 0; place < own.Count; place++)
            transaction.Execute("update views set place = $2 where id = $1", own[place], place + 1);
    }

    public static void Share(CityTransaction transaction, Guid person, Guid id, string? with) =>
        transaction.Execute("update views set shared = $3 where id = $1 and person = $2", id, person, with);

    public static void Count(CityTransaction transaction, Guid person, Guid id, bool counted) =>
        transaction.Execute("update views set counted = $3 where id = $1 and person = $2", id, person, counted);

    /// <param name="id">Null to begin with all cases again.</param>
    public static void BeginWith(CityTransaction transaction, Guid person, Guid? id)
    {
        if (id is null)
            transaction.Execute("delete from views_first where person = $1", person);
        else
            transaction.Execute(
                "insert into views_first (person, view) values ($1, $2) on conflict (person) do update set view = excluded.view",
                person,
                id
            );
    }

    /// <summary>Whoever began with it begins with all cases again.</summary>
    public static void Delete(CityTransaction transaction, Guid person, Guid id)
    {
        transaction.Execute("delete from views where id = $1 and person = $2", id, person);
        transaction.Execute("delete from views_first where view = $1 and view not in (select id from views)", id);
    }

    private static Refusal? Unfit(string name, IEnumerable<string> others) =>
        name.Trim() is not { Length: >= 1 and <= LongestName } wanted ? new Refusal("views.name-form", $"{LongestName}")
        : others.Contains(wanted, StringComparer.Ordinal) ? new Refusal("views.name-twice", wanted)
        : null;

    private static CaseView Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            Guid.Parse(row.GetString(1)),
            row.GetString(2),
            row.GetString(3),
            Sql.Text(row, 4),
            row.GetInt32(5) != 0
        );
}
