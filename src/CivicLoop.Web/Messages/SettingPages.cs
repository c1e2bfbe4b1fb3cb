using System.Globalization;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Messages;

/// <summary>消息设置: the system administrator turns messages on, says when nobody is disturbed, and sets channels up.</summary>
public sealed class SettingPages(SiteContext site, AllChannels channels, IHttpContextAccessor http)
{
    private const int LongestField = 1_000;

    private readonly City city = site.Here.City;

    private AuditBy By => AuditBy.Of(http.HttpContext!);

    /// <param name="wanted">What was typed and refused.</param>
    public IResult Show(string? done, Refusal? refusal = null, SettingForm? wanted = null, string? channel = null)
    {
        var setting = city.Database.Read(MessageSettings.Of);
        return new RazorComponentResult<SettingsPage>(
            new Dictionary<string, object?>
            {
                [nameof(SettingsPage.Setting)] = setting,
                [nameof(SettingsPage.Form)] = wanted ?? SettingForm.Of(setting),
                [nameof(SettingsPage.Channels)] = channels.All.Select(one => (one, Shown(one, setting))).ToList(),
                [nameof(SettingsPage.Opened)] = channel,
                [nameof(SettingsPage.Done)] = done,
                [nameof(SettingsPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    public async Task<IResult> Set(IFormCollection sent)
    {
        var form = SettingForm.Read(sent);
        var set = city.Database.Read(MessageSettings.Of);
        if (form.Rules is not { } rules || !rules.IsWithin())
            return Show(null, new Refusal("messages.rules-bounds"), form);
        if (form.Base.Length > 0 && !IsAddress(form.Base))
            return Show(null, new Refusal("messages.base-form"), form);
        if (form.Usual.Length > 0 && (channels.Find(form.Usual) is not { Personal: false } || !set.Channels.Contains(form.Usual)))
            return Show(null, new Refusal("messages.usual-unknown"), form);
        if (form.Reason.Length == 0)
            return Show(null, new Refusal("reason.missing"), form);
        var (by, now) = (By, site.Now);
        await city.Database.Write(transaction =>
        {
            MessageSettings.Put(transaction, rules, form.Usual, form.Base);
            if (form.On && !set.On)
                MessageSettings.TurnOn(transaction, now);
            else if (!form.On)
                MessageSettings.TurnOff(transaction);
            Audit.Write(transaction, AuditKind.MessagesSet, by, "", form.On ? "on" : "off", form.Reason);
            return true;
        });
        return Said("set");
    }

    public async Task<IResult> SetChannel(string code, IFormCollection sent)
    {
        if (channels.Find(code) is not { } channel)
            return Results.NotFound();
        var before = MessageSettings.Channel(city, code);
        // A secret that is left empty stays what it is.
        var values = channel
            .Fields.Select(field =>
                KeyValuePair.Create(
                    field.Name,
                    sent[field.Name].ToString().Trim() is { Length: > 0 } typed ? typed
                        : field.Secret && before is not null ? before[field.Name]
                        : ""
                )
            )
            .Where(pair => pair.Value.Length > 0)
            .ToDictionary();
        var reason = sent["reason"].ToString().Trim();
        if (Unfit(channel, values) is { } unfit)
            return Show(null, unfit, channel: code);
        if (reason.Length == 0)
            return Show(null, new Refusal("reason.missing"), channel: code);
        var (isSealed, by) = (MessageSettings.Seal(city, code, new ChannelSetting(values)), By);
        await city.Database.Write(transaction =>
        {
            MessageSettings.PutChannel(transaction, code, isSealed);
            Audit.Write(transaction, AuditKind.MessagesSet, by, code, "set", reason);
            return true;
        });
        return Said("channel");
    }

    public async Task<IResult> RemoveChannel(string code, IFormCollection sent)
    {
        if (channels.Find(code) is null)
            return Results.NotFound();
        var (reason, by) = (sent["reason"].ToString().Trim(), By);
        if (reason.Length == 0)
            return Show(null, new Refusal("reason.missing"), channel: code);
        await city.Database.Write(transaction =>
        {
            MessageSettings.RemoveChannel(transaction, code);
            Audit.Write(transaction, AuditKind.MessagesSet, by, code, "removed", reason);
            return true;
        });
        return Said("removed");
    }

    /// <summary>A message that says that it is a trial; what becomes of it stands on the page of messages and here.</summary>
    public async Task<IResult> Try(string code, IFormCollection sent)
    {
        var setting = city.Database.Read(MessageSettings.Of);
        if (channels.Find(code) is not { } channel || !setting.Channels.Contains(code))
            return Results.NotFound();
        var to = sent["to"].ToString().Trim();
        if (!setting.On)
            return Show(null, new Refusal("messages.is-off"), channel: code);
        if (channel.Personal && AddressUnfit(code, to) is { } unfit)
            return Show(null, unfit, channel: code);
        var (isSealed, now) = (channel.Personal ? Outbox.Seal(city.Database, to) : null, site.Now);
        await city.Database.Write(transaction =>
        {
            OutboxStore.AddTrial(transaction, code, isSealed, now);
            return true;
        });
        return Said("tried");
    }

    /// <summary>Null where the address is one.</summary>
    internal static Refusal? AddressUnfit(string channel, string address) =>
        channel == AllChannels.Mail && (address.Length > 200 || !MailChannel.IsAddress(address))
            ? new Refusal("messages.mail-form")
        : channel == AllChannels.Sms && !SmsChannel.Phone().IsMatch(address) ? new Refusal("messages.phone-form")
        : null;

    // Whatever is no secret is shown again.
    private Dictionary<string, string>? Shown(IChannel channel, MessageSetting setting) =>
        setting.Channels.Contains(channel.Code) && MessageSettings.Channel(city, channel.Code) is { } entered
            ? channel.Fields.Where(field => !field.Secret).ToDictionary(field => field.Name, field => entered[field.Name])
            : null;

    private static Refusal? Unfit(IChannel channel, Dictionary<string, string> values)
    {
        if (channel.Fields.Any(field => field.Required && !values.ContainsKey(field.Name)))
            return new Refusal("messages.field-missing");
        if (values.Values.Any(value => value.Length > LongestField || value.Any(char.IsControl)))
            return new Refusal("messages.field-form");
        if (values.TryGetValue("url", out var url) && !IsAddress(url))
            return new Refusal("messages.url-form");
        if (
            values.TryGetValue("port", out var port)
            && !(ushort.TryParse(port, CultureInfo.InvariantCulture, out var number) && number > 0)
        )
            return new Refusal("messages.port-form");
        if (values.TryGetValue("from", out var from) && AddressUnfit(AllChannels.Mail, from) is { } wrong)
            return wrong;
        if (values.TryGetValue("header", out var header) && header.Split(':', 2) is not [{ Length: > 0 }, { Length: > 0 }])
            return new Refusal("messages.header-form");
        return values.TryGetValue("body", out var body) && !(body.Contains("{phone}") && body.Contains("{text}"))
            ? new Refusal("messages.body-form")
            : null;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0;

    private SeeOther Said(string what) => new($"{site.At("messages", "settings")}?done={what}");
}

/// <summary>The form of the settings as it was typed.</summary>
public sealed record SettingForm(
    bool On,
    string QuietFrom,
    string QuietTo,
    string Merge,
    string Daily,
    string Tries,
    string Usual,
    string Base,
    string Reason
)
{
    /// <summary>Null where a figure is none.</summary>
    public MessageRules? Rules =>
        Time(QuietFrom) is { } from
        && Time(QuietTo) is { } to
        && Time(Daily) is { } daily
        && int.TryParse(Merge, NumberStyles.None, CultureInfo.InvariantCulture, out var merge)
        && int.TryParse(Tries, NumberStyles.None, CultureInfo.InvariantCulture, out var tries)
            ? new MessageRules(from, to, merge, daily, tries)
            : null;

    public static SettingForm Of(MessageSetting setting) =>
        new(
            setting.On,
            Text(setting.Rules.QuietFrom),
            Text(setting.Rules.QuietTo),
            setting.Rules.MergeMinutes.ToString(CultureInfo.InvariantCulture),
            Text(setting.Rules.DailyAt),
            setting.Rules.MostTries.ToString(CultureInfo.InvariantCulture),
            setting.Usual,
            setting.Base,
            ""
        );

    public static SettingForm Read(IFormCollection sent)
    {
        return new(
            sent["on"] == "yes",
            Of("quiet-from"),
            Of("quiet-to"),
            Of("merge"),
            Of("daily"),
            Of("tries"),
            Of("usual"),
            Of("base"),
            Of("reason")
        );

        string Of(string name) => sent[name].ToString().Trim();
    }

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
