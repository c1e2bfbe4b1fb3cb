using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Rhythm;

/// <summary>Minutes as they were typed, so that a refused form is shown again exactly so.</summary>
public sealed record MeetingForm(
    Guid Act,
    string Words,
    string Reason,
    IReadOnlyList<DecisionField> Decisions,
    IReadOnlyList<ConclusionField> Conclusions,
    IReadOnlyList<long> Announced
)
{
    /// <summary>Rows that the form has; what was decided beyond them is added on the list.</summary>
    public const int Rows = 5;

    public static MeetingForm New() =>
        new(
            Guid.CreateVersion7(),
            "",
            "",
            [.. Enumerable.Repeat(DecisionField.None, Rows)],
            [.. Enumerable.Repeat(ConclusionField.None, Rows)],
            []
        );

    /// <summary>Null where it carries no act.</summary>
    public static MeetingForm? Read(IFormCollection sent) =>
        Guid.TryParse(sent["act"], out var act)
            ? new MeetingForm(
                act,
                sent["words"].ToString().ReplaceLineEndings("\n").Trim(),
                Site.ReasonField.Stated(sent),
                [
                    .. Enumerable
                        .Range(0, Rows)
                        .Select(row => new DecisionField(At(sent["what"], row), At(sent["unit"], row), At(sent["due"], row))),
                ],
                [
                    .. Enumerable
                        .Range(0, Rows)
                        .Select(row => new ConclusionField(
                            At(sent["case"], row),
                            At(sent["outcome"], row),
                            At(sent["to"], row),
                            At(sent["until"], row),
                            At(sent["yuan"], row),
                            At(sent["about"], row)
                        )),
                ],
                [
                    .. sent["announce"]
                        .Select(number =>
                            long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 0
                        )
                        .Where(order => order > 0)
                        .Distinct(),
                ]
            )
            : null;

    /// <summary>The rows that say something, or what is wrong with the first that is unfinished.</summary>
    public Outcome<MinutesInput> Minutes()
    {
        var (decisions, conclusions) = (Decided(), Concluded());
        return (decisions.Refusal ?? conclusions.Refusal) is { } unfinished
            ? unfinished
            : new MinutesInput(Words, decisions.Value!, conclusions.Value!) { Announced = Announced };
    }

    private Outcome<IReadOnlyList<ConclusionInput>> Concluded()
    {
        var read = new List<ConclusionInput>();
        foreach (var (row, one) in Conclusions.Index())
        {
            if (one == ConclusionField.None)
                continue;
            if (one.Read() is not { } said)
                return new Refusal("meeting.conclusion-unfinished", $"{row + 1}");
            read.Add(said);
        }
        return read;
    }

    /// <summary>Rows of who does what by when, or what is wrong with the first that is unfinished.</summary>
    public Outcome<IReadOnlyList<DecisionInput>> Decided()
    {
        var read = new List<DecisionInput>();
        foreach (var (row, one) in Decisions.Index())
        {
            if (one == DecisionField.None)
                continue;
            if (one.What.Length == 0 || one.Unit.Length == 0 || ConclusionField.Day(one.Due) is not { } due)
                return new Refusal("meeting.decision-unfinished", $"{row + 1}");
            read.Add(new DecisionInput(one.What, one.Unit, due));
        }
        return read;
    }

    private static string At(Microsoft.Extensions.Primitives.StringValues sent, int row) =>
        row < sent.Count ? (sent[row] ?? "").Trim() : "";
}

/// <param name="Due">As the browser writes a day: 2020-11-23.</param>
public sealed record DecisionField(string What, string Unit, string Due)
{
    public static DecisionField None { get; } = new("", "", "");
}

/// <summary>A row of what is concluded about cases; which of its fields are wanted says the outcome.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="To">Code of a unit.</param>
/// <param name="About">What the part is, or what is paid for.</param>
public sealed record ConclusionField(string Case, string Outcome, string To, string Until, string Yuan, string About)
{
    public static ConclusionField None { get; } = new("", "", "", "", "", "");

    /// <summary>What somebody at the table may choose.</summary>
    public static IReadOnlyList<ReviewOutcome> Outcomes { get; } =
    [.. Enum.GetValues<ReviewOutcome>().Where(one => one != ReviewOutcome.PartOf)];

    /// <summary>Null while something that the outcome wants is missing.</summary>
    public ConclusionInput? Read()
    {
        if (
            !long.TryParse(Case, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Enum.TryParse<ReviewOutcome>(Outcome, out var outcome)
            || !Outcomes.Contains(outcome)
        )
            return null;
        var (until, yuan) = (
            Day(Until),
            long.TryParse(Yuan, NumberStyles.None, CultureInfo.InvariantCulture, out var sum) ? sum : 0
        );
        var whole = outcome switch
        {
            ReviewOutcome.Reassign => To.Length > 0,
            ReviewOutcome.Split => To.Length > 0 && About.Length > 0,
            ReviewOutcome.Fund => To.Length > 0 && About.Length > 0 && until is not null && yuan > 0,
            _ => until is not null,
        };
        return whole ? new ConclusionInput(number, outcome, To, until, yuan > 0 ? yuan : null, About) : null;
    }

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
