using CivicLoop.Core.Inspections;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Inspections;

/// <summary>
/// What visits answered, a row for each standard, made from the visits: for whoever asks what was last found of a standard
/// at a place, as it was known at some moment.
/// </summary>
internal static class VisitItems
{
    private const string Insert = """
        insert into visit_items
        (visit, position, number, place, place_type, district, unit, system, edition, standard, category, share, effect, case_number, happened_at, recorded_at, withdrawn_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    public static void Keep(CityTransaction transaction, Guid visit, VisitState state)
    {
        foreach (var (position, item) in state.Items.Index())
            transaction.Execute(
                Insert,
                visit,
                position,
                state.Number,
                state.At.Place,
                state.At.PlaceType,
                state.At.District,
                state.At.Owner,
                item.System,
                item.Edition,
                item.Standard,
                item.Category,
                item.Share,
                item.Effect,
                item.Case,
                state.HappenedAt,
                state.RecordedAt,
                state.WithdrawnAt
            );
    }

    public static void Withdraw(CityTransaction transaction, Guid visit, DateTime at) =>
        transaction.Execute("update visit_items set withdrawn_at = $2 where visit = $1", visit, at);

    public static void Refresh(CityTransaction transaction, string first, string last)
    {
        transaction.Execute("delete from visit_items where visit >= $1 and visit <= $2", first, last);
        var states = transaction.Many(
            "select stream, state from visits where stream >= $1 and stream <= $2",
            row => (Stream: Guid.Parse(row.GetString(0)), State: VisitStream.Kind.ReadState(row.GetString(1))),
            first,
            last
        );
        foreach (var (stream, state) in states)
            Keep(transaction, stream, state);
    }
}
