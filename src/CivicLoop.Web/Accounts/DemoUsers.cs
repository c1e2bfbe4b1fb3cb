using System.Data.Common;
using System.Text.Json;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>A made-up user of a demo city, shown with the password on its sign-in page.</summary>
/// <param name="City">Null where the file serves one city only.</param>
/// <param name="Secret">Of the second factor, in base 32, for whoever wants to try an authenticator; null where there is none.</param>
public sealed record DemoUser(string Role, string Login, string Password, string Unit, string? City = null, string? Secret = null)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    private static readonly Role[] Order =
    [
        Core.Organisation.Role.OfficeClerk,
        Core.Organisation.Role.UnitClerk,
        Core.Organisation.Role.Inspector,
        Core.Organisation.Role.Supervisor,
        Core.Organisation.Role.Leader,
        Core.Organisation.Role.SystemAdministrator,
        Core.Organisation.Role.SecurityAdministrator,
        Core.Organisation.Role.AuditAdministrator,
    ];

    /// <summary>By role as the loop goes round, and within a role who has most to do first: an empty desk shows little.</summary>
    public static IReadOnlyList<DemoUser> Sorted(DbConnection connection, IEnumerable<DemoUser> users)
    {
        var owed = Sql.Many(
                connection,
                """
                select p.login, count(*) from duties d join holdings h on h.post = d.post and h.valid_to is null
                join people p on p.id = h.person where d.done_at is null group by p.login
                """,
                row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1))
            )
            .ToDictionary();
        return
        [
            .. users
                .OrderBy(user =>
                    Array.IndexOf(Order, Enum.TryParse<Role>(user.Role, out var role) ? role : (Role)(-1)) is >= 0 and var at
                        ? at
                        : Order.Length
                )
                .ThenBy(user => user.Role, StringComparer.Ordinal)
                .ThenByDescending(user => owed.GetValueOrDefault(user.Login))
                .ThenBy(user => user.Login, StringComparer.Ordinal),
        ];
    }

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
