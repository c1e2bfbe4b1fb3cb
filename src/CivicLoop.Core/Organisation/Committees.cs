using CivicLoop.Core.Events;

namespace CivicLoop.Core.Organisation;

/// <summary>Where an issue of a committee stands.</summary>
public enum IssueStatus
{
    /// <summary>待议.</summary>
    Raised,

    /// <summary>已议定, somebody leads.</summary>
    Decided,

    /// <summary>已办结.</summary>
    Settled,
}

/// <param name="Lead">The unit that leads what was decided; null before.</param>
public sealed record IssueNow(Guid Id, string Committee, IssueStatus Status, string? Lead);

/// <summary>
/// 社区“大党委” and other committees: which units belong to one, and what it has to settle; and the zones that a unit
/// divides its places into. Why an act is refused, or null when it may be done. Pure.
/// </summary>
public static class Committees
{
    public const int LongestTitle = 60;
    public const int LongestText = 1000;

    /// <param name="member">Whether the unit belongs to the committee now.</param>
    public static Refusal? Refuses(
        OrganisationCommand command,
        string committee,
        string unit,
        Actor by,
        OrganisationNow now,
        bool member
    )
    {
        if (Body(committee, command, by, now, committee) is { } refusal)
            return refusal;
        if (now.Open(unit) is not { } joining || joining.Kind is UnitKinds.Committee or UnitKinds.Zone)
            return new Refusal("unit.unknown", unit);
        return command.Kind == OrganisationAct.Join
            ? member
                ? new Refusal("committee.member-already", joining.Name)
                : null
            : member
                ? null
                : new Refusal("committee.no-member", joining.Name);
    }

    /// <param name="members">The units that belong to the committee now.</param>
    /// <param name="aboutKnown">Whether the case and the place it names are there.</param>
    public static Refusal? Refuses(RaiseIssue raise, Actor by, OrganisationNow now, IReadOnlySet<string> members, bool aboutKnown)
    {
        // A unit speaks for itself; the committee's own post and the office may bring in what any member said.
        if (Body(raise.Committee, raise, by, now, by.Unit == raise.Committee ? raise.Committee : raise.Unit) is { } refusal)
            return refusal;
        if (raise.Unit != raise.Committee && !members.Contains(raise.Unit))
            return new Refusal("committee.no-member", now.Unit(raise.Unit)?.Name ?? raise.Unit);
        if (raise.Title.Trim().Length == 0 || raise.What.Trim().Length == 0)
            return new Refusal("issue.incomplete");
        if (raise.Title.Length > LongestTitle || raise.What.Length > LongestText)
            return new Refusal("issue.too-long", Reorganising.Text(LongestTitle), Reorganising.Text(LongestText));
        return aboutKnown ? null : new Refusal("issue.about-unknown");
    }

    public static Refusal? Refuses(
        DecideIssue decide,
        Actor by,
        OrganisationNow now,
        IssueNow? issue,
        IReadOnlySet<string> members,
        DateOnly today
    )
    {
        if (issue is null)
            return new Refusal("issue.unknown");
        if (Body(issue.Committee, decide, by, now, issue.Committee) is { } refusal)
            return refusal;
        if (issue.Status != IssueStatus.Raised)
            return new Refusal("issue.not-now");
        if (!members.Contains(decide.Lead))
            return new Refusal("committee.no-member", now.Unit(decide.Lead)?.Name ?? decide.Lead);
        if (decide.Decision.Trim().Length == 0)
            return new Refusal("issue.decision-missing");
        if (decide.Decision.Length > LongestText)
            return new Refusal("text.too-long", Reorganising.Text(LongestText));
        return decide.Due < today ? new Refusal("issue.due-past") : null;
    }

    public static Refusal? Refuses(SettleIssue settle, Actor by, OrganisationNow now, IssueNow? issue)
    {
        if (issue is null)
            return new Refusal("issue.unknown");
        var hand = by.Unit == issue.Committee ? issue.Committee : issue.Lead ?? issue.Committee;
        if (Body(issue.Committee, settle, by, now, hand) is { } refusal)
            return refusal;
        if (issue.Status != IssueStatus.Decided)
            return new Refusal("issue.not-now");
        if (settle.Result.Trim().Length == 0)
            return new Refusal("issue.result-missing");
        return settle.Result.Length > LongestText ? new Refusal("text.too-long", Reorganising.Text(LongestText)) : null;
    }

    /// <param name="owner">The unit that owns the place today; null where there is no such place.</param>
    /// <param name="zone">The zone that looks after it now; null for none.</param>
    public static Refusal? Refuses(
        OrganisationCommand command,
        string zoneCode,
        string place,
        Actor by,
        OrganisationNow now,
        string? owner,
        string? zone
    )
    {
        if (Reorganising.OnUnit(zoneCode, command, by, now) is { } refusal)
            return refusal;
        var unit = now.Unit(zoneCode)!;
        if (unit.Kind != UnitKinds.Zone)
            return new Refusal("zone.none", unit.Name);
        if (command.Kind == OrganisationAct.Release)
            return zone == zoneCode ? null : new Refusal("zone.not-in");
        if (owner is null)
            return new Refusal("place.unknown", place);
        if (owner != unit.Parent)
            return new Refusal("zone.foreign-place", now.Unit(unit.Parent ?? "")?.Name ?? "");
        return zone is null ? null : new Refusal("zone.taken", now.Unit(zone)?.Name ?? zone);
    }

    // The committee must be one, open, and the act must lie in this actor's hand for the unit that it is done as.
    private static Refusal? Body(string committee, OrganisationCommand command, Actor by, OrganisationNow now, string hand)
    {
        if (now.Unit(committee) is not { Kind: UnitKinds.Committee } body)
            return new Refusal("committee.unknown", committee);
        if (!May.Organise(by, command.Kind, hand, now))
            return Reorganising.NotYours(command);
        return body.Closed ? new Refusal("unit.closed", body.Name) : null;
    }
}
