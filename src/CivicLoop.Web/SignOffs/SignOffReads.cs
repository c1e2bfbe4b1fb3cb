using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SignOffs;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.SignOffs;

/// <summary>Something owed that is red.</summary>
/// <param name="Of">Name of the kind of stream on which it is owed.</param>
/// <param name="Number">Of the event by which it is owed.</param>
public sealed record RedDuty(Guid Subject, string Of, int Number, string Kind, string Post, DateTime Due);

/// <summary>A sign-off with its words.</summary>
/// <param name="Words">The instruction; null while nobody signed, and once it was erased.</param>
/// <param name="Answer">What was answered; null while nobody did, and once it was erased.</param>
public sealed record SignOffSeen(Guid Stream, SignOffState State, string? Words, string? Signer, string? Answer, string? Answerer)
{
    /// <summary>What is red, before it is said what it is about.</summary>
    public Owing Red =>
        new(Values.Id(State.About), State.Owing, State.Kind, State.RedAt, State.RedAt, State.RedAt, Provisional: false);
}

/// <summary>Sign-offs, read.</summary>
public static class SignOffReads
{
    /// <summary>Whether the city has a playbook at all.</summary>
    internal static bool HasRules(DbConnection connection) => Sql.Number(connection, "select count(*) from playbooks") > 0;

    /// <summary>What is red and was not asked about, what has been red longest first.</summary>
    internal static List<RedDuty> Unasked(DbConnection connection, DateTime now, int most) =>
        Sql.Many(
            connection,
            $"""
            select d.subject, d.number, d.kind, d.post, d.due, e.kind from duties d
            join posts p on p.code = d.post
            join events e on e.stream = d.subject and e.number = 1
            where d.done_at is null and d.due < $1 and d.kind not in ($2, $3) and p.role <> $4
              and not exists (select 1 from sign_offs s where s.about = d.subject and s.duty = d.number)
            order by d.due, d.subject limit {most}
            """,
            row => new RedDuty(
                Guid.Parse(row.GetString(0)),
                KindOf(row.GetString(5)),
                row.GetInt32(1),
                row.GetString(2),
                row.GetString(3),
                Values.Time(row.GetInt64(4))
            ),
            now,
            SignOffDecide.Waits,
            SignOffDecide.Answers,
            Role.Leader
        );

    /// <summary>Waiting ones of which what was red is done.</summary>
    internal static List<Guid> Done(DbConnection connection) =>
        Sql.Many(
            connection,
            """
            select s.stream from sign_offs s join duties d on d.subject = s.about and d.number = s.duty
            where s.status = $1 and d.done_at is not null
            """,
            row => Guid.Parse(row.GetString(0)),
            SignOffStatus.Waiting
        );

    /// <summary>Of the given status, what was red first comes first.</summary>
    /// <param name="signer">Only those of this post; null for all.</param>
    /// <param name="unit">Only those that this unit owes or is asked about; null for all.</param>
    public static List<SignOffSeen> Page(DbConnection connection, SignOffStatus status, string? signer, string? unit, int most) =>
        Seen(
            connection,
            $"""
            where status = $1 and ($2 = '' or signer = $2) and ($3 = '' or unit = $3 or asked = $3)
            order by red_at, number limit {most}
            """,
            status,
            signer ?? "",
            unit ?? ""
        );

    /// <summary>What was signed, the newest first.</summary>
    /// <inheritdoc cref="Page"/>
    public static List<SignOffSeen> Signed(DbConnection connection, string? unit, int most) =>
        Seen(
            connection,
            $"""
            where status in ('Signed', 'Answered') and ($1 = '' or unit = $1 or asked = $1) order by number desc limit {most}
            """,
            unit ?? ""
        );

    public static long Count(DbConnection connection, SignOffStatus status, string? signer) =>
        Sql.Number(
            connection,
            "select count(*) from (select 1 from sign_offs where status = $1 and ($2 = '' or signer = $2) limit 1001) counted",
            status,
            signer ?? ""
        );

    public static SignOffSeen? Find(DbConnection connection, long number) =>
        Seen(connection, "where number = $1", number).FirstOrDefault();

    /// <summary>All on one thing, the newest first.</summary>
    public static List<SignOffSeen> About(DbConnection connection, Guid about) =>
        Seen(connection, "where about = $1 and status <> 'Lapsed' order by number desc", about);

    private static List<SignOffSeen> Seen(DbConnection connection, string where, params ReadOnlySpan<object?> args)
    {
        var found = Sql.Many(
            connection,
            $"select stream, state from sign_offs {where}",
            row => (Stream: Guid.Parse(row.GetString(0)), State: SignOffStream.Kind.ReadState(row.GetString(1))),
            args
        );
        var made = found.SelectMany(one => new[] { one.State.Signed, one.State.Answered }).OfType<Core.Events.Made>().ToList();
        var words = TextStore.Said(connection, [.. made.Select(one => one.Reason.Id)]);
        var people = OrganisationReads.Names(connection, [.. made.Select(one => one.Person).Distinct()]);
        return
        [
            .. found.Select(one => new SignOffSeen(
                one.Stream,
                one.State,
                one.State.Signed is { } signed ? words.GetValueOrDefault(signed.Reason.Id) : null,
                one.State.Signed is { } by ? people.GetValueOrDefault(by.Person) : null,
                one.State.Answered is { } answered ? words.GetValueOrDefault(answered.Reason.Id) : null,
                one.State.Answered is { } who ? people.GetValueOrDefault(who.Person) : null
            )),
        ];
    }

    // Cases were there first, and their kinds have no prefix.
    private static string KindOf(string first) => first.Split('.', 2) is [var name, _] ? name : "case";
}
