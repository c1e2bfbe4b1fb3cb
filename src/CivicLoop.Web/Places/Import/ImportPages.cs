using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places.Import;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Places.Import;

/// <summary>
/// A file comes in: sent, its headers explained where they have to be, checked, shown, said yes or no to. Every step
/// has an address, so it may be left and come back to.
/// </summary>
public sealed class ImportPages(SiteContext site, RulesNow rulesNow, ImportWork work, Sentences t)
{
    /// <summary>Bytes of one file: a million rows of CSV, or three hundred thousand features.</summary>
    public const long Largest = 120L * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private DateOnly Today => Rules.Calendar.DayOf(city.Clock.Now);

    public IResult Start(string? kind) => Start(ImportUpload.Blank(Today, kind), [], StatusCodes.Status200OK);

    public async Task<IResult> Upload(HttpContext context)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var upload = ImportUpload.Read(sent);
        if (Find(upload.Id) is not null)
            return new SeeOther(At(upload.Id));
        List<Refusal> wanting = [.. upload.Wanting(Today)];
        var file = sent.Files.GetFile("file");
        if (file is null or { Length: 0 })
            wanting.Insert(0, new Refusal("import.file-missing"));
        if (wanting.Count > 0)
            return Start(upload, wanting, StatusCodes.Status422UnprocessableEntity);

        ImportFolder.Sweep(city, CityClock.Machine - Kept);
        var folder = ImportFolder.Of(city, upload.Id);
        try
        {
            await folder.Stage(file!.OpenReadStream(), context.RequestAborted);
            var one = Looked(upload, file.FileName, folder);
            await city.Database.Write(transaction =>
            {
                ImportStore.Add(transaction, one);
                return 0;
            });
            work.See(city, one);
            return new SeeOther(At(one.Id));
        }
        catch (SheetTroubleException trouble)
        {
            folder.Remove();
            return Start(upload, [trouble.Refusal], trouble.Refusal.Status());
        }
        catch (StorageTrouble trouble)
        {
            return Start(upload, [trouble.Refusal], trouble.Refusal.Status());
        }
    }

    /// <summary>The headers tell whether somebody has to be asked first.</summary>
    private PlaceImport Looked(ImportUpload upload, string name, ImportFolder folder)
    {
        var kind = Enum.Parse<ImportKind>(upload.Kind);
        using var file = File.OpenRead(folder.Upload);
        var form = ImportFile.FormOf(file);
        var table = ImportFile.Open(file, ImportField.Of(kind, Rules.Playbook), new Dictionary<string, string>(), lenient: true);
        var missing = ImportFile.Missing(table);
        var now = city.Clock.Now;
        return new PlaceImport(
            upload.Id,
            kind,
            Path.GetFileName(name),
            form,
            upload.System,
            upload.Day!.Value,
            missing.Count > 0 || table.Unknown.Count > 0 ? ImportStatus.Columns : ImportStatus.Checking,
            new Dictionary<string, string>(),
            new ImportSummary
            {
                Headers = [.. table.Headers.Where(header => header.Length > 0)],
                Unknown = table.Unknown,
                Missing = missing,
            },
            upload.Reason,
            site.Who.Actor.Person,
            site.Who.Actor.Post,
            now,
            now
        );
    }

    public IResult Show(Guid id, HttpContext context)
    {
        if (Find(id) is not { } one)
            return Results.NotFound();
        work.See(city, one);
        // The page asks for itself again while work goes on, without any script.
        if (one.Status is ImportStatus.Checking or ImportStatus.Writing)
            context.Response.Headers["Refresh"] = "2";
        return Page(one, [], StatusCodes.Status200OK);
    }

    /// <summary>Somebody has said what the headers mean.</summary>
    public async Task<IResult> Explain(Guid id, HttpContext context)
    {
        if (Find(id) is not { } one)
            return Results.NotFound();
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var fields = ImportField.Of(one.Kind, Rules.Playbook);
        // The one field that an unknown word stands for is nothing: such a column is passed over.
        var mapping = one
            .Summary.Headers.Select((header, at) => (header, Code: sent[$"column-{at}"].ToString()))
            .DistinctBy(pair => pair.header)
            .ToDictionary(pair => pair.header, pair => fields.Any(field => field.Code == pair.Code) ? pair.Code : "");
        if (one.Status != ImportStatus.Columns)
            return new SeeOther(At(id));
        try
        {
            using var file = File.OpenRead(ImportFolder.Of(city, id).Upload);
            var missing = ImportFile.Missing(ImportFile.Open(file, fields, mapping, lenient: true));
            if (missing.Count > 0)
                return Page(
                    one with
                    {
                        Mapping = mapping,
                        Summary = one.Summary with { Missing = missing },
                    },
                    [
                        new Refusal(
                            "sheet.column-missing",
                            string.Join("、", missing.Select(code => t.Field(code, Rules.Playbook)))
                        ),
                    ],
                    StatusCodes.Status422UnprocessableEntity
                );
        }
        catch (SheetTroubleException trouble)
        {
            return Page(one with { Mapping = mapping }, [trouble.Refusal], trouble.Refusal.Status());
        }
        return await Move(one, one with { Status = ImportStatus.Checking, Mapping = mapping });
    }

    /// <summary>Yes: all of it, or all of it but the bad rows, as the page said.</summary>
    public async Task<IResult> Confirm(Guid id, HttpContext context)
    {
        if (Find(id) is not { } one)
            return Results.NotFound();
        if (one.Status != ImportStatus.Checked)
            return new SeeOther(At(id));
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        if (one.Summary.Bad > 0 && sent["bad"] != "leave")
            return Page(
                one,
                [new Refusal("import.bad-not-left", $"{one.Summary.Bad}")],
                StatusCodes.Status422UnprocessableEntity
            );
        return await Move(one, one with { Status = ImportStatus.Writing });
    }

    /// <summary>No: nothing of it comes in.</summary>
    public async Task<IResult> Drop(Guid id)
    {
        if (Find(id) is not { } one)
            return Results.NotFound();
        if (one.Status is not (ImportStatus.Columns or ImportStatus.Checked or ImportStatus.Failed))
            return new SeeOther(At(id));
        var answer = await Move(one, one with { Status = ImportStatus.Dropped });
        ImportFolder.Of(city, id).Settle();
        return answer;
    }

    /// <summary>The bad rows with what is wrong with each, to be mended and sent again.</summary>
    public IResult Bad(Guid id)
    {
        var folder = ImportFolder.Of(city, id);
        if (Find(id) is not { } one || !File.Exists(folder.Bad))
            return Results.NotFound();
        var name = $"{Path.GetFileNameWithoutExtension(one.File)}-{t["import.bad-column"]}";
        if (one.Form != "xlsx")
            return Results.File(folder.Bad, "text/csv; charset=utf-8", $"{name}.csv");
        using var bad = File.OpenRead(folder.Bad);
        using var rows = SheetReader.Rows(bad).GetEnumerator();
        rows.MoveNext();
        List<SheetColumn> columns = [.. rows.Current.Cells.Select(header => new SheetColumn(header))];
        return new TableFile(name, columns, Rest(rows)).Xlsx(site, t);
    }

    /// <summary>An empty table with the columns of a kind, to be filled in.</summary>
    public IResult Template(ImportKind kind)
    {
        var fields = ImportField.Of(kind, Rules.Playbook).Where(field => field.Code is not "problem").ToList();
        return Results.File(
            new System.Text.UTF8Encoding(true)
                .GetPreamble()
                .Concat(System.Text.Encoding.UTF8.GetBytes(CsvLine.Of([.. fields.Select(field => field.Names[0])])))
                .ToArray(),
            "text/csv; charset=utf-8",
            $"{t[$"import.kind.{kind}"]}.csv"
        );
    }

    private static IEnumerable<IReadOnlyList<object?>> Rest(IEnumerator<SheetRow> rows)
    {
        while (rows.MoveNext())
            yield return rows.Current.Cells;
    }

    private async Task<IResult> Move(PlaceImport from, PlaceImport to)
    {
        to = to with { Person = site.Who.Actor.Person, Post = site.Who.Actor.Post, ChangedAt = city.Clock.Now };
        // Whoever was first has moved it: the page shows where it stands.
        if (await city.Database.Write(transaction => ImportStore.Move(transaction, from, to)))
            work.See(city, to);
        return new SeeOther(At(from.Id));
    }

    private PlaceImport? Find(Guid id) => city.Database.Read(connection => ImportStore.Find(connection, id));

    private string At(Guid id) => site.At("places", "import", $"{id}");

    private RazorComponentResult<ImportStartPage> Start(ImportUpload upload, IReadOnlyList<Refusal> refusals, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(ImportStartPage.Upload)] = upload,
                [nameof(ImportStartPage.Refusals)] = refusals,
                [nameof(ImportStartPage.Playbook)] = Rules.Playbook,
                [nameof(ImportStartPage.Latest)] = city.Database.Read(connection => ImportStore.Latest(connection, 20)),
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<ImportPage> Page(PlaceImport one, IReadOnlyList<Refusal> refusals, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(ImportPage.One)] = one,
                [nameof(ImportPage.Refusals)] = refusals,
                [nameof(ImportPage.Playbook)] = Rules.Playbook,
                [nameof(ImportPage.Rows)] = work.Progress(one.Id),
                [nameof(ImportPage.HasBad)] = File.Exists(ImportFolder.Of(city, one.Id).Bad) && one.Summary.Bad > 0,
            }
        )
        {
            StatusCode = status,
        };
}
