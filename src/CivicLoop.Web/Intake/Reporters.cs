using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake;

/// <summary>
/// Whoever told it and left a mail address. A mail says where it stands and leads to the tracking page: no words of
/// anybody, no name and no note of the house is in it.
/// </summary>
public sealed class Reporters : IOutsiders
{
    /// <summary>Somebody who reports for a whole street has a desk; beyond it a form writes to somebody who never asked.</summary>
    public const int MostADay = 10;

    private const int MostKinds = 6;
    private const string Between = " · ";

    public IReadOnlyList<MessageKind> Kinds { get; } =
    [MessageKind.Received, MessageKind.Reply, MessageKind.Closed, MessageKind.Reopened];

    /// <summary>Keeps how to reach whoever told it, in the transaction of the report, and tells them that it arrived.</summary>
    public static void Left(CityTransaction transaction, Guid stream, string said, string language, DateTime now)
    {
        var goes = Mail(said) is { } mail && ContactStore.Since(transaction, mail, now.AddDays(-1)) < MostADay;
        ContactStore.Keep(transaction, stream, said, goes ? language : null, now);
        if (goes && MessageSettings.ReachesOutside(transaction))
            Outbox.Add(transaction, new Note(MessageKind.Received, now) { Subject = stream, Once = $"{stream}:received" });
    }

    /// <summary>A report with how to reach whoever told it, both or neither.</summary>
    /// <param name="contact">Empty where they left nothing.</param>
    /// <param name="language">In which they speak with the city.</param>
    public static Task<Outcome<CaseDone>> Take(
        City city,
        CaseRules rules,
        ActForm form,
        CaseInput input,
        string contact,
        string language
    ) =>
        StreamDoor.Open(
            city,
            (transaction, now) =>
            {
                var done = CaseStore.Apply(city.Database, transaction, rules, null, form, input, now);
                if (done.Value is { Repeated: false } made && contact.Length > 0)
                    Left(transaction, made.Stream, contact, language, now);
                return done;
            }
        );

    /// <summary>Name, telephone and mail in one line, as other systems hand them in; the address of mail stands last.</summary>
    public static string Line(params IEnumerable<string> parts) => string.Join(Between, parts.Where(part => part.Length > 0));

    /// <summary>Where mail may go to of what somebody left; null where there is no such address.</summary>
    private static string? Mail(string said) =>
        said.Split(Between) is [.., var last] && MailChannel.IsAddress(last) ? last : null;

    public Outsider? Find(DbConnection connection, Guid id) =>
        Sql.One(
            connection,
            """
            select c.contact, c.language from contacts c join trackings t on t.stream = c.stream
            where c.stream = $1 and c.contact is not null and c.language is not null and c.stopped_at is null
            """,
            row => new Outsider(Mail(row.GetString(0))!, row.GetString(1)),
            id
        );

    public Telling? Tell(
        DbConnection connection,
        CityHere here,
        CaseRules rules,
        Sentences t,
        Guid id,
        IReadOnlyList<Tell> entries
    )
    {
        if (Trackings.Of(connection, id) is not { } code || Trackings.Find(connection, code) is not { } tracked)
            return null;
        var names = CaseNames.Of(rules);
        var kinds = entries.Select(entry => entry.Kind).Distinct().Take(MostKinds).ToList();
        var state = tracked.State;
        return new Telling(
            t[$"intake.mail.title.{(kinds is [var only] ? only : "several")}", here.Name.In(t.Language), tracked.Number],
            [
                t[
                    "intake.mail.about",
                    tracked.Number,
                    names.Category(state.Category),
                    names.Where(state.At.District, state.At.Street, null)
                ],
                .. kinds.Select(kind => t[$"intake.mail.{kind}"]),
                TrackingWords.Next(state, t, new Wording(t, new SiteContext { Language = t.Language, City = here })),
            ],
            $"report/{code}",
            $"report/{code}/mail"
        );
    }
}
