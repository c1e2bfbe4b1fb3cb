using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Organisation;

/// <summary>
/// The one condition in SQL that keeps whoever came from outside on their ground: the same that <see cref="Ground.Covers"/>
/// says of a single thing.
/// </summary>
internal static class GroundWhere
{
    private const string Nothing = "1 = 0";

    /// <summary>The condition with a ? for each of its values; null for whoever is bound to no ground.</summary>
    /// <param name="street">Null where the table knows only districts.</param>
    public static (string Sql, object?[] Args)? Of(Actor reader, string district, string? street)
    {
        if (May.Read(reader.Role) != Scope.OwnGround || reader.Ground is { City: true })
            return null;
        if (reader.Ground is not { } ground)
            return (Nothing, []);
        string[] any = [.. Among(district, ground.Districts), .. street is null ? [] : Among(street, ground.Streets)];
        return any.Length == 0
            ? (Nothing, [])
            : ($"({string.Join(" or ", any)})", [.. ground.Districts, .. street is null ? [] : ground.Streets]);
    }

    /// <summary>The same with a parameter for each ?, as the caller numbers them.</summary>
    public static string Numbered((string Sql, object?[] Args) ground, Func<object?, string> arg) =>
        string.Concat(ground.Sql.Split('?').Zip([.. ground.Args.Select(arg), ""], (part, value) => part + value));

    private static IEnumerable<string> Among(string column, IReadOnlyList<string> codes) =>
        codes.Count == 0 ? [] : [$"{column} in ({string.Join(", ", codes.Select(_ => "?"))})"];
}
