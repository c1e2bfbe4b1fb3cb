using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CivicLoop.Web.Data;

/// <summary>
/// Numbered SQL in the subset both databases share, with a twin file where they must differ. A released one is
/// stone: its checksum is remembered, and a changed one stops the start with a sentence.
/// </summary>
public static class Migrations
{
    private const string Prefix = "CivicLoop.Web.Data.Migrations.";

    private static readonly (string Name, string Script)[] All =
    [
        .. typeof(Migrations)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (Name: name[Prefix.Length..^".sql".Length], Text(name)))
            // By name without its ending: the shared script comes before its twin.
            .OrderBy(one => one.Name, StringComparer.Ordinal),
    ];

    /// <summary>Applies what is missing, in order, inside the caller's transaction.</summary>
    public static IReadOnlyList<string> Apply(CityTransaction transaction, string kind, Func<string, string> prepare)
    {
        transaction.ExecuteNow("create table if not exists migrations (name text not null primary key, checksum text not null)");
        var known = transaction
            .Many("select name, checksum from migrations", row => (row.GetString(0), row.GetString(1)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var applied = new List<string>();
        foreach (var (name, script) in All.Where(one => IsFor(one.Name, kind)))
        {
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
            if (known.TryGetValue(name, out var before))
            {
                if (before != checksum)
                    throw new InvalidOperationException($"migration {name} was changed after it was applied");
                continue;
            }
            transaction.ExecuteNow(prepare(script));
            transaction.Execute("insert into migrations (name, checksum) values ($1, $2)", name, checksum);
            applied.Add(name);
        }
        return applied;
    }

    // 0001-loop is for both, 0001-loop.sqlite and 0001-loop.postgres for one each.
    private static bool IsFor(string name, string kind) =>
        !name.Contains('.', StringComparison.Ordinal) || name.EndsWith("." + kind, false, CultureInfo.InvariantCulture);

    private static string Text(string resource)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
