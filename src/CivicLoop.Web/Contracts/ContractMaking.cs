using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Contracts;

/// <summary>Making one contract: first its kind, then who, over what, since when.</summary>
public sealed class ContractMaking(SiteContext site, RulesNow rulesNow, ContractNames names)
{
    /// <summary>A list longer than this helps nobody to choose from: places are asked for by name or code.</summary>
    private const int MostOffered = 600;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult Show(IQueryCollection query)
    {
        var form = ContractForm.Of(query) with { Id = Guid.CreateVersion7() };
        var kind = Rules.Playbook.ContractKind(form.Kind);
        if (kind is null && form.Kind.Length > 0)
            return Results.NotFound();
        return Page(kind, form.Since.Length > 0 ? form : form with { Since = Values.Day(site.Today) });
    }

    public async Task<IResult> Make(HttpRequest request)
    {
        var form = ContractForm.Of(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        if (form.Id == Guid.Empty || Rules.Playbook.ContractKind(form.Kind) is not { } kind)
            return Results.BadRequest();
        var wanting = new List<Refusal>();
        var input = city.Database.Read(connection => Input(connection, Rules, kind, form, wanting));
        if (form.StatedReason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        if (wanting.Count > 0)
            return Page(kind, form.Again(0), wanting, wanting.Max(one => one.Status()));
        try
        {
            var send = new ActForm(form.Id, site.Who.Actor, "desk", form.StatedReason, HappenedAt: null, Expected: null);
            var outcome = await ContractStore.Act(city, Rules, null, send, input!);
            return outcome.Refusal is { } refusal
                ? Page(kind, form.Again(0), [refusal], refusal.Status())
                : new SeeOther($"{site.At("contracts", $"{outcome.Value!.State.Number}")}?done=make");
        }
        catch (StorageTrouble trouble)
        {
            return Page(kind, form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>What a form or a row of a table says, looked up; everything that is wrong with it goes to the list.</summary>
    public static MakeInput? Input(
        System.Data.Common.DbConnection connection,
        CaseRules rules,
        ContractKind kind,
        ContractForm form,
        List<Refusal> wanting
    )
    {
        var level = form.Level.Length == 0 && kind.Levels.Count == 1 ? kind.Levels[0] : kind.Level(form.Level);
        if (level is null)
            wanting.Add(new Refusal("contract.level-unknown", form.Level, kind.Kind));
        var party = Parties.Of(form.Party, rules.Organisation);
        if (party is null)
            wanting.Add(new Refusal("contract.party-missing"));
        Contractable? over = null;
        Stretch? part = null;
        if (form.Object.Length == 0)
            wanting.Add(new Refusal("contract.object-missing"));
        else if (
            (ContractFilter.OverOf(form.Over) ?? (level?.Over is [var only] ? ContractFilter.OverOf(only) : null))
            is not { } asked
        )
            wanting.Add(new Refusal("contract.object-missing"));
        else
        {
            var found = ContractableReads.Resolve(connection, rules.Playbook, asked, form.Object);
            over = found.Value;
            if (found.Refusal is { } unknown)
                wanting.Add(unknown);
            else if (form.Part(over!.Length) is { Refusal: { } misplaced })
                wanting.Add(misplaced);
            else
                part = form.Part(over.Length).Part;
        }
        var since = ContractForm.Day(form.Since);
        if (since is null)
            wanting.Add(new Refusal("contract.since-missing"));
        var until = ContractForm.Day(form.Until);
        if (until is null && form.Until.Length > 0)
            wanting.Add(new Refusal("contract.until-missing"));
        return wanting.Count > 0
            ? null
            : new MakeInput(
                kind.Code,
                level!.Code,
                form.Role == "lead",
                party!,
                over!,
                part,
                since!.Value,
                until,
                form.Overlapping
            );
    }

    private RazorComponentResult<MakePage> Page(
        ContractKind? kind,
        ContractForm form,
        IReadOnlyList<Refusal>? refusals = null,
        int status = StatusCodes.Status200OK
    )
    {
        var offered = kind is null ? [] : city.Database.Read(connection => Offered(connection, kind));
        return new(
            new Dictionary<string, object?>
            {
                [nameof(MakePage.Kind)] = kind,
                [nameof(MakePage.Filled)] = new ContractFilled(ContractAct.Make, form, refusals ?? []),
                [nameof(MakePage.Names)] = names,
                [nameof(MakePage.Offered)] = offered,
            }
        )
        {
            StatusCode = status,
        };
    }

    private List<Contractable> Offered(System.Data.Common.DbConnection connection, ContractKind kind)
    {
        var overs = kind.Over.Select(ContractFilter.OverOf).OfType<Over>().ToList();
        var all = ContractableReads.All(
            connection,
            Rules.Playbook,
            [.. overs.Where(over => over is not (Over.Place or Over.Grid))],
            types: kind.Types
        );
        return all.Count > MostOffered ? all[..MostOffered] : all;
    }
}
