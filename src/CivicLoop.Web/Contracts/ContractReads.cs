using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Contracts;

/// <summary>One event of a contract with the act that made it.</summary>
public sealed record ContractMoment(int Number, ContractEvent Event, Made Made);

/// <summary>A contract with its history, and the texts of it that were not erased.</summary>
/// <param name="Object">By its name of today; by its code alone where it is gone.</param>
public sealed record ContractDossier(
    Guid Stream,
    ContractState State,
    string Head,
    Contractable Object,
    IReadOnlyList<ContractMoment> History,
    IReadOnlyDictionary<Guid, string> Texts,
    IReadOnlyDictionary<Guid, string> People
);

/// <summary>A contract as a list shows it.</summary>
/// <param name="Name">Of what it is over; null where that is gone.</param>
public sealed record ContractRow(ContractState State, string? Name)
{
    public string ObjectName => Name ?? State.Object.Code;
}

/// <summary>Contracts, read from their rows.</summary>
public static class ContractReads
{
    public const int PageSize = 50;

    private const string OfUnit =
        $"select state from contracts where unit = $2 and (valid_to is null or valid_to >= $1) and {Stands} order by number";

    private const string Stands = "status in ('Made', 'Issued', 'InForce')";

    /// <summary>Null when there is no contract of this number.</summary>
    public static ContractDossier? Find(DbConnection connection, Playbook playbook, long number)
    {
        var found = Sql.One(
            connection,
            "select stream, state, head from contracts where number = $1",
            row => new
            {
                Stream = Guid.Parse(row.GetString(0)),
                State = State(row, 1),
                Head = row.GetString(2),
            },
            number
        );
        if (found is null)
            return null;
        var history = Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where stream = $1 order by number",
                EventStore.Read,
                found.Stream
            )
            .Select(stored => new ContractMoment(
                stored.Number,
                ContractEventJson.Kinds.Read(stored.Kind, stored.Body),
                EventStore.Made(stored)
            ))
            .ToList();
        var texts = Sql.Many(
            connection,
            "select id, text from texts where stream = $1 and text is not null",
            row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
            found.Stream
        );
        var over = found.State.Object;
        return new ContractDossier(
            found.Stream,
            found.State,
            found.Head,
            ContractableReads.Find(connection, playbook, over.Over, over.Code)
                ?? new Contractable(over.Over, over.Code, over.Code, over.District, over.Street, null),
            history,
            texts.ToDictionary(),
            OrganisationReads.Names(
                connection,
                [.. history.Select(moment => moment.Made.Person).Where(person => person != Guid.Empty).Distinct()]
            )
        );
    }

    /// <summary>The newest first.</summary>
    public static List<ContractRow> Page(
        DbConnection connection,
        Playbook playbook,
        ContractFilter filter,
        DateOnly today,
        DateTime now,
        int most,
        int skip = 0
    )
    {
        var (where, args) = Where(playbook, filter, today, now);
        var states = Sql.Many(
            connection,
            $"select state from contracts c{where} order by number desc limit ${args.Count + 1} offset ${args.Count + 2}",
            row => State(row, 0),
            [.. args, most, skip]
        );
        return Named(connection, playbook, states);
    }

    public static long Count(DbConnection connection, Playbook playbook, ContractFilter filter, DateOnly today, DateTime now)
    {
        var (where, args) = Where(playbook, filter, today, now);
        return Sql.Number(connection, $"select count(*) from contracts c{where}", [.. args]);
    }

    /// <summary>Contracts that hold on a day, with the names of what they are over.</summary>
    /// <param name="unit">Party, or unit of the post that is; null for any.</param>
    /// <param name="post">With the unit's own contracts, those of this post of it; null for all of its posts.</param>
    public static List<ContractRow> Holding(
        DbConnection connection,
        Playbook playbook,
        DateOnly day,
        string unit,
        string? post
    ) =>
        Named(
            connection,
            playbook,
            Standing(connection, day, "unit = $2 and ($3 = '' or post is null or post = $3)", unit, post ?? "")
        );

    /// <summary>Those of these streams that are contracts.</summary>
    public static IEnumerable<(string Stream, ContractRow Row)> Among(
        DbConnection connection,
        Playbook playbook,
        IReadOnlyList<string> streams
    )
    {
        var found = Sql.Many(
            connection,
            $"select stream, state from contracts where stream in ({DutySubjects.Each(streams)})",
            row => (Stream: row.GetString(0), State: State(row, 1)),
            [.. streams]
        );
        return found.Select(one => one.Stream).Zip(Named(connection, playbook, [.. found.Select(one => one.State)]));
    }

    /// <summary>All that hold on a day, of one kind.</summary>
    public static List<ContractState> Holding(DbConnection connection, DateOnly day, string kind) =>
        Standing(connection, day, "kind = $2", kind);

    /// <summary>All that hold on a day.</summary>
    public static List<ContractState> Holding(DbConnection connection, DateOnly day) => Standing(connection, day, "1 = 1");

    /// <summary>All that nobody ended and that have run out before a day.</summary>
    public static List<ContractState> RunOut(DbConnection connection, DateOnly day) =>
        Sql.Many(
            connection,
            $"select state from contracts where valid_to < $1 and {Stands} order by number",
            row => State(row, 0),
            day
        );

    /// <summary>What a post answers for by contracts that stand and have not run out: its own, and its unit's where it speaks for the unit.</summary>
    public static List<ContractState> OfPost(DbConnection connection, CaseRules rules, string post, DateOnly day) =>
        AnsweredBy(post, rules, Sql.Many(connection, OfUnit, row => State(row, 0), day, UnitOf(post, rules)));

    internal static List<ContractState> OfPost(CityTransaction transaction, CaseRules rules, string post, DateOnly day) =>
        AnsweredBy(post, rules, transaction.Many(OfUnit, row => State(row, 0), day, UnitOf(post, rules)));

    /// <summary>These, with the names of what they are over.</summary>
    public static List<ContractRow> Numbered(DbConnection connection, Playbook playbook, IReadOnlyCollection<long> numbers) =>
        Named(
            connection,
            playbook,
            [
                .. numbers.SelectMany(number =>
                    Sql.Many(connection, "select state from contracts where number = $1", row => State(row, 0), number)
                ),
            ]
        );

    private static List<ContractState> AnsweredBy(string post, CaseRules rules, List<ContractState> ofUnit) =>
        [.. ofUnit.Where(state => ContractDecide.Answering(state.Party, rules)?.Code == post)];

    private static string UnitOf(string post, CaseRules rules) => rules.Organisation.Post(post)?.Unit ?? "";

    /// <summary>Who answers for any of these on a day.</summary>
    public static List<ContractState> Answering(
        DbConnection connection,
        DateOnly day,
        IEnumerable<(Over Over, string Code)> objects
    ) => [.. objects.SelectMany(one => Standing(connection, day, "over = $2 and object = $3", one.Over, one.Code))];

    private static List<ContractState> Standing(DbConnection connection, DateOnly day, string where, params object?[] args) =>
        [
            .. Sql.Many(
                connection,
                $"""
                select state from contracts where {where}
                  and valid_from <= $1 and (valid_to is null or valid_to >= $1) and {Stands}
                order by number
                """,
                row => State(row, 0),
                [day, .. args]
            ),
        ];

    /// <summary>The same with the names of what they are over.</summary>
    public static List<ContractRow> Named(DbConnection connection, Playbook playbook, List<ContractState> states)
    {
        var names = ContractableReads.Names(connection, playbook, states.Select(state => (state.Object.Over, state.Object.Code)));
        return
        [
            .. states.Select(state => new ContractRow(state, names.GetValueOrDefault((state.Object.Over, state.Object.Code)))),
        ];
    }

    private static ContractState State(DbDataReader row, int column) => ContractStream.Kind.ReadState(row.GetString(column));

    private static (string Sql, List<object?> Args) Where(Playbook playbook, ContractFilter filter, DateOnly today, DateTime now)
    {
        var args = new List<object?>();
        var conditions = new List<string>();
        string Arg(object? value)
        {
            args.Add(value);
            return $"${args.Count}";
        }
        void Is(string column, object? value)
        {
            if (value is not null)
                conditions.Add($"{column} = {Arg(value)}");
        }

        Is("kind", filter.Kind);
        Is("level", filter.Level);
        Is("over", filter.Over);
        Is("object", filter.Object);
        Is("unit", filter.Unit);
        Is("post", filter.Post);
        Is("district", filter.District);
        if (filter.Words is { } words)
            conditions.Add($"({Says(playbook, words, Arg)})");
        switch (filter.Status)
        {
            case null:
                break;
            case ContractFilter.Standing:
                conditions.Add($"{Stands} and valid_from <= {Arg(today)} and (valid_to is null or valid_to >= {Arg(today)})");
                break;
            case ContractFilter.Expired:
                conditions.Add($"{Stands} and valid_to < {Arg(today)}");
                break;
            case ContractFilter.Expiring:
                conditions.Add($"next_kind = 'renew-contract' and next_since <= {Arg(now)} and next_due >= {Arg(now)}");
                break;
            case ContractFilter.Late:
                conditions.Add($"next_due < {Arg(now)}");
                break;
            default:
                Is("status", filter.Status);
                break;
        }
        return (conditions.Count == 0 ? "" : " where " + string.Join(" and ", conditions), args);
    }

    // A number, or part of the name of what it is over: areas by the playbook, the rest by their tables.
    private static string Says(Playbook playbook, string words, Func<object?, string> arg)
    {
        var like = arg(Places.PlaceReads.Containing(words));
        var parts = new List<string>
        {
            $"over = 'Place' and exists (select 1 from places p where p.code = c.object and lower(p.name) like {like} escape '\\')",
            $"over = 'Segment' and exists (select 1 from segments s where s.code = c.object and lower(s.name) like {like} escape '\\')",
            $"over = 'Grid' and exists (select 1 from grids g where g.code = c.object and lower(g.name) like {like} escape '\\')",
        };
        var areas = Areas
            .Of(playbook.City)
            .Where(area => area.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
            .Take(200)
            .Select(area => arg(area.Code))
            .ToList();
        if (areas.Count > 0)
            parts.Add($"over in ('District', 'Street', 'Community') and object in ({string.Join(", ", areas)})");
        if (
            long.TryParse(
                words,
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
        )
            parts.Add($"number = {arg(number)}");
        return string.Join(" or ", parts.Select(part => $"({part})"));
    }
}
