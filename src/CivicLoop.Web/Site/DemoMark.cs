using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>A demo city says so in its own database, and every page, export and feed of it repeats that.</summary>
public static class DemoMark
{
    private const string Key = "city.demo";

    public static bool Is(DbConnection connection) =>
        Sql.One(connection, $"select value from settings where key = '{Key}'", row => row.GetString(0)) == "yes";

    public static void Set(CityTransaction transaction) => Settings.Put(transaction, Key, "yes");
}
