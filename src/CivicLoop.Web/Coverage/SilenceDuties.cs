using System.Data.Common;
using CivicLoop.Core.Coverage;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Coverage;

/// <summary>On a post's desk: what has fallen silent and is theirs to wake.</summary>
internal sealed class SilenceDuties(Sentences t, SiteContext site, RulesNow rules) : IDutySubjects
{
    public IStreamKind Stream => SilenceStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [SilenceDecide.Wake];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var states = Sql.Many(
            connection,
            $"select stream, state from silences where stream in ({DutySubjects.Each(subjects)})",
            row => (Stream: row.GetString(0), State: SilenceStream.Kind.ReadState(row.GetString(1))),
            [.. subjects]
        );
        string[] codes = [.. states.Where(one => one.State.Kind == SilentKind.Place).Select(one => one.State.Code).Distinct()];
        var places = codes.Chunk(1_000).SelectMany(some => CaseListReads.PlaceNames(connection, some)).ToDictionary();
        return states.Select(one => new DutySubject(
            one.Stream,
            Path(one.State),
            Name(one.State, places),
            t["coverage.silent-for", one.State.Days]
        ));
    }

    internal static string Path(SilenceState state) =>
        state.Kind switch
        {
            SilentKind.Place => CoverageLine.Place(state.Code),
            SilentKind.Unit => CoverageLine.Unit(state.Code),
            _ => CoverageLine.Post(state.Code),
        };

    private string Name(SilenceState state, Dictionary<string, string> places) =>
        Name(CaseNames.Of(rules.Of(site.Here.City)), state, places);

    internal static string Name(CaseNames names, SilenceState state, IReadOnlyDictionary<string, string> places) =>
        state.Kind switch
        {
            SilentKind.Place => places.GetValueOrDefault(state.Code, state.Code),
            SilentKind.Unit => names.Unit(state.Code),
            _ => names.Post(state.Code),
        };
}
