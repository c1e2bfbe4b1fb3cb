using CivicLoop.Core.Events;

namespace CivicLoop.Core.Organisation;

/// <summary>
/// 三员分立: who runs the system, who guards it and who audits it are three people, and none of them has a part in
/// what they run, guard or audit. An administrator holds that one post and no other.
/// </summary>
public static class Separation
{
    public static bool IsAdministrator(Role role) =>
        role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator;

    /// <summary>Why somebody who holds posts of these roles may not take up one more; null when they may.</summary>
    public static Refusal? TakingUp(Role wanted, IEnumerable<Role> held)
    {
        foreach (var role in held)
            if (IsAdministrator(wanted) || IsAdministrator(role))
                return new Refusal("holding.administrator-apart", wanted.ToString(), role.ToString());
        return null;
    }
}
