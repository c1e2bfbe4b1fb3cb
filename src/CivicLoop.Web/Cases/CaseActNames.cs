using CivicLoop.Core.Cases;

namespace CivicLoop.Web.Cases;

/// <summary>The acts as they stand in addresses: <c>report-fixed</c> for <see cref="CaseAct.ReportFixed"/>.</summary>
public static class CaseActNames
{
    // What begins a case has forms of its own, as have whoever told it, what is shown to everybody, what a meeting
    // concludes and what a visit sees; the system recounts alone.
    private static readonly Dictionary<string, CaseAct> ByName = Enum.GetValues<CaseAct>()
        .Except([
            CaseAct.Report,
            CaseAct.Receive,
            CaseAct.Import,
            CaseAct.FixOnTheSpot,
            CaseAct.Recount,
            CaseAct.AddWords,
            CaseAct.ConfirmFix,
            CaseAct.DisputeFix,
            CaseAct.Rate,
            CaseAct.Publish,
            CaseAct.Withhold,
            CaseAct.Review,
            CaseAct.SeeAgain,
        ])
        .ToDictionary(Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<CaseAct> All => ByName.Values;

    public static CaseAct? Find(string name) => ByName.TryGetValue(name, out var act) ? act : null;

    public static string Name(CaseAct act) =>
        string.Concat(
            act.ToString()
                .Select(
                    (letter, index) =>
                        char.IsUpper(letter) && index > 0
                            ? $"-{char.ToLowerInvariant(letter)}"
                            : $"{char.ToLowerInvariant(letter)}"
                )
        );
}
