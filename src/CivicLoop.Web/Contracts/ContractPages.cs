using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Contracts;

/// <summary>What somebody may do with a contract now, or why not; null where it is not theirs at all.</summary>
public sealed record ContractOffer(ContractAct Act, Refusal? WhyNot);

/// <summary>The page of one contract, its letters and the acts on it. Everybody who reads internal pages reads it.</summary>
public sealed class ContractPages(SiteContext site, RulesNow rulesNow, ContractNames names)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Show(long number, string? done) => Find(number) is { } found ? Page(found, done: done) : Results.NotFound();

    public async Task<IResult> Act(long number, string name, HttpRequest request)
    {
        if (ContractActNames.Find(name) is not { } act || Find(number) is not { } found)
            return Results.NotFound();
        var form = ContractForm.Of(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        if (form.Id == Guid.Empty || form.Version < 1)
            return Results.BadRequest();
        var (refusals, status) = await Try(found, act, form);
        if (refusals.Count == 0)
            return new SeeOther($"{site.At("contracts", $"{number}")}?done={name}");
        var now = Find(number)!;
        var again = status == StatusCodes.Status503ServiceUnavailable ? form : form.Again(now.State.Version);
        return Page(now, new ContractFilled(act, again, refusals), status: status);
    }

    public IResult Letter(long number, int letter) =>
        Find(number) is { } found && found.State.Letters.FirstOrDefault(one => one.Number == letter) is { } asked
            ? new RazorComponentResult<LetterPage>(
                new Dictionary<string, object?>
                {
                    [nameof(LetterPage.Contract)] = found,
                    [nameof(LetterPage.Letter)] = asked,
                    [nameof(LetterPage.Names)] = names,
                }
            )
            : Results.NotFound();

    public IResult LetterFile(long number, int letter)
    {
        if (
            Find(number) is not { } found
            || found.State.Letters.FirstOrDefault(one => one.Number == letter) is not { } asked
            || !found.Texts.TryGetValue(asked.Text.Id, out var text)
        )
            return Results.NotFound();
        return Results.File(
            LetterDocument.Of(text, LetterSheet.Answered(asked, found, names), site.Here.Demo ? LetterSheet.Made : null),
            Sheets.Paper.Type,
            $"{names.Kind(found.State.ContractKind)}-{number}-{letter}.docx"
        );
    }

    private async Task<(IReadOnlyList<Refusal> Refusals, int Status)> Try(
        ContractDossier found,
        ContractAct act,
        ContractForm form
    )
    {
        if (Refuses(found.State, act) is { } forbidden)
            return ([forbidden], forbidden.Status());
        var wanting = new List<Refusal>();
        var input = Input(found, act, form, wanting);
        if (form.StatedReason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        if (wanting.Count > 0)
            return (wanting, wanting.Max(one => one.Status()));
        try
        {
            var send = new ActForm(form.Id, Reader, "desk", form.StatedReason, HappenedAt: null, form.Version);
            var outcome = await ContractStore.Act(city, Rules, found.Stream, send, input!);
            return outcome.Refusal is { } refusal ? ([refusal], refusal.Status()) : ([], StatusCodes.Status303SeeOther);
        }
        catch (StorageTrouble trouble)
        {
            // Nobody knows whether it was kept: sent again as it is, it is one act.
            return ([trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private ContractInput? Input(ContractDossier found, ContractAct act, ContractForm form, List<Refusal> wanting)
    {
        switch (act)
        {
            case ContractAct.HandOver:
                if (Parties.Of(form.Party, Rules.Organisation) is { } to)
                    return new HandOverInput(to, found.Object, form.Overlapping);
                wanting.Add(new Refusal("contract.party-missing"));
                return null;
            case ContractAct.Renew:
                if (ContractForm.Day(form.Until) is { } until)
                    return new RenewInput(until, found.Object, form.Overlapping);
                wanting.Add(new Refusal("contract.until-missing"));
                return null;
            case ContractAct.Issue:
                return new IssueInput(found.Object, form.Overlapping);
            default:
                return new PlainContractInput(act);
        }
    }

    private ContractDossier? Find(long number) =>
        city.Database.Read(connection => ContractReads.Find(connection, Rules.Playbook, number));

    private Refusal? Refuses(ContractState state, ContractAct act) => ContractDecide.Refuses(state, act, Reader);

    private IReadOnlyList<ContractOffer> Offers(ContractState state) =>
        [
            .. ContractActNames
                .OnOne.Where(act => May.Act(Reader.Role, act) != Scope.None && ContractDecide.IsTime(state, act))
                .Select(act => new ContractOffer(act, Refuses(state, act)))
                // What another unit is asked is no business of this reader: not even a reason why not.
                .Where(offer => offer.WhyNot is null or { Code: "contract.other-post" }),
        ];

    private RazorComponentResult<ContractPage> Page(
        ContractDossier found,
        ContractFilled? filled = null,
        string? done = null,
        int status = StatusCodes.Status200OK
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(ContractPage.Contract)] = found,
                [nameof(ContractPage.Names)] = names,
                [nameof(ContractPage.Offers)] = Offers(found.State),
                [nameof(ContractPage.Filled)] = filled,
                [nameof(ContractPage.Done)] =
                    done is not null && ContractActNames.Find(done) is not null || done == "make" ? done : null,
                [nameof(ContractPage.Drawing)] = city.Database.Read(connection =>
                    GroundDrawings.One(connection, Rules.Playbook, found)
                ),
            }
        )
        {
            StatusCode = status,
        };
}
