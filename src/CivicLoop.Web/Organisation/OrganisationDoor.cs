using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Organisation;

/// <summary>What every form about the organisation carries besides its own fields.</summary>
/// <param name="Id">A hidden field made with the form: sent twice, it is one act.</param>
public sealed record OrganisationForm(Guid Id, Actor By, string Reason);

/// <param name="Subject">Code or id of what was changed or made.</param>
/// <param name="Repeated">True when this id had been accepted before and nothing new was written.</param>
public sealed record OrganisationDone(string Subject, bool Repeated);

/// <summary>All that an act on the organisation may look at and write with.</summary>
internal sealed record OrganisationWriting(
    City City,
    CityTransaction Transaction,
    OrganisationForm Form,
    OrganisationNow Now,
    CaseRules Rules,
    DateTime At
)
{
    public WorkCalendar Calendar => Rules.Calendar;

    public DateOnly Today => Calendar.DayOf(At);

    /// <summary>When a day begins here; this very moment for today.</summary>
    public DateTime BeginOf(DateOnly day) => day == Today ? At : Calendar.ToUtc(day, TimeOnly.MinValue);

    public DateTime EndOf(DateOnly day) => Calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue);
}

/// <summary>What an act came to: what it was done to, and under what else it is told.</summary>
internal sealed record Changed(string Subject, params IReadOnlyList<string?> About);

/// <summary>
/// The only door through which units, posts and their holders change. One act, one transaction; a refusal has
/// written nothing. Acts on the organisation are rare and wait for each other and for the cases under way.
/// </summary>
public static class OrganisationDoor
{
    public static async Task<Outcome<OrganisationDone>> Act(
        City city,
        CaseRules rules,
        OrganisationForm form,
        OrganisationCommand command
    ) =>
        (
            await city.Database.Write(transaction =>
            {
                city.Database.AwaitActs(transaction);
                return new Answered(Apply(city, transaction, rules, form, command, city.Clock.Now));
            })
        ).Outcome;

    // A transaction answers with something that may be null inside.
    private sealed record Answered(Outcome<OrganisationDone> Outcome);

    /// <summary>The act inside a transaction that the caller holds.</summary>
    public static Outcome<OrganisationDone> Apply(
        City city,
        CityTransaction transaction,
        CaseRules rules,
        OrganisationForm form,
        OrganisationCommand command,
        DateTime at
    )
    {
        var body = command.Write();
        if (OrganisationActs.Find(transaction, form.Id) is { } first)
            return first.Body == body && first.Person == form.By.Person && first.Reason == form.Reason
                ? new OrganisationDone(first.Subject, Repeated: true)
                : new Refusal("act.id-reused");
        if (string.IsNullOrWhiteSpace(form.Reason))
            return new Refusal("reason.missing");
        if (form.Reason.Length > ActForm.LongestText)
            return new Refusal("text.too-long", Reorganising.Text(ActForm.LongestText));

        var writing = new OrganisationWriting(city, transaction, form, OrganisationReads.Now(transaction), rules, at);
        // What is written names the act: it is remembered first, and forgotten with everything else if it is refused.
        var outcome = Refuses(writing, command, out var write);
        if (outcome is { } refusal)
            return refusal;
        OrganisationActs.Remember(transaction, form, command, body, at);
        var changed = write!();
        OrganisationActs.TellUnder(transaction, form.Id, changed);
        RulesNow.Changed(transaction);
        var by = new AuditBy(form.By.Person, form.By.Post, "");
        Audit.Write(transaction, AuditKind.OrganisationChanged, by, changed.Subject, command.GetType().Name);
        return new OrganisationDone(changed.Subject, Repeated: false);
    }

    private static Refusal? Refuses(OrganisationWriting writing, OrganisationCommand command, out Func<Changed>? write)
    {
        var (refusal, change) = command switch
        {
            AddUnit or RenameUnit or MoveUnit or CloseUnit or AddPost or RenamePost or ClosePost => UnitChanges.Of(
                writing,
                command
            ),
            HandOver or SignHandover or Second or ExtendSecondment or RecallSecondment => HolderChanges.Of(writing, command),
            _ => CommitteeChanges.Of(writing, command),
        };
        write = change;
        return refusal;
    }
}
