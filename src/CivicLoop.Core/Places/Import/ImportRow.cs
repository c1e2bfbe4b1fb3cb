using System.Globalization;

namespace CivicLoop.Core.Places.Import;

/// <summary>One row on its way through the check: reads its cells and gathers what is wrong with them.</summary>
/// <param name="number">As the person sees it in the file.</param>
/// <param name="cell">The text of a field; empty where the file has none.</param>
internal sealed class ImportRow(int number, Func<string, string> cell)
{
    private const int LongestName = 100;

    private List<RowProblem>? problems;
    private List<RowProblem>? warnings;

    public bool Bad => problems is not null;

    /// <summary>As the person sees it in the file.</summary>
    public int Row => number;

    public IReadOnlyList<RowProblem> Problems => problems ?? [];

    public IReadOnlyList<RowProblem> Warnings => warnings ?? [];

    public string this[string field] => cell(field);

    public string? Given(string field) => cell(field) is { Length: > 0 } text ? text : null;

    public void Wrong(string field, string code, params IReadOnlyList<string> args) =>
        (problems ??= []).Add(new RowProblem(number, field, code, args));

    public void Doubt(string field, string code, params IReadOnlyList<string> args) =>
        (warnings ??= []).Add(new RowProblem(number, field, code, args));

    /// <summary>Empty, and a problem, where it is missing or longer than a name may be.</summary>
    public string Name(string field)
    {
        if (Given(field) is not { } text)
        {
            Wrong(field, "missing");
            return "";
        }
        if (text.Length > LongestName)
            Wrong(field, "too-long", LongestName.ToString(CultureInfo.InvariantCulture));
        return text;
    }

    /// <summary>Empty, and a problem, where it is no code.</summary>
    public string Code()
    {
        if (Given("code") is not { } code)
            Wrong("code", "missing");
        else if (!Codes.Fits(code))
            Wrong("code", "code-form", code);
        else
            return code;
        return "";
    }

    public double? Number(string field)
    {
        if (Given(field) is not { } text)
            Wrong(field, "missing");
        else if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        )
            return number;
        else
            Wrong(field, "not-number", text);
        return null;
    }

    /// <summary>A count, 0 or more; null where there is none, and a problem where it is none.</summary>
    public int? Count(string field)
    {
        if (Given(field) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count;
        Wrong(field, "not-number", text);
        return null;
    }

    public RowOutcome With(Func<ImportDraft> draft) => new(number, Bad ? null : draft(), problems ?? [], warnings ?? []);
}

/// <summary>Codes of places and what lies around them, as cities have them.</summary>
public static class Codes
{
    private const int Longest = 40;

    // Words that stand for pages where a code would stand in an address.
    private static readonly HashSet<string> Taken = new(
        ["import", "plates", "export", "photos"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Letters and figures of any writing, and - _ . ( ) （ ）; nothing that an address would read otherwise.</summary>
    public static bool Fits(string code) =>
        code.Length is > 0 and <= Longest
        && char.IsLetterOrDigit(code[0])
        && code.All(letter => char.IsLetterOrDigit(letter) || "-_.()（）".Contains(letter, StringComparison.Ordinal))
        && !Taken.Contains(code);
}
