using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Guidance;

/// <summary>A part of a team as it was typed.</summary>
public sealed record PartTyped(string Name, bool City, IReadOnlyList<string> Districts, IReadOnlyList<string> Streets)
{
    public bool IsEmpty => Name.Length == 0 && !City && Districts.Count == 0 && Streets.Count == 0;
}

/// <summary>A beat of its schedule as it was typed.</summary>
/// <param name="Every">Empty for none.</param>
public sealed record BeatTyped(TeamBeatKind Kind, string Name, string Every, string On, string At);

/// <summary>A team as it was typed, so that a refused form is shown again exactly so.</summary>
public sealed record TeamForm(
    Guid Act,
    string Authority,
    string Name,
    string First,
    string Last,
    IReadOnlyList<PartTyped> Parts,
    IReadOnlyList<BeatTyped> Beats,
    string Suggested,
    string Own,
    string Reason
)
{
    /// <summary>So many parts a form has; a team seldom has more.</summary>
    public const int Rows = 4;

    public static readonly IReadOnlyList<string> Intervals =
    [
        "1 day",
        "1 working day",
        "1 week",
        "2 weeks",
        "1 half-month",
        "1 month",
    ];

    /// <summary>Weekdays for weeks, days of the month for months.</summary>
    public static readonly IReadOnlyList<string> Days =
    [
        .. Enumerable.Range(1, 7).Select(day => $"{(DayOfWeek)(day % 7)}"),
        "1",
        "10",
        "15",
        "20",
    ];

    public static TeamForm New(Sentences t) =>
        new(
            Guid.CreateVersion7(),
            "",
            "",
            "",
            "",
            Filled([]),
            [
                .. Enum.GetValues<TeamBeatKind>()
                    .Select(kind => new BeatTyped(kind, t[$"guidance.beat.{kind}"], "", "Monday", "10:00")),
            ],
            "",
            "",
            ""
        );

    /// <summary>Null where it carries no act.</summary>
    public static TeamForm? Read(IFormCollection sent)
    {
        string Said(string name) => sent[name].ToString().Trim();
        IReadOnlyList<string> All(string name) => [.. sent[name].OfType<string>().Where(code => code.Length > 0).Distinct()];
        return Guid.TryParse(sent["act"], out var act)
            ? new TeamForm(
                act,
                Said("authority"),
                Said("name"),
                Said("first"),
                Said("last"),
                [
                    .. Enumerable
                        .Range(1, Rows)
                        .Select(row => new PartTyped(
                            Said($"part-{row}"),
                            Said($"city-{row}") == "true",
                            All($"district-{row}"),
                            All($"street-{row}")
                        )),
                ],
                [
                    .. Enum.GetValues<TeamBeatKind>()
                        .Select(kind => new BeatTyped(
                            kind,
                            Said($"beat-{kind}"),
                            Said($"every-{kind}"),
                            Said($"on-{kind}"),
                            Said($"at-{kind}")
                        )),
                ],
                Said("suggested"),
                Said("reason"),
                ReasonField.Stated(sent)
            )
            : null;
    }

    /// <summary>What was meant, or the first thing that is wrong with it.</summary>
    public Outcome<TeamInput> Input()
    {
        if (ItemSheet.ParseDay(First) is not { } first || ItemSheet.ParseDay(Last) is not { } last)
            return new Refusal("team.days-missing");
        var beats = new List<TeamBeat>();
        foreach (var beat in Beats.Where(beat => beat.Every.Length > 0))
        {
            if (!TimeOnly.TryParseExact(beat.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
                return new Refusal("team.beat", beat.Name);
            // Days and half months have no day of their own.
            var on =
                beat.Every.Contains("week", StringComparison.Ordinal) || beat.Every.EndsWith(" month", StringComparison.Ordinal)
                    ? beat.On
                    : null;
            beats.Add(new TeamBeat(beat.Kind, beat.Name, beat.Every, on, at));
        }
        return new TeamInput(
            Authority,
            Name,
            first,
            last,
            [
                .. Parts
                    .Where(part => !part.IsEmpty)
                    .Select(part => new PartInput(part.Name, new Ground(part.City, part.Districts, part.Streets))),
            ],
            beats
        );
    }

    private static IReadOnlyList<PartTyped> Filled(IReadOnlyList<PartTyped> parts) =>
        [.. parts, .. Enumerable.Repeat(new PartTyped("", false, [], []), Rows - parts.Count)];
}
