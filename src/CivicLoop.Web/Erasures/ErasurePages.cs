using CivicLoop.Core.Cases;
using CivicLoop.Core.Erasures;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Erasures;

/// <summary>Asking that personal words and pictures be erased, and deciding it.</summary>
public sealed class ErasurePages(SiteContext site, RulesNow rulesNow)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    // ---- the citizen, by the link of the report

    public IResult Ask(string code) =>
        Tracking(code) is { } found ? AskPage(ErasureOf.Case, found, code, null) : Results.NotFound();

    public async Task<IResult> SendAsk(string code, HttpRequest request)
    {
        if (Tracking(code) is not { } found)
            return Results.NotFound();
        return await Asked(ErasureOf.Case, found, request, Actor.Citizen, "public", code, null);
    }

    // ---- the office: somebody has asked by telephone or at the counter

    public IResult Record(ErasureOf of, long number) =>
        Stream(of, number) is { } found ? AskPage(of, found, null, number) : Results.NotFound();

    public async Task<IResult> SendRecord(ErasureOf of, long number, HttpRequest request)
    {
        if (Stream(of, number) is not { } found)
            return Results.NotFound();
        return await Asked(of, found, request, site.Who.Actor, "desk", null, number);
    }

    // ---- requests and their decision

    public IResult List() =>
        new RazorComponentResult<ErasuresPage>(
            new Dictionary<string, object?>
            {
                [nameof(ErasuresPage.Requests)] = city.Database.Read(ErasureReads.Newest),
                [nameof(ErasuresPage.Rules)] = Rules,
            }
        );

    public IResult One(long number) => Find(number) is { } found ? Page(found) : Results.NotFound();

    public async Task<IResult> Decide(long number, string what, HttpRequest request)
    {
        if (what is not ("erase" or "refuse") || Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (Form(sent, site.Who.Actor, "desk") is not { } form)
            return Results.BadRequest();
        ErasureCommand command = what == "erase" ? new EraseNow(Ids(sent["text"]), Ids(sent["photo"])) : new RefuseErasure();
        Outcome<Done<ErasureState>> outcome;
        try
        {
            outcome = await ErasureStore.Decide(city, Rules, found.Stream, form, command);
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, sent, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
        return outcome.Refusal is { } refusal
            ? Page(Find(number)!, sent, [refusal], refusal.Status())
            : new Site.SeeOther(site.At("erasures", $"{number}"));
    }

    // By the code of a report, or by the number where the office records it.
    private async Task<IResult> Asked(
        ErasureOf of,
        Guid stream,
        HttpRequest request,
        Actor by,
        string via,
        string? code,
        long? number
    )
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (Form(sent, by, via) is not { } form)
            return Results.BadRequest();
        try
        {
            var outcome = await ErasureStore.Ask(city, Rules, of, stream, form);
            return outcome.Refusal is { } refusal
                ? AskPage(of, stream, code, number, form.Reason, [refusal], refusal.Status())
                : new Site.SeeOther(
                    code is null ? site.At("erasures", $"{outcome.Value!.State.Number}") : site.At("report", code, "erasure")
                );
        }
        catch (StorageTrouble trouble)
        {
            var status = StatusCodes.Status503ServiceUnavailable;
            return AskPage(of, stream, code, number, form.Reason, [trouble.Refusal], status, form.Id);
        }
    }

    private static ActForm? Form(IFormCollection sent, Actor by, string via) =>
        Guid.TryParse(sent["act"], out var id)
            ? new ActForm(id, by, via, sent["reason"].ToString().Trim(), HappenedAt: null, Expected: null)
            : null;

    private static List<Guid> Ids(IEnumerable<string?> sent) =>
        [.. sent.Select(one => Guid.TryParse(one, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    private Guid? Tracking(string code) =>
        city
            .Database.Read(connection =>
                code.Length != Trackings.Length
                    ? null
                    : Sql.One(
                        connection,
                        "select stream from trackings where code = $1",
                        row => new { Stream = Guid.Parse(row.GetString(0)) },
                        code
                    )
            )
            ?.Stream;

    private Guid? Stream(ErasureOf of, long number) =>
        city.Database.Read(connection => ErasureReads.Stream(connection, of, number));

    // A citizen's contact details are erased as their words are.
    private IReadOnlyList<Erasable> Left(ErasureState state) =>
        city.Database.Read(connection =>
        {
            var left = ErasureReads.Left(connection, ErasureOf.Of(state), state.Case);
            return ContactStore.Of(connection, state.Case) is { } contact
                ? [new Erasable(contact.Id, "erasures.contact", contact.GivenAt, contact.Said), .. left]
                : left;
        });

    private ErasureRequest? Find(long number) => city.Database.Read(connection => ErasureReads.Find(connection, number));

    private RazorComponentResult<AskErasurePage> AskPage(
        ErasureOf of,
        Guid stream,
        string? code,
        long? number,
        string reason = "",
        IReadOnlyList<Refusal>? refusals = null,
        int status = StatusCodes.Status200OK,
        Guid? act = null
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(AskErasurePage.Requests)] = city.Database.Read(connection => ErasureReads.OfStream(connection, stream)),
                [nameof(AskErasurePage.Code)] = code,
                [nameof(AskErasurePage.Back)] = code is null ? site.At(of.Path, $"{number}") : site.At("report", code),
                [nameof(AskErasurePage.Room)] = code is null ? of.Path : "report",
                [nameof(AskErasurePage.Reason)] = reason,
                [nameof(AskErasurePage.Refusals)] = refusals ?? [],
                [nameof(AskErasurePage.Act)] = act ?? Guid.CreateVersion7(),
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<ErasurePage> Page(
        ErasureRequest found,
        IFormCollection? sent = null,
        IReadOnlyList<Refusal>? refusals = null,
        int status = StatusCodes.Status200OK
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(ErasurePage.Request)] = found,
                [nameof(ErasurePage.Rules)] = Rules,
                [nameof(ErasurePage.Left)] = Left(found.State),
                [nameof(ErasurePage.MayDecide)] =
                    May.Reach(site.Who.Actor.Role, Right.Erase) != Scope.None && found.State.Status == ErasureStatus.Asked,
                [nameof(ErasurePage.Chosen)] = sent is null ? [] : Ids([.. sent["text"], .. sent["photo"]]),
                [nameof(ErasurePage.Reason)] = sent?["reason"].ToString() ?? "",
                [nameof(ErasurePage.Refusals)] = refusals ?? [],
            }
        )
        {
            StatusCode = status,
        };
}
