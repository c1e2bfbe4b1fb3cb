using System.Security.Cryptography;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Messages;

/// <summary>What somebody typed on their page of messages.</summary>
public sealed record WishForm(string Owed, string Lights, string Mail, string Phone);

/// <summary>我的账号 → 消息: what I am told, and where.</summary>
public sealed class WishPages(SiteContext site)
{
    private readonly City city = site.Here.City;

    private string Me => Values.Id(site.Who.Actor.Person);

    public IResult Show(string? done, WishForm? typed = null, Refusal? refusal = null)
    {
        var (wish, setting) = city.Database.Read(connection => (Wishes.Of(connection, Me), MessageSettings.Of(connection)));
        return new RazorComponentResult<WishPage>(
            new Dictionary<string, object?>
            {
                [nameof(WishPage.Form)] =
                    typed
                    ?? new WishForm(
                        wish?.Owed ?? setting.Usual,
                        wish?.Lights ?? setting.Usual,
                        Open(wish?.Mail),
                        Open(wish?.Phone)
                    ),
                [nameof(WishPage.Setting)] = setting,
                [nameof(WishPage.Done)] = done,
                [nameof(WishPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    public async Task<IResult> Keep(IFormCollection sent)
    {
        var form = new WishForm(Of("owed"), Of("lights"), Of("mail"), Of("phone"));
        var setting = city.Database.Read(MessageSettings.Of);
        if (Refuses(form, setting) is { } refusal)
            return Show(null, form, refusal);
        var wish = new Wish(Me, form.Owed, form.Lights, Seal(form.Mail), Seal(form.Phone));
        var now = site.Now;
        await city.Database.Write(transaction =>
        {
            Wishes.Put(transaction, wish, now);
            return true;
        });
        return new SeeOther($"{site.At("account", "messages")}?done=kept");

        string Of(string name) => sent[name].ToString().Trim();
    }

    private static Refusal? Refuses(WishForm form, MessageSetting setting)
    {
        string[] chosen = [.. new[] { form.Owed, form.Lights }.Where(code => code.Length > 0).Distinct()];
        if (chosen.Any(code => !setting.Channels.Contains(code)))
            return new Refusal("messages.channel-unknown");
        if (form.Mail.Length > 0 && SettingPages.AddressUnfit(AllChannels.Mail, form.Mail) is { } mail)
            return mail;
        if (form.Phone.Length > 0 && SettingPages.AddressUnfit(AllChannels.Sms, form.Phone) is { } phone)
            return phone;
        return chosen.Contains(AllChannels.Mail) && form.Mail.Length == 0 ? new Refusal("messages.mail-missing")
            : chosen.Contains(AllChannels.Sms) && form.Phone.Length == 0 ? new Refusal("messages.phone-missing")
            : null;
    }

    private string? Seal(string address) => address.Length == 0 ? null : Outbox.Seal(city.Database, address);

    // Sealed with keys that are gone: it is given anew.
    private string Open(string? isSealed)
    {
        try
        {
            return isSealed is null ? "" : Outbox.Seals(city.Database).Unprotect(isSealed);
        }
        catch (CryptographicException)
        {
            return "";
        }
    }
}
