using System.Security.Cryptography;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Exchange.Hooks;

/// <summary>What the form of a new webhook sends.</summary>
/// <param name="Id">Made with the form: sent twice, it is one webhook.</param>
/// <param name="Token">Code of the key of the system; empty for what everybody may know.</param>
public sealed record HookForm(Guid Id, string Name, string Address, IReadOnlyList<string> Kinds, string Token, string Reason)
{
    public const int LongestName = 60;
    public const int LongestAddress = 500;

    public static HookForm Blank() =>
        new(Guid.CreateVersion7(), "", "", ["case.published", Happening.Withheld, "case.closed", "case.reopened"], "", "");

    public static HookForm Read(IFormCollection sent) =>
        new(
            Guid.TryParse(sent["id"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            sent["name"].ToString().Trim(),
            sent["address"].ToString().Trim(),
            [.. Happening.All.Where(kind => sent["kind"].Contains(kind))],
            sent["token"].ToString(),
            sent["reason"].ToString().Trim()
        );

    public IEnumerable<Refusal> Wanting()
    {
        if (Name.Length is 0 or > LongestName || Name.Any(char.IsControl))
            yield return new Refusal("webhook.name", $"{LongestName}");
        if (Address.Length > LongestAddress || !IsWeb(Address))
            yield return new Refusal("webhook.address", $"{LongestAddress}");
        if (Kinds.Count == 0)
            yield return new Refusal("webhook.kinds-missing");
        if (Kinds.Contains(Happening.Answered) && Token.Length == 0)
            yield return new Refusal("webhook.answers-own");
        if (Reason.Length == 0)
            yield return new Refusal("reason.missing");
    }

    // What it resolves to is looked at when it is called. Names and passwords belong into no address.
    private static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", Host.Length: > 0, UserInfo.Length: 0, Fragment.Length: 0 };
}

/// <summary>推送: the system administrator says who is told what, tries it, sees what went and what was given up.</summary>
public sealed class HookPages(SiteContext site, IHttpContextAccessor http)
{
    /// <summary>So many deliveries are listed.</summary>
    public const int Shown = 200;

    private readonly City city = site.Here.City;

    private HttpContext Context => http.HttpContext!;

    /// <param name="secret">Of a webhook that was just made; shown this once.</param>
    public IResult List(HookForm? form = null, IReadOnlyList<Refusal>? refusals = null, (Guid Id, string Secret)? secret = null)
    {
        var (hooks, tokens) = city.Database.Read(connection => (HookStore.List(connection), Listening(connection)));
        return new RazorComponentResult<HooksPage>(
            new Dictionary<string, object?>
            {
                [nameof(HooksPage.Hooks)] = hooks,
                [nameof(HooksPage.Tokens)] = tokens,
                [nameof(HooksPage.Form)] = form ?? HookForm.Blank(),
                [nameof(HooksPage.Refusals)] = refusals ?? [],
                [nameof(HooksPage.Secret)] = secret,
            }
        )
        {
            StatusCode = refusals is { Count: > 0 } ? refusals.Max(one => one.Status()) : StatusCodes.Status200OK,
        };
    }

    /// <summary>A new webhook; its secret is shown in this answer and never again. The same form sent twice makes one.</summary>
    public async Task<IResult> Make(IFormCollection sent)
    {
        var form = HookForm.Read(sent);
        if (form.Wanting().ToList() is { Count: > 0 } wanting)
            return List(form, wanting);
        var token = form.Token.Length == 0 ? null : city.Database.Read(Listening).FirstOrDefault(one => one.Code == form.Token);
        if (form.Token.Length > 0 && token is null)
            return List(form, [new Refusal("webhook.token", form.Token)]);
        var secret = "whs_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        // Sealed before the transaction: a new key of the city is written on its own.
        var (isSealed, me, by, now) = (
            HookRounds.Seal(city, form.Id, secret),
            site.Who.Actor.Person,
            AuditBy.Of(Context),
            city.Clock.Now
        );
        var made = await city.Database.Write(transaction =>
        {
            var hook = new Webhook(
                form.Id,
                form.Name,
                form.Address,
                isSealed,
                form.Kinds,
                token?.Id,
                now,
                now,
                null,
                CityClock.Machine,
                null
            );
            if (!HookStore.Add(transaction, hook, me))
                return false;
            Audit.Write(transaction, AuditKind.WebhookMade, by, Values.Id(form.Id), string.Join(' ', form.Kinds), form.Reason);
            return true;
        });
        return made ? List(secret: (form.Id, secret)) : new SeeOther($"{At(form.Id)}?done=made-before");
    }

    public IResult One(Guid id, string? state, string? done = null, Refusal? refusal = null)
    {
        var wanted = Enum.TryParse<HookState>(state, out var one) && Enum.IsDefined(one) ? one : (HookState?)null;
        var (hook, token, deliveries) = city.Database.Read(connection =>
        {
            var hook = HookStore.Find(connection, id);
            return (
                hook,
                hook?.Token is { } by ? TokenStore.ById(connection, by) : null,
                HookStore.Page(connection, id, wanted, Shown)
            );
        });
        return hook is null
            ? Results.NotFound()
            : new RazorComponentResult<HookPage>(
                new Dictionary<string, object?>
                {
                    [nameof(HookPage.Hook)] = hook,
                    [nameof(HookPage.Token)] = token,
                    [nameof(HookPage.Deliveries)] = deliveries,
                    [nameof(HookPage.State)] = wanted,
                    [nameof(HookPage.Done)] = done,
                    [nameof(HookPage.Refusal)] = refusal,
                }
            )
            {
                StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
            };
    }

    /// <summary>A test: told like everything else, within seconds.</summary>
    public async Task<IResult> Ping(Guid id, IFormCollection sent)
    {
        if (city.Database.Read(connection => HookStore.Find(connection, id)) is not { } hook)
            return Results.NotFound();
        if (hook.OffAt is not null)
            return One(id, null, refusal: new Refusal("webhook.off"));
        var delivery = Guid.TryParse(sent["delivery"], out var form) && form != Guid.Empty ? form : Guid.CreateVersion7();
        var (now, machine) = (city.Clock.Now, CityClock.Machine);
        await city.Database.Write(transaction =>
        {
            HookStore.Enqueue(
                transaction,
                new HookDelivery(
                    delivery,
                    id,
                    null,
                    null,
                    Happening.Ping,
                    now,
                    HookState.Waiting,
                    0,
                    machine,
                    machine,
                    null,
                    null
                )
            );
            return true;
        });
        return new SeeOther($"{At(id)}?done=ping");
    }

    public Task<IResult> Off(Guid id, IFormCollection sent) =>
        Turn(id, sent, AuditKind.WebhookOff, "off", transaction => HookStore.Off(transaction, id, CityClock.Machine));

    public Task<IResult> On(Guid id, IFormCollection sent)
    {
        var now = city.Clock.Now;
        return Turn(id, sent, AuditKind.WebhookOn, "on", transaction => HookStore.On(transaction, id, now));
    }

    /// <param name="delivery">Null for all that failed.</param>
    public async Task<IResult> Again(Guid id, Guid? delivery)
    {
        if (city.Database.Read(connection => HookStore.Find(connection, id)) is not { } hook)
            return Results.NotFound();
        if (hook.OffAt is not null)
            return One(id, null, refusal: new Refusal("webhook.off"));
        await city.Database.Write(transaction => (object)HookStore.Again(transaction, id, delivery, CityClock.Machine));
        return new SeeOther($"{At(id)}?done=again");
    }

    private async Task<IResult> Turn(Guid id, IFormCollection sent, AuditKind kind, string done, Func<CityTransaction, bool> turn)
    {
        if (city.Database.Read(connection => HookStore.Find(connection, id)) is null)
            return Results.NotFound();
        var reason = sent["reason"].ToString().Trim();
        if (reason.Length == 0)
            return One(id, null, refusal: new Refusal("reason.missing"));
        var by = AuditBy.Of(Context);
        await city.Database.Write(transaction =>
        {
            if (!turn(transaction))
                return false;
            Audit.Write(transaction, kind, by, Values.Id(id), "", reason);
            return true;
        });
        return new SeeOther($"{At(id)}?done={done}");
    }

    private string At(Guid id) => site.At("webhooks", Values.Id(id));

    private static List<ApiToken> Listening(System.Data.Common.DbConnection connection) =>
        [.. TokenStore.List(connection).Where(one => one.EndedAt is null && one.Scopes.Contains(ApiScope.Webhooks))];
}
