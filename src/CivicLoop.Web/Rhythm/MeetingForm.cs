using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Rhythm;

/// <summary>Minutes as they were typed, so that a refused form is shown again exactly so.</summary>
public sealed record MeetingForm(Guid Act, string Words, string Reason, IReadOnlyList<DecisionField> Decisions)
{
    /// <summary>Rows that the form has; what was decided beyond them is added on the list.</summary>
    public const int Rows = 5;

    public static MeetingForm New() => new(Guid.CreateVersion7(), "", "", [.. Enumerable.Repeat(DecisionField.None, Rows)]);

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
                ]
            )
            : null;

    /// <summary>The rows that say something, or what is wrong with the first that is unfinished.</summary>
    public Outcome<IReadOnlyList<DecisionInput>> Read()
    {
        var read = new List<DecisionInput>();
        foreach (var (row, one) in Decisions.Index())
        {
            if (one == DecisionField.None)
                continue;
            if (
                one.What.Length == 0
                || one.Unit.Length == 0
                || !DateOnly.TryParseExact(one.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            )
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
