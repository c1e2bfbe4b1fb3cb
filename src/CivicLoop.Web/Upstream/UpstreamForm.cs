using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Upstream;

/// <summary>A letter or an interview as it was typed, so that a refused form is shown again exactly so.</summary>
public sealed record UpstreamForm(
    Guid Act,
    string Kind,
    string Level,
    string Authority,
    string Letter,
    string Day,
    string Deadline,
    string About,
    string Reason,
    MeetingForm Promises
)
{
    public static UpstreamForm New() =>
        new(
            Guid.CreateVersion7(),
            nameof(UpstreamKind.Letter),
            nameof(UpstreamLevel.Provincial),
            "",
            "",
            "",
            "",
            "",
            "",
            MeetingForm.New()
        );

    /// <summary>Null where it carries no act.</summary>
    public static UpstreamForm? Read(IFormCollection sent) =>
        MeetingForm.Read(sent) is { } promises
            ? new UpstreamForm(
                promises.Act,
                Line(sent["kind"]),
                Line(sent["level"]),
                Line(sent["authority"]),
                Line(sent["letter"]),
                Line(sent["day"]),
                Line(sent["deadline"]),
                sent["about"].ToString().ReplaceLineEndings("\n").Trim(),
                ReasonField.Stated(sent),
                promises
            )
            : null;

    /// <summary>What was meant, or the first thing that is wrong with it.</summary>
    public Outcome<UpstreamInput> Read()
    {
        if (!Enum.TryParse<UpstreamKind>(Kind, out var kind) || !Enum.IsDefined(kind))
            return new Refusal("upstream.kind-missing");
        if (!Enum.TryParse<UpstreamLevel>(Level, out var level) || !Enum.IsDefined(level))
            return new Refusal("upstream.level-missing");
        if (ParseDay(Day) is not { } day)
            return new Refusal("upstream.day-missing");
        if (Deadline.Length > 0 && ParseDay(Deadline) is null)
            return new Refusal("upstream.deadline-wrong");
        var promises = Promises.Decided();
        return promises.Refusal is { } unfinished
            ? unfinished
            : new UpstreamInput(kind, level, Authority, Letter, day, ParseDay(Deadline), About, promises.Value!);
    }

    internal static DateOnly? ParseDay(string typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Line(Microsoft.Extensions.Primitives.StringValues typed) => typed.ToString().Trim();
}
