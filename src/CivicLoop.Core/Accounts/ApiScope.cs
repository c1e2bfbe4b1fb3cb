namespace CivicLoop.Core.Accounts;

/// <summary>What a key of an outside system opens.</summary>
public enum ApiScope
{
    /// <summary>Handing in requests and words about them as Open311 says.</summary>
    Open311,

    /// <summary>Reading what everybody may know, without the limits of those who are nobody.</summary>
    Read,

    /// <summary>Handing in what was found, by the product's own API.</summary>
    Write,

    /// <summary>Being told what happens.</summary>
    Webhooks,
}

/// <summary>Scopes as people and columns write them: <c>open311 write</c>.</summary>
public static class ApiScopes
{
    public static string Code(this ApiScope scope) => scope.ToString().ToLowerInvariant();

    public static string Written(IEnumerable<ApiScope> scopes) => string.Join(' ', scopes.Distinct().Order().Select(Code));

    /// <summary>Null where one of them is no scope.</summary>
    public static IReadOnlyList<ApiScope>? Read(string written)
    {
        var scopes = new List<ApiScope>();
        foreach (var word in written.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var known = Enum.GetValues<ApiScope>().Where(scope => scope.Code() == word).ToList();
            if (known.Count == 0)
                return null;
            scopes.AddRange(known);
        }
        return [.. scopes.Distinct().Order()];
    }
}
