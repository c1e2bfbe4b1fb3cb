using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>An accepted act on the organisation: who, in which post, when, why and what.</summary>
/// <param name="Name">Of the person.</param>
public sealed record OrganisationActDone(
    Guid Id,
    OrganisationCommand Command,
    string Subject,
    Guid Person,
    string Name,
    string Post,
    string Reason,
    DateTime At
);

/// <summary>What was changed about something, the newest first, with the names of the people in it.</summary>
public sealed record OrganisationHistory(IReadOnlyList<OrganisationActDone> Acts, IReadOnlyDictionary<Guid, string> People)
{
    public static OrganisationHistory Of(DbConnection connection, string about)
    {
        var acts = OrganisationActs.Of(connection, about);
        return new(acts, OrganisationReads.Names(connection, [.. OrganisationWords.PeopleIn(acts)]));
    }
}

/// <summary>Every accepted act on the organisation, kept as it was sent.</summary>
public static class OrganisationActs
{
    internal sealed record First(string Subject, string Body, Guid Person, string Reason);

    internal static First? Find(CityTransaction transaction, Guid id) =>
        transaction.One(
            "select subject, body, person, reason from organisation_acts where id = $1",
            row => new First(row.GetString(0), row.GetString(1), Guid.Parse(row.GetString(2)), row.GetString(3)),
            id
        );

    internal static void Remember(
        CityTransaction transaction,
        OrganisationForm form,
        OrganisationCommand command,
        string body,
        DateTime at
    ) =>
        transaction.Execute(
            """
            insert into organisation_acts (id, kind, subject, body, person, post, reason, recorded_at)
            values ($1, $2, '', $3, $4, $5, $6, $7)
            """,
            form.Id,
            command.Kind,
            body,
            form.By.Person,
            form.By.Post,
            form.Reason,
            at
        );

    internal static void TellUnder(CityTransaction transaction, Guid act, Changed changed)
    {
        transaction.Execute("update organisation_acts set subject = $2 where id = $1", act, changed.Subject);
        foreach (var about in changed.About.OfType<string>().Append(changed.Subject).Distinct())
            transaction.Execute("insert into organisation_about (act, about) values ($1, $2)", act, about);
    }

    /// <summary>What happened to a unit, a post, a person or a hand-over, the newest first.</summary>
    public static List<OrganisationActDone> Of(DbConnection connection, string about, int most = 50) =>
        Sql.Many(
            connection,
            """
            select a.id, a.body, a.subject, a.person, coalesce(p.name, ''), a.post, a.reason, a.recorded_at
            from organisation_about o join organisation_acts a on a.id = o.act left join people p on p.id = a.person
            where o.about = $1 order by a.recorded_at desc, a.id desc limit $2
            """,
            row => new OrganisationActDone(
                Guid.Parse(row.GetString(0)),
                OrganisationCommand.Read(row.GetString(1)),
                row.GetString(2),
                Guid.Parse(row.GetString(3)),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6),
                Values.Time(row.GetInt64(7))
            ),
            about,
            most
        );
}
