using System.Text.Json;

namespace CivicLoop.Web.Organisation;

/// <summary>A made-up user of a demo city, shown with the password on its sign-in page.</summary>
/// <param name="City">Null where the file serves one city only.</param>
public sealed record DemoUser(string Role, string Login, string Password, string Unit, string? City = null)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    /// <summary>What the demo wrote for this city; none where the file is missing or broken.</summary>
    public static IReadOnlyList<DemoUser> Of(string dataFolder, string city)
    {
        var file = Path.Combine(dataFolder, "demo-users.json");
        if (!File.Exists(file))
            return [];
        try
        {
            using var content = File.OpenRead(file);
            var users = JsonSerializer.Deserialize<List<DemoUser>>(content, Form) ?? [];
            return [.. users.Where(user => user.City is null || user.City == city)];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
