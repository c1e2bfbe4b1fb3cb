using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CivicLoop.Web.Data;

/// <summary>
/// Which case has which words: a full-text table that each database has in its own kind. Words are written in the
/// transaction of the act (<see cref="CityTransaction.KeepWords"/>) and found by number, in the order of the list.
/// </summary>
public static class WordIndex
{
    /// <summary>Somebody looks for several things that a case must all have, each known by any of several words.</summary>
    /// <param name="all">Of each, the ways to have it; of each way, the words it needs.</param>
    public static string Query(IEnumerable<IEnumerable<IReadOnlyCollection<string>>> all) =>
        string.Join(
            " AND ",
            all.Select(ways => $"({string.Join(" OR ", ways.Select(way => $"({string.Join(" AND ", way.Select(Quoted))})"))})")
        );

    /// <summary>
    /// SQL that gives the numbers with these words, in order: three values for its question marks, the
    /// <see cref="Query"/>, and the numbers that all found lie above and below.
    /// </summary>
    public static string Numbers(DbConnection connection, bool falling, int most) =>
        connection is SqliteConnection
            ? $"select rowid from case_words where case_words match ? and rowid > ? and rowid < ? order by rowid{(falling ? " desc" : "")} limit {most}"
            : $"select found from words_found(?, ?, ?, {most}, {(falling ? "true" : "false")}) found";

    /// <summary>What the index holds of each case, whoever wrote it: the whole of it, read once.</summary>
    public static Dictionary<long, WordPrint> Prints(DbConnection connection)
    {
        var prints = new Dictionary<long, WordPrint>();
        foreach (var (number, words) in connection is SqliteConnection ? SqliteWords(connection) : PostgresWords(connection))
            prints[number] = words.Aggregate(prints.GetValueOrDefault(number), (print, word) => print.With(word));
        return prints;
    }

    // Such a table tells no row what it holds: it is read word by word, through a view of its vocabulary.
    private static IEnumerable<(long Number, IReadOnlyList<string> Words)> SqliteWords(DbConnection connection)
    {
        using (var command = connection.CreateCommand())
        {
            command.CommandText =
                "create virtual table if not exists temp.case_vocabulary using fts5vocab(main, case_words, instance)";
            command.ExecuteNonQuery();
        }
        return Sql.Stream<(long, IReadOnlyList<string>)>(
            connection,
            "select doc, term from temp.case_vocabulary",
            row => (row.GetInt64(0), [row.GetString(1)])
        );
    }

    private static IEnumerable<(long Number, IReadOnlyList<string> Words)> PostgresWords(DbConnection connection) =>
        Sql.Stream<(long, IReadOnlyList<string>)>(
            connection,
            "select rowid, array_to_string(tsvector_to_array(words), ' ') from case_words",
            row => (row.GetInt64(0), row.GetString(1).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );

    // Words are letters, figures and a colon: nothing in them ends a quotation.
    private static string Quoted(string word) => $"\"{word}\"";
}

/// <summary>The words of a case as a figure, so that those of a million can be compared; good within one run.</summary>
public readonly record struct WordPrint(int Count, long Sum)
{
    public static WordPrint Of(IEnumerable<string> words) =>
        words.Distinct(StringComparer.Ordinal).Aggregate(default(WordPrint), (print, word) => print.With(word));

    /// <summary>A word that a database may cut or fold in its own way, as those of rare scripts are, says nothing.</summary>
    public WordPrint With(string word) =>
        IsPlain(word) ? new WordPrint(Count + 1, Sum + string.GetHashCode(word, StringComparison.Ordinal)) : this;

    private static bool IsPlain(string word) =>
        word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == ':')
        || word.Length == 2 && word.All(letter => letter is >= '\u4E00' and <= '\u9FCC');
}
