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

    /// <summary>Putting a case right: what an authority above set a day for is owed by that day, where the limit is longer.</summary>
    public static Duty Rectify(Post post, CaseState state, DateTime since, Limit limit, CaseRules rules)
    {
        var checker = Checker(state, rules, post.Unit)?.Code;
        var owed = Open("rectify", post.Code, checker, since, limit, rules);
        return state.Source?.Until is { } day && rules.Calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue) < owed.Due
            ? owed.To(day, rules.Playbook.Limits.YellowAt, rules.Calendar)
            : owed;
    }

    /// <param name="units">Units that had a hand in putting it right.</param>
    public static Duty? Check(string district, DateTime since, CaseRules rules, params IReadOnlyCollection<string> units) =>
        Checked(Checker(district, rules, units), since, rules);

    /// <inheritdoc cref="Check(string, DateTime, CaseRules, IReadOnlyCollection{string})"/>
    public static Duty? Check(CaseState state, DateTime since, CaseRules rules, params IReadOnlyCollection<string> units) =>
        Checked(Checker(state, rules, units), since, rules);

    /// <summary>The unit that checks in the ordinary way where this case lies; null where nobody does.</summary>
    public static string? OrdinaryChecker(CaseState state, CaseRules rules) =>
        rules.Organisation.Covering(Role.Inspector, state.At.District)?.Unit;

    private static Duty? Checked(Post? checker, DateTime since, CaseRules rules) =>
        checker is null ? null : Open("check", checker.Code, null, since, rules.Playbook.Limits.Stage("check"), rules);

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

    // What was found from above is checked by another body than the one that ordinarily checks.
    private static Post? Checker(CaseState state, CaseRules rules, params IReadOnlyCollection<string> units)
    {
        if (state.FoundBy != Finders.Upstream || OrdinaryChecker(state, rules) is not { } ordinary)
            return Checker(state.At.District, rules, units);
        string[] without = [.. units, ordinary];
        return rules.Organisation.Covering(Role.Supervisor, state.At.District, without)
            ?? rules.Organisation.Covering(Role.Inspector, state.At.District, without);
    }

    // Four eyes: a duty to check is never laid on a unit that had a hand in it, which could not do it.
    private static Post? Checker(string district, CaseRules rules, params IReadOnlyCollection<string> units) =>
        rules.Organisation.Covering(Role.Inspector, district, units)
        ?? rules.Organisation.Covering(Role.Supervisor, district, units);
}
