using System.Data.Common;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>What somebody looks for, ready to be asked.</summary>
/// <param name="Terms">As typed, cut at spaces: what a page marks.</param>
/// <param name="Match">Null where nothing can have it.</param>
/// <param name="Numbers">The SQL of the city's database for it: falling or not, how many.</param>
public sealed record AskedWords(IReadOnlyList<string> Terms, string? Match, Func<bool, int, string> Numbers);

/// <summary>
/// What a case is found by: the words of its description, and the codes of its category, street and place, whose
/// names are looked up when somebody asks, so that a place under a new name is found by it at once.
/// </summary>
public static class CaseWords
{
    /// <summary>As many places as one term may name.</summary>
    public const int MostPlaces = 1_000;

    /// <summary>After an act. A description is only read again where category, street or place are no longer the same.</summary>
    /// <param name="what">The description that this very act brings; null where it brings none.</param>
    public static void Follow(CityTransaction transaction, CaseState? before, CaseState after, string? what)
    {
        if (before is null)
            Keep(transaction, after, what);
        else if (!Codes(before).SequenceEqual(Codes(after)))
            Keep(
                transaction,
                after,
                transaction.One(
                    "select text from texts where id = $1 and text is not null",
                    row => row.GetString(0),
                    after.What.Id
                )
            );
    }

    /// <summary>For a rebuild, and where a text was erased: nobody finds a case by it any more.</summary>
    public static void Refresh(CityTransaction transaction, string first, string last)
    {
        var cases = transaction.Many(
            "select c.state, t.text from cases c left join texts t on t.id = c.what where c.stream >= $1 and c.stream <= $2",
            row => (State: CaseColumns.Read(row.GetString(0)), What: Sql.Text(row, 1)),
            first,
            last
        );
        foreach (var (state, what) in cases)
            Keep(transaction, state, what);
    }

    /// <summary>For <c>verify</c>: every case is found by the words of its description and its codes, and by no other.</summary>
    public static Proven Prove(DbConnection connection)
    {
        var kept = WordIndex.Prints(connection);
        var bent = new List<Refusal>();
        var cases = 0L;
        foreach (
            var (number, words) in Sql.Stream(
                connection,
                "select c.number, t.text, c.category, c.street, c.place from cases c left join texts t on t.id = c.what order by c.number",
                row => (row.GetInt64(0), Words(Sql.Text(row, 1), Codes(row.GetString(2), Sql.Text(row, 3), Sql.Text(row, 4))))
            )
        )
        {
            cases++;
            kept.Remove(number, out var print);
            if (print != WordPrint.Of(words))
                bent.Add(new Refusal("verify.words", $"{number}"));
        }
        bent.AddRange(kept.Keys.Order().Select(number => new Refusal("verify.words-stray", $"{number}")));
        return new Proven("words", cases, bent);
    }

    /// <summary>Null where nothing is asked, or a number, which is looked up as such.</summary>
    public static AskedWords? Asked(DbConnection connection, Playbook playbook, string? typed)
    {
        if (typed is null || CaseListQuery.IsNumber(typed, out _))
            return null;
        var terms = SearchWords.Terms(typed);
        var ways = terms.Select(term => Ways(connection, playbook, term)).ToList();
        var match = ways.Count == 0 || ways.Exists(way => way.Count == 0) ? null : WordIndex.Query(ways);
        return new AskedWords(terms, match, (falling, most) => WordIndex.Numbers(connection, falling, most));
    }

    /// <summary>Descriptions of the cases of one page, by number; erased ones are not there.</summary>
    public static Dictionary<long, string> Descriptions(DbConnection connection, IReadOnlyList<long> numbers) =>
        numbers.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"""
                    select c.number, t.text from cases c join texts t on t.id = c.what
                    where t.text is not null and c.number in ({string.Join(", ", numbers.Select((_, at) => $"${at + 1}"))})
                    """,
                    row => KeyValuePair.Create(row.GetInt64(0), row.GetString(1)),
                    [.. numbers]
                )
                .ToDictionary();

    // A term is had by the description that has all its words, or by a category, street or place whose name has it.
    private static List<IReadOnlyCollection<string>> Ways(DbConnection connection, Playbook playbook, string term)
    {
        var ways = new List<IReadOnlyCollection<string>>();
        if (SearchWords.Of(term) is { Count: > 0 } words)
            ways.Add(words);
        bool Has(string name) => name.Contains(term, StringComparison.OrdinalIgnoreCase);
        ways.AddRange(
            playbook.Problems.Categories.Where(category => Has(category.Name)).Select(category => Only(Code('c', category.Code)))
        );
        ways.AddRange(
            playbook
                .City.Districts.SelectMany(district => district.Streets)
                .Where(street => Has(street.Name))
                .Select(street => Only(Code('s', street.Code)))
        );
        ways.AddRange(PlacesNamed(connection, term).Select(place => Only(Code('p', place))));
        return ways;
    }

    private static string[] Only(string code) => [code];

    private static List<string> PlacesNamed(DbConnection connection, string term) =>
        Sql.Many(
            connection,
            $"select code from places where name like $1 escape '!' order by code limit {MostPlaces}",
            row => row.GetString(0),
            $"%{term.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%"
        );

    // Of a description nothing is left when it was erased.
    private static void Keep(CityTransaction transaction, CaseState state, string? what) =>
        transaction.KeepWords(state.Number, [.. Words(what, Codes(state))]);

    private static IEnumerable<string> Words(string? what, IEnumerable<string> codes) => SearchWords.Of(what ?? "").Concat(codes);

    private static IEnumerable<string> Codes(CaseState state) => Codes(state.Category, state.At.Street, state.At.Place);

    private static IEnumerable<string> Codes(string category, string? street, string? place)
    {
        yield return Code('c', category);
        if (street is not null)
            yield return Code('s', street);
        if (place is not null)
            yield return Code('p', place);
    }

    // No word has a colon, so no description passes for a code, whatever letters a code is made of.
    private static string Code(char kind, string code) => $"{kind}:{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(code))}";
}
