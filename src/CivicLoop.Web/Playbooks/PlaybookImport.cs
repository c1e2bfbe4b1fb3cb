using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Places;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Playbooks;

/// <summary>What an import did.</summary>
/// <param name="Refusal">Why nothing was done; null when it was, or when the very same is in force already.</param>
/// <param name="New">False when the very same version was there.</param>
public sealed record Imported(Refusal? Refusal, bool New, int Units, int Posts, int Places)
{
    public int Contracts { get; init; }

    /// <summary>Contracts of its table that were not made.</summary>
    public IReadOnlyList<LeftOut> Left { get; init; } = [];
}

/// <summary>
/// Takes a checked playbook into a city: version, organisation and places in one transaction. What has a mistake
/// never comes this far.
/// </summary>
public static class PlaybookImport
{
    /// <param name="by">Who did it; null for the command line.</param>
    public static Imported Run(
        City city,
        PlaybookFolder folder,
        Playbook playbook,
        DateOnly validFrom,
        AuditBy? by = null,
        string? reason = null
    ) =>
        city.Database.WriteInBulk(transaction =>
        {
            var now = city.Clock.Now;
            var since = RulesNow.CalendarOf(playbook).ToUtc(validFrom, TimeOnly.MinValue);
            var unfit = playbook
                .Editions.Select(edition => EditionStore.Unfit(transaction, edition, validFrom))
                .FirstOrDefault(one => one is not null);
            if (unfit is not null)
                return new Imported(unfit, New: false, 0, 0, 0);
            var (id, refusal) = PlaybookStore.Add(transaction, folder, validFrom, now);
            if (id is null)
                return new Imported(refusal, New: false, 0, 0, 0);
            var (units, posts) = OrganisationStore.Seed(
                transaction,
                playbook.Organisation.Units,
                playbook.Organisation.Posts,
                since
            );
            foreach (var edition in playbook.Editions)
                EditionStore.Add(transaction, edition, validFrom, now, null, reason ?? "");
            CommitteeStore.Seed(transaction, playbook.Organisation.Members, since);
            var places = PlaceStore.Seed(transaction, playbook.Places.Places, validFrom, now);
            var rules = new CaseRules(playbook, RulesNow.CalendarOf(playbook), OrganisationReads.Now(transaction));
            var (contracts, left) = ContractBeginnings.Take(transaction, rules, validFrom, StreamDoor.Stamp(city, transaction));
            RulesNow.Changed(transaction);
            Audit.Write(
                transaction,
                AuditKind.PlaybookImported,
                by ?? AuditBy.CommandLine,
                $"{id}",
                Values.Day(validFrom),
                reason
            );
            return new Imported(null, New: true, units, posts, places) { Contracts = contracts, Left = left };
        });
}
