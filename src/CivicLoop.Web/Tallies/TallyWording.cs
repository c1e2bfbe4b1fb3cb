using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Tallies;

/// <summary>Amounts and days of the ledger in words.</summary>
public static class TallyWording
{
    /// <summary>2,000余吨: a figure never stands without what it is measured in.</summary>
    public static string Say(this Sentences t, Amount amount, string measure) =>
        t[$"tallies.amount.{amount.Bound}", amount.Figure(), Measure(t, measure)];

    public static string Measure(this Sentences t, string measure) => t[$"tallies.measure.{Measures.Word(measure)}"];

    /// <summary>One day, or from one to another.</summary>
    public static string Days(this Wording w, Sentences t, DateOnly from, DateOnly to) =>
        from == to ? w.Date(from) : t["tallies.days", w.Date(from), w.Date(to)];

    /// <summary>A district by its name; the whole city where there is none.</summary>
    public static string DistrictOr(this Cases.CaseNames names, string district, Sentences t) =>
        district.Length == 0 ? t["tallies.whole-city"] : names.District(district);
}
