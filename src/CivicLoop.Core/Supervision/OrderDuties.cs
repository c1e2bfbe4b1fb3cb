using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Supervision;

/// <summary>What is owed at each step of an order, by whom and by when.</summary>
public static class OrderDuties
{
    public const string Sign = "sign-order";
    public const string Receive = "receive-order";
    public const string Announce = "announce-order";
    public const string Talk = "hold-talk";
    public const string Refer = "refer-order";
    public const string Reply = "reply-order";
    public const string Recheck = "recheck-order";
    public const string Decide = "decide-appeal";

    /// <summary>All of them, in the order in which they come.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Sign, Receive, Announce, Talk, Refer, Reply, Recheck, Decide];

    // No source gives a figure for these.
    private static readonly Limit ToBulletin = new(7, LimitClock.NaturalDays);
    private static readonly Limit ToTalk = new(5, LimitClock.WorkingDays);
    private static readonly Limit Day = new(1, LimitClock.WorkingDays);

    /// <summary>The post that answers for a unit under an order; null where nobody does.</summary>
    public static Post? Answers(string unit, OrganisationNow organisation)
    {
        var whole = organisation.Answering(unit);
        return organisation.PostOf(whole, Role.UnitClerk)
            ?? organisation.PostOf(whole, Role.OfficeClerk)
            ?? organisation.PostOf(whole, Role.Supervisor)
            ?? organisation.PostOf(whole, Role.Inspector)
            ?? organisation.PostOf(whole, Role.Leader);
    }

    /// <param name="since">From when its time counts.</param>
    public static Duty? Of(OrderStatus step, OrderState state, DateTime since, CaseRules rules)
    {
        var (unit, district) = (state.Over.Unit, state.Over.District);
        return step switch
        {
            OrderStatus.Receive => On(Receive, Answers(unit, rules.Organisation)?.Code, since, Day, rules),
            OrderStatus.Announce => On(
                Announce,
                rules.Organisation.Covering(Role.OfficeClerk, null, unit)?.Code ?? state.Signer,
                since,
                ToBulletin,
                rules
            ),
            OrderStatus.Talk => On(Talk, state.Signer, since, ToTalk, rules),
            OrderStatus.Refer => On(Refer, state.Signer, since, ToTalk, rules),
            OrderStatus.Reply => On(Reply, Answers(unit, rules.Organisation)?.Code, since, Limit.Parse(state.Limit) ?? Day, rules)
                is { } reply
                ? reply with
                {
                    Checker = Rechecker(unit, district, rules)?.Code,
                }
                : null,
            OrderStatus.Recheck => On(
                Recheck,
                Rechecker(unit, district, rules)?.Code,
                since,
                rules.Playbook.Limits.Stage("check"),
                rules
            ),
            _ => null,
        };
    }

    public static Duty? ToSign(string signer, string unit, string district, DateTime since, CaseRules rules) =>
        On(Sign, Signers.First(signer, unit, district, rules)?.Code, since, rules.Playbook.Limits.Stage("approve"), rules);

    public static Duty ToDecide(string post, DateTime since, CaseRules rules) =>
        On(Decide, post, since, rules.Playbook.Ladder.Appeals.Decide, rules)!;

    // Four eyes: whoever supervises, or the inspector of the district; never the unit itself.
    private static Post? Rechecker(string unit, string district, CaseRules rules) =>
        rules.Organisation.Covering(Role.Supervisor, district, unit)
        ?? rules.Organisation.Covering(Role.Inspector, district, unit);

    private static Duty? On(string kind, string? post, DateTime since, Limit limit, CaseRules rules) =>
        post is null ? null : Duty.Open(kind, post, null, since, limit, rules.Playbook.Limits.YellowAt, rules.Calendar);
}
