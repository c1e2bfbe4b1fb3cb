using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Contracts;

/// <summary>A row that cannot be taken, and why not.</summary>
public sealed record WrongLine(int Number, IReadOnlyList<Refusal> Why);

/// <summary>A table as it would be taken in.</summary>
/// <param name="Good">How many of its rows make a contract.</param>
/// <param name="Overlaps">Rows that are refused only because another lead stands there.</param>
public sealed record LookedAt(
    IReadOnlyList<ContractLine> Lines,
    int Good,
    int Overlaps,
    IReadOnlyList<WrongLine> Wrong,
    bool Overlapping
);

/// <summary>
/// Contracts from a table: looked at first, row by row, then taken. Looking is taking, undone: what it says is what
/// the door itself says, down to two rows of the table that want the same ground.
/// </summary>
public sealed class ContractImports(SiteContext site, RulesNow rulesNow, Texts texts, Sentences t)
{
    private const long Largest = 8 * 1024 * 1024;

    private readonly City city = site.Here.City;
    private readonly ContractTable table = new(texts);

    private CaseRules Rules => rulesNow.Of(city);

    private sealed class LookedException(LookedAt result) : Exception
    {
        public LookedAt Result { get; } = result;
    }

    public RazorComponentResult<ImportPage> Show() => Page(new ImportForm(), null, []);

    /// <summary>An empty table with the right header.</summary>
    public IResult Form() => new TableFile(t["contracts.import.form"], table.Columns(t), []).Xlsx(site, t);

    public async Task<IResult> Look(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (sent.Files.GetFile("table") is not { Length: > 0 } file)
            return Page(new ImportForm(), null, [new Refusal("contract.file-missing")], StatusCodes.Status422UnprocessableEntity);
        if (file.Length > Largest)
            return Page(new ImportForm(), null, [new Refusal("contract.file-large")], StatusCodes.Status422UnprocessableEntity);
        try
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, request.HttpContext.RequestAborted);
            content.Position = 0;
            return Page(new ImportForm(), await Looked(table.Read(content), overlapping: false), []);
        }
        catch (SheetTroubleException trouble)
        {
            return Page(new ImportForm(), null, [trouble.Refusal], StatusCodes.Status422UnprocessableEntity);
        }
    }

    public async Task<IResult> Take(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = new ImportForm
        {
            Id = Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            Reason = sent["reason"].ToString().Trim(),
            Overlapping = sent["overlapping"] == "1",
        };
        if (form.Id == Guid.Empty || ContractTable.Kept(sent["rows"].ToString()) is not { } lines)
            return Results.BadRequest();
        if (form.Reason.Length == 0)
            return Page(
                form,
                await Looked(lines, form.Overlapping),
                [new Refusal("reason.missing")],
                StatusCodes.Status422UnprocessableEntity
            );
        try
        {
            var taken = await city.Database.Write(transaction => Apply(transaction, lines, form));
            return new SeeOther($"{site.At("contracts")}?imported={taken.Good}");
        }
        catch (Exception exception) when (StorageTrouble.IsTaken(exception))
        {
            // Somebody made a contract meanwhile: looked at anew, with what stands there now.
            return Page(form, await Looked(lines, form.Overlapping), [new Refusal("act.changed")], StatusCodes.Status409Conflict);
        }
        catch (StorageTrouble trouble)
        {
            return Page(form, await Looked(lines, form.Overlapping), [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<LookedAt> Looked(IReadOnlyList<ContractLine> lines, bool overlapping)
    {
        try
        {
            return await city.Database.Write<LookedAt>(transaction =>
                throw new LookedException(Apply(transaction, lines, new ImportForm { Reason = "—", Overlapping = overlapping }))
            );
        }
        catch (LookedException looked)
        {
            return looked.Result;
        }
    }

    private LookedAt Apply(CityTransaction transaction, IReadOnlyList<ContractLine> lines, ImportForm form)
    {
        var recordedAt = StreamDoor.Stamp(city, transaction);
        var wrong = new List<WrongLine>();
        var (good, overlaps) = (0, 0);
        using var connection = city.Database.Open();
        foreach (var line in lines)
        {
            var why = new List<Refusal>();
            if (table.Input(connection, Rules, line, site.Today, form.Overlapping, why) is { } input)
            {
                var act = new ActForm(ActOf(form.Id, line), site.Who.Actor, "desk", form.Reason, null, Expected: null);
                if (ContractStore.Apply(transaction, Rules, null, act, input, recordedAt).Refusal is { } refusal)
                    why.Add(refusal);
            }
            if (why.Count == 0)
                good++;
            else
                wrong.Add(new WrongLine(line.Number, why));
            overlaps += why is [{ Code: "contract.lead-taken" }] ? 1 : 0;
        }
        return new LookedAt(lines, good, overlaps, wrong, form.Overlapping);
    }

    // Each row is an act of its own, the same one however often the form is sent.
    private static Guid ActOf(Guid form, ContractLine line) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{form:D} {line.Number} {string.Join('\u001f', line.Cells)}")).AsSpan(0, 16));

    private static RazorComponentResult<ImportPage> Page(
        ImportForm form,
        LookedAt? looked,
        IReadOnlyList<Refusal> refusals,
        int status = StatusCodes.Status200OK
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(ImportPage.Form)] = form,
                [nameof(ImportPage.Looked)] = looked,
                [nameof(ImportPage.Refusals)] = refusals,
            }
        )
        {
            StatusCode = status,
        };
}

/// <summary>What was said about a table as a whole.</summary>
public sealed record ImportForm
{
    /// <summary>Made with the form: sent twice, it is one import.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Reason { get; init; } = "";

    public bool Overlapping { get; init; }
}
