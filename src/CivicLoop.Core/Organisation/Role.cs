namespace CivicLoop.Core.Organisation;

/// <summary>The closed set of roles. A playbook names the posts that fill them.</summary>
public enum Role
{
    /// <summary>市民: anyone, without an account.</summary>
    Citizen,

    /// <summary>督导员: finds and checks within one district.</summary>
    Inspector,

    /// <summary>创城办工作人员: files, dispatches and closes for the whole city.</summary>
    OfficeClerk,

    /// <summary>责任单位联络员: answers for what one unit owes.</summary>
    UnitClerk,

    /// <summary>督查问责组: checks anywhere and may reopen.</summary>
    Supervisor,

    /// <summary>市领导: sees everything.</summary>
    Leader,

    /// <summary>系统管理员: accounts, who holds which post, the playbook; nothing of the cases.</summary>
    SystemAdministrator,

    /// <summary>安全管理员: locks, second factors, sessions, the view of rights; nothing of the cases.</summary>
    SecurityAdministrator,

    /// <summary>审计管理员: reads everything, the audit log too, and changes nothing.</summary>
    AuditAdministrator,

    /// <summary>外部系统: hands in what it found by a token, and hears what became of it. Nobody signs in as one.</summary>
    Partner,

    /// <summary>指导组成员: sent from above for some weeks; reads and says what is to be said on the team's ground.</summary>
    Guide,
}

/// <summary>A person in a post, as known when the act is made.</summary>
/// <param name="Person">Id of the person; <see cref="Guid.Empty"/> for a citizen without an account and for the system.</param>
/// <param name="Post">Code of the post; <c>citizen</c> for a citizen without an account.</param>
/// <param name="Unit">Code of the unit the post belongs to; empty for a citizen.</param>
/// <param name="District">Code of the district the post is limited to; null for the whole city.</param>
public sealed record Actor(Guid Person, string Post, Role Role, string Unit, string? District)
{
    /// <summary>Of a guidance team: what it looks after while it is here. Null for everybody else, who needs none.</summary>
    public Ground? Ground { get; init; }

    public static Actor Citizen { get; } = new(Guid.Empty, "citizen", Role.Citizen, "", null);

    /// <summary>Nobody: what the system does by itself, such as counting a limit again.</summary>
    public static Actor System { get; } = new(Guid.Empty, "system", Role.Citizen, "", null);
}
