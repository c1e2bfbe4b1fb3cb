namespace CivicLoop.Web.Data;

/// <summary>What a city remembers about itself: one value a key. Keys begin with the word of the room that owns them.</summary>
public static class Settings
{
    public static void Put(CityTransaction transaction, string key, object value) =>
        transaction.Execute(
            "insert into settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
            key,
            value
        );

    public static void Remove(CityTransaction transaction, string key) =>
        transaction.Execute("delete from settings where key = $1", key);

    /// <summary>Null where it was never put.</summary>
    public static string? Get(CityTransaction transaction, string key) =>
        transaction.One("select value from settings where key = $1", row => row.GetString(0), key);
}
