using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Cases;

/// <summary>The duties that acts leave behind, and on which post each lies.</summary>
internal static class CaseDuties
{
    /// <summary>Something that the office owes.</summary>
    /// <param name="stage">The stage whose limit it has, where it is not named as the duty is.</param>
    public static Duty? Office(string kind, DateTime since, CaseRules rules, string? stage = null) =>
        rules.Organisation.Covering(Role.OfficeClerk, null) is { } post
            ? Open(kind, post.Code, null, since, rules.Playbook.Limits.Stage(stage ?? kind), rules)
            : null;

    public static Duty Rectify(Post post, string district, DateTime since, Limit limit, CaseRules rules) =>
        Open("rectify", post.Code, Checker(district, rules, post.Unit)?.Code, since, limit, rules);

    /// <param name="units">Units that had a hand in putting it right.</param>
    public static Duty? Check(string district, DateTime since, CaseRules rules, params IReadOnlyCollection<string> units) =>
        Checker(district, rules, units) is { } checker
            ? Open("check", checker.Code, null, since, rules.Playbook.Limits.Stage("check"), rules)
            : null;

    /// <summary>Deciding what was asked; null where nobody fills the role.</summary>
    public static Duty? Approve(string approver, string district, DateTime since, CaseRules rules) =>
        rules.Organisation.Covering(Approvers.RoleOf(approver), district) is { } post
            ? Open("approve", post.Code, null, since, rules.Playbook.Limits.Stage("approve"), rules)
            : null;

    /// <summary>Looking at a suspended case again: by the end of work on that day.</summary>
    public static Duty? Review(DateTime since, DateOnly until, CaseRules rules) =>
        rules.Organisation.Covering(Role.OfficeClerk, null) is { } post
            ? Until("review", post.Code, null, since, until, rules)
            : null;

    /// <summary>Owed by the end of work on a day that was named.</summary>
    public static Duty Until(string kind, string post, string? checker, DateTime since, DateOnly until, CaseRules rules)
    {
        var due = rules.Calendar.ToUtc(until, rules.Playbook.Limits.WorkingDay[^1].To);
        var yellow = since + (due - since) * rules.Playbook.Limits.YellowAt;
        var days = Math.Max(1, until.DayNumber - rules.Calendar.DayOf(since).DayNumber);
        var limit = new Limit(days, LimitClock.NaturalDays).ToString();
        // Times are kept in whole milliseconds.
        yellow = new DateTime(yellow.Ticks - yellow.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        return new Duty(kind, post, checker, since, yellow, due, limit, Provisional: false);
    }

    /// <summary>The post that answers for a unit; null where nobody does.</summary>
    public static Post? Clerk(string? unit, CaseRules rules) => rules.Organisation.ClerkOf(unit);

    public static Duty Open(string kind, string post, string? checker, DateTime since, Limit limit, CaseRules rules) =>
        Duty.Open(kind, post, checker, since, limit, rules.Playbook.Limits.YellowAt, rules.Calendar);

    // Four eyes: a duty to check is never laid on a unit that had a hand in it, which could not do it.
    private static Post? Checker(string district, CaseRules rules, params IReadOnlyCollection<string> units) =>
        rules.Organisation.Covering(Role.Inspector, district, units)
        ?? rules.Organisation.Covering(Role.Supervisor, district, units);
}
