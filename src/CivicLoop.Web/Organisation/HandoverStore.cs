using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>A hand-over with everything its sheet shows.</summary>
/// <param name="At">When the post changes hands.</param>
/// <param name="Owed">What the post owed when it was made.</param>
public sealed record Handover(
    Guid Id,
    string Post,
    Guid? Leaver,
    Guid? Taker,
    DateTime At,
    IReadOnlyList<OwedLine> Owed,
    IReadOnlyList<HandoverSignature> Signatures
)
{
    public HandoverSignature? By(HandoverSide side) => Signatures.FirstOrDefault(one => one.Side == side);

    public bool IsWhole => Signatures.Count == (Leaver is null ? 0 : 1) + (Taker is null ? 0 : 1);
}

/// <param name="Signer">Who clicked: the person named, or the office for a sheet signed on paper.</param>
/// <param name="Owed">The list at that moment.</param>
public sealed record HandoverSignature(HandoverSide Side, Guid Signer, bool OnPaper, DateTime At, IReadOnlyList<OwedLine> Owed);

/// <summary>Writes the sheet of a hand-over, with what the post owed, and who signed it.</summary>
internal static class HandoverStore
{
    public static void Make(OrganisationWriting writing, HandOver change, DateTime at)
    {
        writing.Transaction.Execute(
            "insert into handovers (id, post, leaver, taker, at, owed) values ($1, $2, $3, $4, $5, $6)",
            writing.Form.Id,
            change.Post,
            change.Leaver,
            change.Taker,
            at,
            OwedLine.Write(OwedReads.Handed(writing, change.Post))
        );
    }

    public static void Sign(OrganisationWriting writing, SignHandover sign, string post) =>
        writing.Transaction.Execute(
            "insert into handover_signatures (handover, side, act, on_paper, owed, signed_at) values ($1, $2, $3, $4, $5, $6)",
            sign.Handover,
            sign.Side,
            writing.Form.Id,
            sign.OnPaper,
            OwedLine.Write(OwedReads.Handed(writing, post)),
            writing.At
        );

    public static HandoverMade? Made(CityTransaction transaction, Guid id)
    {
        var signed = transaction
            .Many(
                "select side from handover_signatures where handover = $1",
                row => Enum.Parse<HandoverSide>(row.GetString(0)),
                id
            )
            .ToHashSet();
        return transaction.One(
            "select post, leaver, taker from handovers where id = $1",
            row => new HandoverMade(id, row.GetString(0), Person(row, 1), Person(row, 2), signed),
            id
        );
    }

    internal static Guid? Person(DbDataReader row, int column) => Sql.Text(row, column) is { } id ? Guid.Parse(id) : null;
}

/// <summary>Sheets of hand-overs.</summary>
public static class HandoverReads
{
    private const string Columns = "select id, post, leaver, taker, at, owed from handovers";

    public static Handover? Find(DbConnection connection, Guid id) => Read(connection, "id = $1", id).FirstOrDefault();

    /// <summary>Of a post, the newest first.</summary>
    public static List<Handover> OfPost(DbConnection connection, string post) => Read(connection, "post = $1", post);

    /// <summary>Those that wait for this person's word.</summary>
    public static List<Handover> WaitingFor(DbConnection connection, Guid person) =>
        [
            .. Read(connection, "leaver = $1 or taker = $1", person)
                .Where(sheet =>
                    sheet.Leaver == person && sheet.By(HandoverSide.Gives) is null
                    || sheet.Taker == person && sheet.By(HandoverSide.Takes) is null
                ),
        ];

    private static List<Handover> Read(DbConnection connection, string where, object about) =>
        [
            .. Sql.Many(connection, $"{Columns} where {where} order by at desc, id desc", Sheet, about)
                .Select(sheet => sheet with { Signatures = Signatures(connection, sheet.Id) }),
        ];

    private static List<HandoverSignature> Signatures(DbConnection connection, Guid handover) =>
        Sql.Many(
            connection,
            """
            select s.side, a.person, s.on_paper, s.signed_at, s.owed
            from handover_signatures s join organisation_acts a on a.id = s.act where s.handover = $1
            """,
            row => new HandoverSignature(
                Enum.Parse<HandoverSide>(row.GetString(0)),
                Guid.Parse(row.GetString(1)),
                row.GetInt32(2) != 0,
                Values.Time(row.GetInt64(3)),
                OwedLine.Read(row.GetString(4))
            ),
            handover
        );

    private static Handover Sheet(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            HandoverStore.Person(row, 2),
            HandoverStore.Person(row, 3),
            Values.Time(row.GetInt64(4)),
            OwedLine.Read(row.GetString(5)),
            []
        );
}
