using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Organisation;

/// <summary>Members and issues of committees, and places of zones: asked of Core, then written.</summary>
internal static class CommitteeChanges
{
    public static (Refusal?, Func<Changed>?) Of(OrganisationWriting writing, OrganisationCommand command) =>
        command switch
        {
            Join join => OnMember(writing, command, join.Committee, join.Unit, CommitteeStore.Join),
            Leave leave => OnMember(writing, command, leave.Committee, leave.Unit, CommitteeStore.Leave),
            Enclose enclose => OnPlace(writing, command, enclose.Zone, enclose.Place, CommitteeStore.Enclose),
            Release release => OnPlace(writing, command, release.Zone, release.Place, CommitteeStore.Release),
            RaiseIssue raise => OnRaise(writing, raise),
            DecideIssue decide => OnDecide(writing, decide),
            SettleIssue settle => OnSettle(writing, settle),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };

    private static (Refusal?, Func<Changed>?) OnMember(
        OrganisationWriting writing,
        OrganisationCommand command,
        string committee,
        string unit,
        Action<CityTransaction, string, string, DateTime> write
    ) =>
        (
            Committees.Refuses(
                command,
                committee,
                unit,
                writing.Form.By,
                writing.Now,
                CommitteeReads.MembersOf(writing.Transaction, committee).Contains(unit)
            ),
            () =>
            {
                write(writing.Transaction, committee, unit, writing.At);
                return new Changed(committee, unit);
            }
        );

    private static (Refusal?, Func<Changed>?) OnPlace(
        OrganisationWriting writing,
        OrganisationCommand command,
        string zone,
        string place,
        Action<CityTransaction, string, string, DateTime> write
    ) =>
        (
            Committees.Refuses(
                command,
                zone,
                place,
                writing.Form.By,
                writing.Now,
                PlaceReads.OwnerOf(writing.Transaction, place, writing.Today),
                CommitteeReads.ZoneOf(writing.Transaction, place)
            ),
            () =>
            {
                write(writing.Transaction, zone, place, writing.At);
                return new Changed(zone, writing.Now.Answering(zone));
            }
        );

    private static (Refusal?, Func<Changed>?) OnRaise(OrganisationWriting writing, RaiseIssue raise)
    {
        var about =
            (
                raise.Case is not { } number
                || writing.Transaction.Number("select count(*) from cases where number = $1", number) > 0
            ) && (raise.Place is not { } place || PlaceReads.OwnerOf(writing.Transaction, place, writing.Today) is not null);
        return (
            Committees.Refuses(
                raise,
                writing.Form.By,
                writing.Now,
                CommitteeReads.MembersOf(writing.Transaction, raise.Committee),
                about
            ),
            () =>
            {
                CommitteeStore.Raise(writing.Transaction, writing.Form.Id, raise, writing.At);
                return new Changed(raise.Committee, raise.Unit);
            }
        );
    }

    private static (Refusal?, Func<Changed>?) OnDecide(OrganisationWriting writing, DecideIssue decide)
    {
        var issue = CommitteeReads.Find(writing.Transaction, decide.Issue);
        HashSet<string> members = issue is null ? [] : CommitteeReads.MembersOf(writing.Transaction, issue.Committee);
        return (
            Committees.Refuses(decide, writing.Form.By, writing.Now, issue, members, writing.Today),
            () =>
            {
                CommitteeStore.Decide(writing.Transaction, decide, writing.At);
                return new Changed(issue!.Committee, decide.Lead);
            }
        );
    }

    private static (Refusal?, Func<Changed>?) OnSettle(OrganisationWriting writing, SettleIssue settle)
    {
        var issue = CommitteeReads.Find(writing.Transaction, settle.Issue);
        return (
            Committees.Refuses(settle, writing.Form.By, writing.Now, issue),
            () =>
            {
                CommitteeStore.Settle(writing.Transaction, settle, writing.At);
                return new Changed(issue!.Committee, issue.Lead);
            }
        );
    }
}
