using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Materials;

/// <summary>One material: put together, handed in, judged, printed.</summary>
public sealed class OneMaterialPages(SiteContext site, RulesNow rulesNow, MaterialViews views, PhotoTokens tokens)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult One(long number, string? done) =>
        views.Find(number) is { } view ? Page(view, null, [], done, 200) : Results.NotFound();

    public IResult Print(long number) =>
        views.Find(number) is { } view
            ? new RazorComponentResult<MaterialPrintPage>(
                new Dictionary<string, object?> { [nameof(MaterialPrintPage.View)] = view }
            )
            : Results.NotFound();

    public async Task<IResult> Act(long number, string what, HttpRequest request)
    {
        if (views.Find(number) is not { } view || !MaterialForm.Acts.TryGetValue(what, out _))
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = await MaterialForm.Read(what, sent, city, Reader.Person, tokens);
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        List<Refusal> refusals = [.. form.Unfit];
        if (refusals.Count == 0)
        {
            try
            {
                var act = new ActForm(form.Id, Reader, "desk", form.Reason, null, form.Version);
                var outcome = await Do(view, form, act);
                if (outcome.Refusal is null)
                    return new SeeOther($"{site.At("materials", $"{number}")}?done={what}#done");
                // A material may lack several parts: each is a line.
                refusals.AddRange(
                    outcome.Refusal.Code == "material.part-missing"
                        ? outcome.Refusal.Args.Select(part => new Refusal("material.part-missing", part))
                        : [outcome.Refusal]
                );
            }
            catch (StorageTrouble trouble)
            {
                refusals.Add(trouble.Refusal);
            }
        }
        return Page(views.Find(number) ?? view, form, refusals, null, refusals.Max(refusal => refusal.Status()));
    }

    private async Task<Outcome<Done<MaterialState>>> Do(MaterialView view, MaterialForm form, ActForm act)
    {
        var stream = view.Material.Stream;
        switch (form.What)
        {
            case "add":
                return form.Part is not { } part
                    ? new Refusal("material.part-choose")
                    : await MaterialStore.Add(
                        city,
                        Rules,
                        act,
                        stream,
                        new PieceInput(part, form["title"], form["words"], [], form.Photo)
                    );
            case "take":
                // Only what is offered can be taken: nobody hands in what they may not see.
                return
                    Offers(view).FirstOrDefault(offer => $"{offer.Link.Source}-{offer.Link.Number}" == form["offer"])
                        is not { } taken
                    ? new Refusal("material.offer-gone")
                    : await MaterialStore.Add(
                        city,
                        Rules,
                        act,
                        stream,
                        new PieceInput(taken.Part, Short(taken.Title), "", [taken.Link], null)
                    );
            case "carry":
                return await MaterialStore.CarryOver(city, act, stream, form.Number("from"));
            case "photo":
                return form.Photo is { } photo
                    ? await MaterialStore.AddPhoto(city, Rules, act, stream, form.Piece, photo)
                    : new Refusal("material.photo-missing");
            case "remove":
                return await MaterialStore.Act(city, Rules, act, stream, new TakePieceAway(form.Piece), form.Piece);
            case "return":
                return await MaterialStore.Act(city, Rules, act, stream, new ReturnMaterial(form.Parts), [.. form.Parts]);
            case "accept":
                return ItemSheet.ParseDay(form["valid-until"]) is { } day
                    ? await MaterialStore.Act(city, Rules, act, stream, new AcceptMaterial(day), day)
                    : new Refusal("material.valid-missing");
            default:
                MaterialCommand command = form.What switch
                {
                    "submit" => new SubmitMaterial(),
                    "renew" => new RenewMaterial(),
                    _ => new WithdrawMaterial(),
                };
                return await MaterialStore.Act(city, Rules, act, stream, command);
        }
    }

    private static string Short(string title) =>
        title.Length <= MaterialStore.LongestTitle ? title : title[..MaterialStore.LongestTitle];

    private IReadOnlyList<Offer> Offers(MaterialView view) =>
        view.State.IsOpen && May.Do(Reader, MaterialAct.Add, view.State.Unit)
            ? city.Database.Read(connection => views.Evidence(connection, view.Standard).For(view))
            : [];

    private RazorComponentResult<MaterialPage> Page(
        MaterialView view,
        MaterialForm? form,
        IReadOnlyList<Refusal> refusals,
        string? done,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(MaterialPage.View)] = view,
                [nameof(MaterialPage.Offers)] = Offers(view),
                [nameof(MaterialPage.History)] = city.Database.Read(connection =>
                    MaterialReads.History(connection, view.Material.Stream)
                ),
                [nameof(MaterialPage.Erasures)] = city.Database.Read(connection =>
                    ErasureReads.OfStream(connection, view.Material.Stream)
                ),
                [nameof(MaterialPage.Form)] = form,
                [nameof(MaterialPage.Refusals)] = refusals,
                [nameof(MaterialPage.Done)] = done is not null && MaterialForm.Acts.ContainsKey(done) ? done : null,
            }
        )
        {
            StatusCode = status,
        };
}

/// <summary>A form of a material's page as it was sent; a refused one comes back whole.</summary>
public sealed record MaterialForm(
    string What,
    Guid Id,
    int Version,
    IReadOnlyDictionary<string, string> Cells,
    IReadOnlyList<MaterialPart> Parts,
    string Reason,
    PhotoInput? Photo,
    IReadOnlyList<Refusal> Unfit
)
{
    /// <summary>What the page sends, and which act it is.</summary>
    public static readonly IReadOnlyDictionary<string, MaterialAct> Acts = new Dictionary<string, MaterialAct>
    {
        ["add"] = MaterialAct.Add,
        ["take"] = MaterialAct.Add,
        ["carry"] = MaterialAct.CarryOver,
        ["photo"] = MaterialAct.AddPhoto,
        ["remove"] = MaterialAct.TakeAway,
        ["submit"] = MaterialAct.Submit,
        ["return"] = MaterialAct.Return,
        ["accept"] = MaterialAct.Accept,
        ["renew"] = MaterialAct.Renew,
        ["withdraw"] = MaterialAct.Withdraw,
    };

    public string this[string cell] => Cells.GetValueOrDefault(cell, "");

    public MaterialPart? Part => Parts is [var only] ? only : null;

    public int Piece => (int)Math.Min(Number("piece"), int.MaxValue);

    /// <summary>0 where it is none.</summary>
    public long Number(string cell) =>
        long.TryParse(this[cell], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static async Task<MaterialForm> Read(string what, IFormCollection sent, City city, Guid person, PhotoTokens tokens)
    {
        var kept = sent["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().Take(1).ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photo").Where(file => file.Length > 0 || file.FileName.Length > 0).Take(1).ToList();
        var staged = await PhotoStaging.StageAll(city, files, files.Count > 0 ? [] : kept, staff: true);
        var cells = sent
            .Keys.Where(key => key is not ("kept" or "__RequestVerificationToken"))
            .ToDictionary(key => key, key => sent[key].ToString().ReplaceLineEndings("\n").Trim());
        return new MaterialForm(
            what,
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            int.TryParse(sent["expected"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
            cells,
            [
                .. sent["part"]
                    .Select(part =>
                        Enum.TryParse<MaterialPart>(part, out var known) && Enum.IsDefined(known) ? known : (MaterialPart?)null
                    )
                    .OfType<MaterialPart>(),
            ],
            ReasonField.Stated(sent),
            staged.Photos is [var photo]
                ? new PhotoInput(photo, [.. MaterialStore.Facts.Select(fact => cells.GetValueOrDefault($"fact-{fact}", ""))])
                : null,
            [.. staged.Refused.Select(one => one.Refusal)]
        );
    }
}
