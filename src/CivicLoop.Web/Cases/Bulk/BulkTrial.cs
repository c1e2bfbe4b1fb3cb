using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Cases.Bulk;

/// <summary>One of the chosen cases.</summary>
/// <param name="State">Null where the reader sees no such case.</param>
/// <param name="After">The case as the act would leave it; null where it cannot be done.</param>
public sealed record BulkLine(Chosen Case, Guid Stream, CaseState? State, string? Place, CaseState? After, Refusal? WhyNot);

/// <summary>
/// What an act would come to on each of many cases: the decision itself is asked, and nothing is done.
/// </summary>
public static class BulkTrial
{
    public static IReadOnlyList<BulkLine> Of(DbConnection connection, BulkForm form, Actor reader, CaseRules rules, DateTime now)
    {
        var found = States(connection, form, reader);
        var places = CaseListReads.PlaceNames(
            connection,
            [.. found.Values.Select(one => one.State.At.Place).OfType<string>().Distinct()]
        );
        var kept = Kept(connection, form, reader);
        return [.. form.Cases.Select(Line)];

        BulkLine Line(Chosen chosen)
        {
            if (!found.TryGetValue(chosen.Number, out var one))
                return new BulkLine(chosen, Guid.Empty, null, null, null, new Refusal("case.unknown"));
            var (after, whyNot) = Try(form, one.State, kept, reader, rules, now);
            var seen = chosen with { Version = one.State.Version };
            var place = one.State.At.Place is { } code ? places.GetValueOrDefault(code) : null;
            return new BulkLine(seen, one.Stream, one.State, place, after, whyNot);
        }
    }

    /// <summary>The cases of a form that the reader sees, by number.</summary>
    public static Dictionary<long, (Guid Stream, CaseState State)> States(DbConnection connection, BulkForm form, Actor reader) =>
        All(connection, form).Where(one => CaseReads.Sees(reader, one.Value.State)).ToDictionary();

    public static Dictionary<long, (Guid Stream, CaseState State)> All(DbConnection connection, BulkForm form) =>
        Sql.Many(
                connection,
                $"select stream, state from cases where number in ({string.Join(", ", form.Cases.Select((_, at) => $"${at + 1}"))})",
                row => (Stream: Guid.Parse(row.GetString(0)), State: CaseColumns.Read(row.GetString(1))),
                [.. form.Cases.Select(chosen => (object)chosen.Number)]
            )
            .ToDictionary(one => one.State.Number);

    // The case that the others are merged into, as far as the reader sees it.
    private static CaseState? Kept(DbConnection connection, BulkForm form, Actor reader) =>
        form.Act == CaseAct.Merge
        && long.TryParse(form.Into, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && States(connection, form with { Cases = [new Chosen(number, null)] }, reader).TryGetValue(number, out var found)
            ? found.State
            : null;

    private static (CaseState? After, Refusal? WhyNot) Try(
        BulkForm form,
        CaseState state,
        CaseState? kept,
        Actor reader,
        CaseRules rules,
        DateTime now
    )
    {
        // Drafts that nobody keeps: the texts of a decision that is only asked for.
        var drafts = new CaseDrafts();
        // A clock that stands before the report (a demo being built) is no reason against it.
        var at = now < state.ReportedAt ? state.ReportedAt : now;
        var act = new Act(form.IdOn(state.Number), reader, at, at, "desk", drafts.Text(""));
        var outcome = CaseDecide.Decide(state, drafts.Command(form.Input(state, rules), () => 0, kept), act, rules);
        return outcome.Refusal is { } refusal
            ? (null, refusal)
            : (outcome.Value!.Aggregate(state, (before, happened) => CaseEvolve.Evolve(before, happened, act.Made)), null);
    }
}
