using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;

namespace CivicLoop.Web.Rectification;

/// <summary>What an edit changed, old and new, in words: phrased when read.</summary>
internal static class ItemDifferences
{
    public static IEnumerable<(string Column, string Was, string Now)> Of(
        ItemState before,
        ItemChanged changed,
        Func<TextRef, string> said,
        CaseNames names
    )
    {
        if (changed.Item is { } item)
            yield return ("item", said(before.Item), said(item));
        if (changed.Cause is { } cause)
            yield return ("cause", said(before.Cause), said(cause));
        if (changed.Measure is { } measure)
            yield return ("measure", said(before.Measure), said(measure));
        if (changed.Due is { } due)
            yield return ("due", Day(before.Due), Day(due));
        if (changed.Promised is { } promised)
            yield return ("promised", Day(before.Promised), Day(promised));
        if (changed.Unit is { } unit)
            yield return ("unit", names.Unit(before.Unit), names.Unit(unit));
        if (changed.Responsible is { } responsible)
            yield return ("responsible", Post(before.Responsible, names), Post(responsible, names));
        if (changed.Checker is { } checker)
            yield return ("checker", Post(before.Checker, names), Post(checker, names));
        if (changed.Place is { } place)
            yield return ("place", before.Place ?? "", place);
        if (changed.Standard is { } standard)
            yield return ("standard", before.Standard ?? "", standard);
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Post(string? code, CaseNames names) => string.IsNullOrEmpty(code) ? "" : names.Post(code);
}
