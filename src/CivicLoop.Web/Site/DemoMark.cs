using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>A demo city says so in its own database, and every page, export and feed of it repeats that.</summary>
public static class DemoMark
{
    private const string Key = "city.demo";
    private const string Yes = "yes";
    private const string Question = $"select value from settings where key = '{Key}'";

    public static bool Is(DbConnection connection) => Sql.One(connection, Question, row => row.GetString(0)) == Yes;

    public static bool Is(CityTransaction transaction) => transaction.One(Question, row => row.GetString(0)) == Yes;

    public static void Set(CityTransaction transaction) => Settings.Put(transaction, Key, Yes);
}
