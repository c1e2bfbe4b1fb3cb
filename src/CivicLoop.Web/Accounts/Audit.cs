using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Accounts;

/// <summary>Who does what the audit log remembers, and from where.</summary>
/// <param name="Person">Empty where nobody was signed in, and for the command line.</param>
public sealed record AuditBy(Guid Person, string Post, string Address)
{
    /// <summary>Whoever has the machine itself: a verb.</summary>
    public static AuditBy CommandLine { get; } = new(Guid.Empty, "command-line", "");

    public static AuditBy Of(HttpContext context)
    {
        var actor = context.RequestServices.GetRequiredService<SiteContext>().Me?.Actor ?? Actor.Citizen;
        return new(actor.Person, actor.Post, AddressOf(context));
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}

/// <summary>
/// The door of the audit log: one line, written in the transaction of what it tells, as its last statement (the
/// line holds off every other line until the transaction ends).
/// </summary>
public static class Audit
{
    internal const string Columns =
        "number, at, kind, person, post, address, subject, detail, reason_id, reason_hash, previous, hash";

    /// <param name="subject">Whom or what it was done to, by id or code; never a name.</param>
    /// <param name="detail">Figures and codes; never free text.</param>
    /// <param name="reason">The stated reason; kept as a text that can be erased.</param>
    public static void Write(
        CityTransaction transaction,
        AuditKind kind,
        AuditBy by,
        string subject = "",
        string detail = "",
        string? reason = null
    )
    {
        var draft = reason is null ? null : TextStore.Draft(reason);
        if (draft is not null)
            TextStore.Keep(transaction, draft.Ref.Id, draft);
        // The row that counts is locked by counting: the next writer waits here until this transaction ends.
        transaction.ExecuteNow("update audit_head set number = number + 1 where one = 1");
        var (number, previous) = transaction.Many(
            "select number, hash from audit_head where one = 1",
            row => (row.GetInt64(0), row.GetString(1))
        )[0];
        var line = new AuditLine(
            number,
            Values.Milliseconds(CityClock.Machine),
            kind.ToString(),
            by.Person == Guid.Empty ? "" : Values.Id(by.Person),
            by.Post,
            by.Address,
            subject,
            detail,
            draft is null ? "" : Values.Id(draft.Ref.Id),
            draft?.Ref.Hash ?? "",
            previous
        );
        var hash = line.Hash();
        transaction.Execute(
            $"insert into audit ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            line.Number,
            line.At,
            line.Kind,
            line.Person,
            line.Post,
            line.Address,
            line.Subject,
            line.Detail,
            line.ReasonId,
            line.ReasonHash,
            line.Previous,
            hash
        );
        transaction.Execute("update audit_head set hash = $1 where one = 1", hash);
    }

    /// <summary>A line of its own, for what changes no row: an export, a failed sign-in.</summary>
    public static Task Write(CityDatabase database, AuditKind kind, AuditBy by, string subject = "", string detail = "") =>
        database.Write(transaction =>
        {
            Write(transaction, kind, by, subject, detail);
            return true;
        });
}
