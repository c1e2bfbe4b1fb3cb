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

    // Words are letters, figures and a colon: nothing in them ends a quotation.
    private static string Quoted(string word) => $"\"{word}\"";
}
