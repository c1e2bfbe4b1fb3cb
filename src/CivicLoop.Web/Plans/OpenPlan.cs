using CivicLoop.Core.Events;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Plans;

/// <summary>A plan whose standards become tasks, as whoever asks sees it, and what they wish done to its tasks.</summary>
public sealed class OpenPlan(SiteContext site, RulesNow rulesNow, EditionReads editions)
{
    /// <summary>Null where there is none of this number, where the reader does not see it, or where it has no tasks.</summary>
    public PlanView? View(long number) =>
        site.Here.City.Database.Read(connection =>
            PlanReads.Find(connection, number, site.Who.Actor) is { State.Decomposes: true } plan
                ? PlanView.Of(connection, editions, plan, rulesNow.Of(site.Here.City), site.Today)
                : null
        );

    /// <summary>All of these, or the reason why none.</summary>
    /// <param name="id">Of the form: sent twice, it is done once.</param>
    public async Task<Refusal?> Do(PlanView view, Guid id, string reason, IReadOnlyList<Wish> wishes)
    {
        if (reason.Length == 0)
            return new Refusal("reason.missing");
        var city = site.Here.City;
        try
        {
            var form = new ActForm(id, site.Who.Actor, "desk", reason, null, null);
            var outcome = await TaskStore.Decompose(city, rulesNow.Of(city), form, view.Plan.Stream, wishes, view.World);
            return outcome.Refusal;
        }
        catch (StorageTrouble trouble)
        {
            return trouble.Refusal;
        }
    }
}
