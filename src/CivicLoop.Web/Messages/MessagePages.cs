using System.Globalization;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Messages;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Messages;

/// <summary>消息: what went, what waits, what failed; a clerk sends a dead letter once more or takes it out.</summary>
public sealed class MessagePages(SiteContext site, RulesNow rules, Sender sender, IHttpContextAccessor http)
{
    public const int ToAPage = 50;

    private readonly City city = site.Here.City;

    public IResult List(string? state, string? before)
    {
        var filter = new MessageFilter(
            Enum.TryParse<MessageState>(state, out var known) && Enum.IsDefined(known) ? known : null,
            Before(before)
        );
        var (rows, counts, setting) = city.Database.Read(connection =>
            (
                OutboxReads.Page(connection, filter, ToAPage + 1),
                OutboxReads.Counts(connection, site.Now),
                MessageSettings.Of(connection)
            )
        );
        return new RazorComponentResult<MessagesPage>(
            new Dictionary<string, object?>
            {
                [nameof(MessagesPage.Rows)] = rows.Take(ToAPage).ToList(),
                [nameof(MessagesPage.More)] = rows.Count > ToAPage,
                [nameof(MessagesPage.Counts)] = counts,
                [nameof(MessagesPage.Setting)] = setting,
                [nameof(MessagesPage.Filter)] = filter,
                [nameof(MessagesPage.Names)] = CaseNames.Of(rules.Of(city)),
            }
        );
    }

    public IResult One(Guid id, string? done, Refusal? refusal = null)
    {
        var (row, batch, setting) = city.Database.Read(connection =>
            (OutboxReads.One(connection, id), OutboxReads.BatchOf(connection, id), MessageSettings.Of(connection))
        );
        if (row is null)
            return Results.NotFound();
        return new RazorComponentResult<MessagePage>(
            new Dictionary<string, object?>
            {
                [nameof(MessagePage.Row)] = row,
                [nameof(MessagePage.Letter)] = Letter(setting, batch),
                [nameof(MessagePage.Together)] = batch.Entries.Count,
                [nameof(MessagePage.Names)] = CaseNames.Of(rules.Of(city)),
                [nameof(MessagePage.MayAct)] = May.Reach(site.Who.Actor.Role, Right.RunMessages) != Scope.None,
                [nameof(MessagePage.Done)] = done,
                [nameof(MessagePage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    // The links of somebody outside open what is theirs alone: without the site's address there are none.
    private Letter? Letter(MessageSetting setting, Batch batch) =>
        sender.Words(city, site.Here, batch.Entries[0].Outside ? setting with { Base = "" } : setting, batch, int.MaxValue);

    public Task<IResult> Retry(Guid id, IFormCollection sent) =>
        Act(id, sent, AuditKind.MessageRetried, "retry", OutboxStore.Retry);

    public Task<IResult> Drop(Guid id, IFormCollection sent) => Act(id, sent, AuditKind.MessageDropped, "drop", OutboxStore.Drop);

    private async Task<IResult> Act(
        Guid id,
        IFormCollection sent,
        AuditKind kind,
        string name,
        Func<CityTransaction, Guid, DateTime, bool> act
    )
    {
        if (city.Database.Read(connection => OutboxReads.One(connection, id)) is null)
            return Results.NotFound();
        var (reason, by, now) = (sent["reason"].ToString().Trim(), AuditBy.Of(http.HttpContext!), site.Now);
        if (reason.Length == 0)
            return One(id, null, new Refusal("reason.missing"));
        if (reason.Length > ActForm.LongestText)
            return One(id, null, new Refusal("text.too-long", ActForm.LongestText.ToString(CultureInfo.InvariantCulture)));
        var done = await city.Database.Write(transaction =>
        {
            var one = act(transaction, id, now);
            if (one)
                Audit.Write(transaction, kind, by, Values.Id(id), "", reason);
            return one;
        });
        // Clicked twice, it is what it was made the first time; gone meanwhile, the page says so.
        var stands = city.Database.Read(connection => OutboxReads.One(connection, id))!.State;
        var meant = name == "retry" ? stands is MessageState.Waiting or MessageState.Sending : stands == MessageState.Dropped;
        return done || meant
            ? new SeeOther($"{site.At("messages", Values.Id(id))}?done={name}")
            : One(id, null, new Refusal("messages.gone"));
    }

    private static (DateTime, Guid)? Before(string? text) =>
        text?.Split('_') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && time < Values.Milliseconds(new DateTime(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc))
        && Guid.TryParse(id, out var last)
            ? (Values.Time(time), last)
            : null;
}
