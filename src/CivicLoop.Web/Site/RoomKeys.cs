namespace CivicLoop.Web.Site;

/// <summary>The keys that lead to a room from anywhere at the desk: g, then the letter of the room.</summary>
public static class RoomKeys
{
    private static readonly Dictionary<string, char> Letters = new(StringComparer.Ordinal)
    {
        ["desk"] = 'd',
        ["cases"] = 'l',
        ["map"] = 'm',
        ["places"] = 'p',
        ["report"] = 'r',
        ["playbook"] = 'b',
        ["home"] = 'h',
    };

    /// <summary><c>g d</c>; null for a room without a letter.</summary>
    public static string? Of(string room) => Letters.TryGetValue(room, out var letter) ? $"g {letter}" : null;
}
