using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// Who a playbook may name to approve something, and the role whose post decides it. A joint review (会审) is a meeting:
/// the supervision group, which none of the units that want something belongs to, calls it and writes its outcome down.
/// </summary>
public static class Approvers
{
    public const string Office = "office";
    public const string Supervision = "supervision";
    public const string JointReview = "joint-review";
    public const string LeadingGroup = "leading-group";

    public static IReadOnlyList<string> All { get; } = [Office, Supervision, JointReview, LeadingGroup];

    public static Role RoleOf(string approver) =>
        approver switch
        {
            Office => Role.OfficeClerk,
            Supervision or JointReview => Role.Supervisor,
            _ => Role.Leader,
        };

    /// <summary>
    /// The code that a playbook means. Playbooks of the first release named the body in words, and those that are stored
    /// stay readable; null for what names nobody.
    /// </summary>
    public static string? Of(string text) =>
        All.Contains(text) ? text
        : text.Contains("会审", StringComparison.Ordinal) ? JointReview
        : text.Contains("领导小组", StringComparison.Ordinal) ? LeadingGroup
        : text.Contains("创城办", StringComparison.Ordinal) ? Office
        : text.Contains("督查", StringComparison.Ordinal) ? Supervision
        : null;
}
