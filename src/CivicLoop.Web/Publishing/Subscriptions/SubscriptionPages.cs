using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Publishing.Subscriptions;

/// <summary>Mail of an area, as it was asked for, so that a refused form is shown again exactly so.</summary>
public sealed record SubscribeForm(Area Area, string Mail)
{
    public static SubscribeForm Read(Func<string, string> field) =>
        new(
            new Area(field("district").Trim(), field("street").Trim(), field("theme").Trim(), field("category").Trim()),
            field("mail").Trim()
        );
}

/// <summary>Mail of an area: somebody asks for it, says from the address that it is really them, and stops it.</summary>
public sealed class SubscriptionPages(SiteContext site, RulesNow rulesNow, SubscribeLimiter limiter, IHttpContextAccessor http)
{
    private const int LongestMail = 100;
    private const int MostCounted = 500;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult Show(IQueryCollection asked) =>
        Page(SubscribeForm.Read(name => asked[name].ToString()), null, StatusCodes.Status200OK, asked["done"]);

    public async Task<IResult> Ask(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = SubscribeForm.Read(name => sent[name].ToString());
        if (limiter.Refuses(request.HttpContext.Connection.RemoteIpAddress) is { } tooOften)
            return Page(form, tooOften, StatusCodes.Status429TooManyRequests);
        if (!Sends)
            return Page(form, new Refusal("subscriptions.no-mail"), StatusCodes.Status422UnprocessableEntity);
        var refusal =
            form.Area.Refused(Rules.Playbook)
            ?? (
                form.Mail.Length > LongestMail || !MailChannel.IsAddress(form.Mail)
                    ? new Refusal("subscriptions.mail-form")
                    : null
            );
        if (refusal is not null)
            return Page(form, refusal, refusal.Status());
        // A category says more than its theme.
        var area = form.Area.Category.Length > 0 ? form.Area with { Theme = "" } : form.Area;
        var (language, now) = (site.Language, site.Now);
        await city.Database.Write(transaction =>
        {
            SubscriptionStore.Ask(transaction, area, Folded(form.Mail), language, now);
            return true;
        });
        return new SeeOther($"{site.At("public", "mail")}?done=asked");
    }

    public IResult One(string code, string? done)
    {
        // The address is a secret between the city and one mailbox: no search engine keeps it.
        http.HttpContext!.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var found = city.Database.Read(connection => SubscriptionStore.Of(connection, code));
        return new RazorComponentResult<SubscriptionPage>(
            new Dictionary<string, object?>
            {
                [nameof(SubscriptionPage.Found)] = found,
                [nameof(SubscriptionPage.Rules)] = Rules,
                [nameof(SubscriptionPage.Done)] = done is "confirmed" or "stopped" ? done : null,
            }
        )
        {
            StatusCode = found is null && done != "stopped" ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
        };
    }

    /// <summary>Confirms; everything else stops it, also what a mail program sends (RFC 8058).</summary>
    public async Task<IResult> Settle(string code, HttpRequest request)
    {
        var sent = request.HasFormContentType
            ? await request.ReadFormAsync(request.HttpContext.RequestAborted)
            : FormCollection.Empty;
        if (city.Database.Read(connection => SubscriptionStore.Of(connection, code)) is null)
            return One(code, null);
        var (confirm, now) = (sent["confirm"] == "yes", site.Now);
        await city.Database.Write(transaction =>
        {
            if (confirm)
                SubscriptionStore.Confirm(transaction, code, now);
            else
                SubscriptionStore.Stop(transaction, code);
            return true;
        });
        return sent.ContainsKey("List-Unsubscribe")
            ? Results.Ok()
            : new SeeOther($"{site.At("public", "mail", code)}?done={(confirm ? "confirmed" : "stopped")}");
    }

    /// <summary>For the office: how many want to hear of what, and nobody's address.</summary>
    public IResult Counts(long? erased, Refusal? refusal = null)
    {
        var (counts, total) = city.Database.Read(connection =>
            (SubscriptionStore.Counts(connection, MostCounted), SubscriptionStore.Total(connection))
        );
        return new RazorComponentResult<SubscriptionCountsPage>(
            new Dictionary<string, object?>
            {
                [nameof(SubscriptionCountsPage.Counts)] = counts,
                [nameof(SubscriptionCountsPage.Total)] = total,
                [nameof(SubscriptionCountsPage.Rules)] = Rules,
                [nameof(SubscriptionCountsPage.Sends)] = Sends,
                [nameof(SubscriptionCountsPage.MayErase)] = May.Reach(site.Who.Actor.Role, Right.RunMessages) != Scope.None,
                [nameof(SubscriptionCountsPage.Erased)] = erased,
                [nameof(SubscriptionCountsPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>Somebody asks the office to forget their address: it is typed in, for it is never listed.</summary>
    public async Task<IResult> Erase(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var (mail, reason) = (sent["mail"].ToString().Trim(), sent["reason"].ToString().Trim());
        if (!MailChannel.IsAddress(mail))
            return Counts(null, new Refusal("subscriptions.mail-form"));
        if (reason.Length == 0)
            return Counts(null, new Refusal("reason.missing"));
        if (reason.Length > ActForm.LongestText)
            return Counts(null, new Refusal("text.too-long", $"{ActForm.LongestText}"));
        var by = AuditBy.Of(http.HttpContext!);
        var erased = await city.Database.Write(transaction =>
        {
            var erased = SubscriptionStore.Erase(transaction, Folded(mail));
            Audit.Write(transaction, AuditKind.SubscriptionsErased, by, "", $"{erased}", reason);
            return erased;
        });
        return new SeeOther($"{site.At("messages", "subscriptions")}?erased={erased}");
    }

    private bool Sends => city.Database.Read(MessageSettings.Of).ReachesOutside;

    // The same mailbox, however it is written.
    private static string Folded(string mail) => mail.ToLowerInvariant();

    private RazorComponentResult<SubscribePage> Page(SubscribeForm form, Refusal? refusal, int status, string? done = null) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(SubscribePage.Form)] = form,
                [nameof(SubscribePage.Rules)] = Rules,
                [nameof(SubscribePage.Sends)] = Sends,
                [nameof(SubscribePage.Asked)] = done == "asked",
                [nameof(SubscribePage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = status,
        };
}
