using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Accounts;

/// <summary>How a city guards its accounts. The security administrator sets it within what 等保 allows.</summary>
/// <param name="IdleMinutes">Without a request this long and one signs in again.</param>
/// <param name="MostHours">And this long after signing in, whatever one does.</param>
/// <param name="PasswordMonths">Then a password must be changed; 0 for never.</param>
/// <param name="RememberDays">How long a device may be spared the second factor; 0 for never.</param>
/// <param name="SecondFactor">Roles that need one besides the administrators, who always do.</param>
public sealed record AccountPolicy(
    int IdleMinutes,
    int MostHours,
    int PasswordMonths,
    int RememberDays,
    IReadOnlySet<Role> SecondFactor
)
{
    public static readonly AccountPolicy Usual = new(30, 12, 6, 30, new HashSet<Role>());

    /// <summary>What each figure may be.</summary>
    public static readonly (int Least, int Most) Idle = (5, 60),
        Hours = (1, 24),
        Months = (0, 12),
        Days = (0, 30);

    /// <summary>Roles that a city may ask for a second factor or not.</summary>
    public static IReadOnlyList<Role> Choosable { get; } =
    [.. Enum.GetValues<Role>().Where(role => role is not (Role.Citizen or Role.Partner) && !Separation.IsAdministrator(role))];

    public bool NeedsSecondFactor(Role role) => Separation.IsAdministrator(role) || SecondFactor.Contains(role);

    public bool IsWithin() =>
        Within(IdleMinutes, Idle)
        && Within(MostHours, Hours)
        && Within(PasswordMonths, Months)
        && Within(RememberDays, Days)
        && SecondFactor.All(Choosable.Contains);

    /// <summary>Whether a session goes on: not idle for too long, not over.</summary>
    public bool Goes(DateTime seen, DateTime until, DateTime now) => now < until && now < IdleAt(seen);

    /// <summary>When a session last seen then ends by itself.</summary>
    public DateTime IdleAt(DateTime seen) => seen.AddMinutes(IdleMinutes);

    /// <summary>Whether a password set then is too old. One whose day nobody knows counts from the next signing in.</summary>
    public bool IsOld(DateTime? passwordSet, DateTime now) => PasswordMonths > 0 && passwordSet?.AddMonths(PasswordMonths) <= now;

    private static bool Within(int value, (int Least, int Most) bounds) => value >= bounds.Least && value <= bounds.Most;
}
