using CivicLoop.Core.Inspections;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Inspections;

/// <summary>What a visit found, as the words of the case that comes of it.</summary>
/// <param name="office">In the language of the office, whoever visited and whatever they read.</param>
public sealed class FoundWords(Sentences office)
{
    /// <summary>The standards that were not met, each with what the visitor wrote, as far as a case has room.</summary>
    public string Of(IEnumerable<(Judged Judged, Answered Answered)> its)
    {
        var said = string.Join(
            office["inspections.unmet.and"],
            its.Select(one =>
                one.Answered.Words.Length > 0
                    ? office["inspections.unmet.with", one.Judged.Item.Standard.Text, one.Answered.Words]
                    : one.Judged.Item.Standard.Text
            )
        );
        var all = office["inspections.unmet", said];
        return all.Length > ActForm.LongestText ? all[..(ActForm.LongestText - 1)] + "…" : all;
    }
}
