using static CivicLoop.Core.Playbooks.Keys.CommonKeys;
using Severity = CivicLoop.Core.Cases.Severity;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class ScoreKeys
{
    private static readonly Shape Open = new(
        "open",
        [
            .. Enum.GetNames<Severity>()
                .Select(name => new Key(
                    name.ToLowerInvariant(),
                    Form.Points,
                    $"Points that an open problem costs its place where it is {name.ToLowerInvariant()}.",
                    "2"
                )),
        ]
    );

    private static readonly Shape Places = new(
        "place-scores",
        new Key("checks-count-for", Form.Whole, "Natural days for which what a check found counts.", "60"),
        new Key("open", Form.Map, "What an open problem costs, by how bad it is.", "{minor: 1, major: 3, grave: 8}")
        {
            Of = Open,
        },
        new Key("late", Form.Points, "What it costs beside once its limit has run out.", "2"),
        new Key("rebound", Form.Points, "What it costs beside for each time it came back.", "2")
    );

    private static readonly Shape Units = new(
        "unit-scores",
        new Key("late", Form.Points, "What a late problem costs the unit that owes it.", "0.5"),
        new Key("late-most", Form.Points, "The most that late problems cost a unit.", "20")
    );

    internal static readonly FileShape File = new(
        "scores.yaml",
        "每日动态评分: what open, late and returning problems cost a place and a unit. Standards cost by their weight.",
        new Shape(
            "scores",
            new Key("places", Form.Map, "Of a place.", "{checks-count-for: 60, open: {…}, late: 2, rebound: 2}") { Of = Places },
            new Key("units", Form.Map, "Of a unit: the mean of its places, less what is late.", "{late: 0.5, late-most: 20}")
            {
                Of = Units,
            },
            Sample,
            Source
        ),
        Absence.StandInIfAny
    );
}
