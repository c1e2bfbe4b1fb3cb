using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>The city's account policy, one setting a figure; what was never set is as usual.</summary>
public static class Policies
{
    private const string Key = "accounts.";

    public static AccountPolicy Of(DbConnection connection)
    {
        var set = Sql.Many(
                connection,
                $"select key, value from settings where key like '{Key}%'",
                row => KeyValuePair.Create(row.GetString(0)[Key.Length..], row.GetString(1))
            )
            .ToDictionary();
        var usual = AccountPolicy.Usual;
        return new AccountPolicy(
            Number("idle-minutes", usual.IdleMinutes),
            Number("most-hours", usual.MostHours),
            Number("password-months", usual.PasswordMonths),
            Number("remember-days", usual.RememberDays),
            set.GetValueOrDefault("second-factor", "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(Enum.Parse<Role>)
                .ToHashSet()
        );

        int Number(string key, int otherwise) =>
            set.TryGetValue(key, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
    }

    public static void Put(CityTransaction transaction, AccountPolicy policy)
    {
        Settings.Put(transaction, Key + "idle-minutes", Text(policy.IdleMinutes));
        Settings.Put(transaction, Key + "most-hours", Text(policy.MostHours));
        Settings.Put(transaction, Key + "password-months", Text(policy.PasswordMonths));
        Settings.Put(transaction, Key + "remember-days", Text(policy.RememberDays));
        Settings.Put(transaction, Key + "second-factor", string.Join(',', policy.SecondFactor.Order()));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
