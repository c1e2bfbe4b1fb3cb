using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Standards;

/// <summary>
/// An edition as the tree of words that its file is made of: read back it is the same edition. YAML and workbooks are
/// both written from it.
/// </summary>
public static class EditionText
{
    /// <summary>A value of the file: text, a list, or keys with values.</summary>
    public abstract record Value
    {
        [return: NotNullIfNotNull(nameof(text))]
        public static implicit operator Value?(string? text) => text is null ? null : new Word(text);
    }

    public sealed record Word(string Text) : Value;

    public sealed record Many(IReadOnlyList<Value> Items) : Value;

    public sealed record Keys(IReadOnlyList<(string Key, Value Value)> Entries) : Value;

    public static Keys Of(Edition edition) =>
        Made(
            ("edition", edition.Code),
            ("system", edition.System),
            ("name", edition.Name),
            ("total", Points.Say(edition.Total)),
            ("sample", edition.Sample ? "true" : null),
            ("gates", List(edition.Gates, Gate)),
            ("includes", List(edition.Includes, one => Made(("system", one.System), ("part", Rule.Percent(one.Share))))),
            (
                "projects",
                List(
                    edition.Projects,
                    project =>
                        Branch(
                            project.Code,
                            project.Name,
                            "indicators",
                            List(
                                project.Indicators,
                                indicator =>
                                    Branch(
                                        indicator.Code,
                                        indicator.Name,
                                        "contents",
                                        List(
                                            indicator.Contents,
                                            content =>
                                                Branch(content.Code, content.Name, "standards", List(content.Standards, Standard))
                                        )
                                    )
                            )
                        )
                )
            )
        );

    /// <summary>A standard without the branch that it hangs on.</summary>
    public static Keys Standard(Standard standard) =>
        Made(
            ("code", standard.Code),
            ("text", standard.Text),
            ("look", standard.Look),
            ("methods", Words(standard.Methods)),
            ("weight", Points.Say(standard.Weight)),
            ("places", List(standard.Places, place => place)),
            ("occurrence", standard.Occurrence == 1 ? null : Number(standard.Occurrence)),
            (
                "draw",
                standard.Draw.Count == 0 ? null : new Keys([.. standard.Draw.Select(one => (one.Of, (Value)Number(one.Count)))])
            ),
            ("category", standard.Category),
            ("materials", Words(standard.Materials)),
            ("rule", standard.Rules is [var alone] ? Scored(alone) : List(standard.Rules, Scored))
        );

    public static Keys Scored(Scored scored)
    {
        var keys = new List<(string, Value?)>
        {
            ("kind", scored.Rule.Kind),
            ("method", scored.Method is { } method ? Lower(method) : null),
            ("part", scored.Share == 1 ? null : Rule.Percent(scored.Share)),
        };
        keys.AddRange(
            scored.Rule switch
            {
                Deduct deduct => [("each", Points.Say(deduct.Each)), ("unit", deduct.Unit)],
                Ratio ratio => [("needed", Number(ratio.Needed)), ("unit", ratio.Unit)],
                Density density =>
                [
                    ("needed", Number(density.Needed)),
                    ("per-metres", Number(density.Metres)),
                    ("unit", density.Unit),
                ],
                Rate rate => [.. Threshold(rate.AtLeast, rate.From), ("unit", rate.Unit)],
                Observation observation =>
                [
                    .. Threshold(observation.AtLeast, observation.From),
                    ("sample", Number(observation.Sample)),
                    ("unit", observation.Unit),
                ],
                SurveyShare survey => [.. Threshold(survey.AtLeast, survey.From), ("sample", Number(survey.Sample))],
                Tiered tiered =>
                [
                    ("tiers", List(tiered.Tiers, tier => Made(("name", tier.Name), ("share", Rule.Percent(tier.Share))))),
                ],
                Composite composite => [("of", List(composite.Of, code => code))],
                _ => Array.Empty<(string, Value?)>(),
            }
        );
        return Made([.. keys]);
    }

    /// <summary>Back to nodes, as if it had been read from a file.</summary>
    public static Node Nodes(Value value, string file = "edition") =>
        value switch
        {
            Word word => new Scalar(word.Text, file, 1, 1),
            Many many => new Sequence([.. many.Items.Select(item => Nodes(item, file))], file, 1, 1),
            Keys keys => new Mapping(
                [.. keys.Entries.Select(entry => new Entry(new Scalar(entry.Key, file, 1, 1), Nodes(entry.Value, file)))],
                file,
                1,
                1
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no such value"),
        };

    private static (string, Value?)[] Threshold(decimal atLeast, decimal? from) =>
        [("at-least", Rule.Percent(atLeast)), ("from", from is { } lower ? Rule.Percent(lower) : null)];

    private static Keys Gate(Gate gate) =>
        Made(
            ("code", gate.Code),
            ("name", gate.Name),
            ("of", gate.Of),
            ("at-least", gate.AtLeast is { } least ? Points.Say(least) : null),
            ("months", gate.Months is { } months ? Number(months) : null)
        );

    private static Keys Branch(string code, string name, string below, Value? items) =>
        Made(("code", code), ("name", name), (below, items));

    private static Keys Made(params IReadOnlyList<(string Key, Value? Value)> entries) =>
        new([.. entries.Where(entry => entry.Value is not null).Select(entry => (entry.Key, entry.Value!))]);

    private static Many? List<T>(IReadOnlyList<T> items, Func<T, Value> made) =>
        items.Count == 0 ? null : new Many([.. items.Select(made)]);

    private static Many? Words<T>(IReadOnlyList<T> items)
        where T : struct, Enum => List(items, item => Lower(item));

    private static string Lower<T>(T word)
        where T : struct, Enum => $"{word}".ToLowerInvariant();

    private static Word Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));
}
