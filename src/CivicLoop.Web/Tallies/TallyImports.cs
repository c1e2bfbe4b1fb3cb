using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Tallies;

/// <summary>
/// Entries from a table: all of it or none. Nothing of it counts yet, for somebody else has to count it in; so a table
/// that is sound is taken at once.
/// </summary>
public sealed class TallyImports(SiteContext site, RulesNow rulesNow, Sentences t, TallyTable table)
{
    private readonly City city = site.Here.City;

    public RazorComponentResult<ImportPage> Show() => Page(null, [], 200);

    public IResult Form() => table.Form().Xlsx(site, t);

    public async Task<IResult> Take(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        if (sent.Files.GetFile("table") is not { Length: > 0 } file)
            return Page(new Refusal("list.file-missing"), [], StatusCodes.Status422UnprocessableEntity);
        var form = new ActForm(id, site.Who.Actor, "desk", ReasonField.Stated(sent), null, null);
        if (form.Reason.Length == 0)
            return Page(new Refusal("reason.missing"), [], StatusCodes.Status422UnprocessableEntity);
        var mistakes = new List<RowMistake>();
        var rules = rulesNow.Of(city);
        await using var content = file.OpenReadStream();
        var read = table.Read(city, rules, content, mistakes);
        if (read.Refusal is { } unread)
            return Page(unread, [], unread.Status());
        var rows = read.Value!;
        if (mistakes.Count > 0)
            return Page(null, mistakes, StatusCodes.Status422UnprocessableEntity);
        try
        {
            var refused = await ManyActs.All(
                city,
                form,
                rows.Count,
                (transaction, act, index, recordedAt) =>
                    TallyStore.Enter(transaction, rules, act, rows[index].Input, [], null, recordedAt).Refusal
            );
            return refused.Count > 0
                ? Page(
                    null,
                    [.. refused.Select(one => new RowMistake(rows[one.Index].Row, "", one.Why))],
                    refused.Max(one => one.Why.Status())
                )
                : new SeeOther($"{site.At("tallies")}?imported={rows.Count}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(trouble.Refusal, [], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static RazorComponentResult<ImportPage> Page(Refusal? refusal, IReadOnlyList<RowMistake> mistakes, int status) =>
        new(new Dictionary<string, object?> { [nameof(ImportPage.Refusal)] = refusal, [nameof(ImportPage.Mistakes)] = mistakes })
        {
            StatusCode = status,
        };
}
