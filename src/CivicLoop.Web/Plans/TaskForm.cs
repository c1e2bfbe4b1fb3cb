using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Plans;

/// <summary>An act on a task that runs, as it was typed; a refused one comes back whole.</summary>
/// <param name="Numbers">Cases, entries and items as they were typed, by kind.</param>
public sealed record TaskActForm(
    TaskAct Act,
    Guid Id,
    int Version,
    int At,
    string Percent,
    string Words,
    string Day,
    IReadOnlyDictionary<Evidence, string> Numbers,
    string Suggested,
    string Own,
    string Reason,
    IReadOnlyList<StagedPhoto> Photos,
    IReadOnlyList<(string Name, Refusal Refusal)> Unfit
)
{
    /// <summary>The acts that the page of a task offers, in the order of its life.</summary>
    public static readonly IReadOnlyList<TaskAct> Acts =
    [
        TaskAct.Report,
        TaskAct.Progress,
        TaskAct.Pass,
        TaskAct.Fail,
        TaskAct.Postpone,
        TaskAct.Close,
    ];

    /// <summary>What has a number in another room.</summary>
    public static readonly IReadOnlyList<Evidence> Linked = [Evidence.Case, Evidence.Tally, Evidence.Item];

    public bool WithPhotos => Act is TaskAct.Report or TaskAct.Progress or TaskAct.Pass or TaskAct.Fail;

    public bool WithWords => Act is TaskAct.Report or TaskAct.Progress;

    public static TaskActForm Fresh(TaskAct act, TaskState task) =>
        new(
            act,
            Guid.CreateVersion7(),
            task.Version,
            task.Current ?? 0,
            task.Percent.ToString(CultureInfo.InvariantCulture),
            "",
            "",
            new Dictionary<Evidence, string>(),
            "",
            "",
            "",
            [],
            []
        );

    public static async Task<TaskActForm> Read(TaskAct act, IFormCollection sent, City city, Guid person, PhotoTokens tokens)
    {
        var kept = sent["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        return new TaskActForm(
            act,
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            Whole(sent["expected"]) ?? 0,
            Whole(sent["at"]) ?? 0,
            sent["percent"].ToString().Trim(),
            sent["words"].ToString().ReplaceLineEndings("\n").Trim(),
            sent["day"].ToString().Trim(),
            Linked.ToDictionary(kind => kind, kind => sent[$"link-{kind}"].ToString().Trim()),
            sent["suggested"].ToString().Trim(),
            sent["reason"].ToString().Trim(),
            ReasonField.Stated(sent),
            staged.Photos,
            staged.Refused
        );
    }

    /// <summary>The numbers as evidence; what is no number is told.</summary>
    public Outcome<TaskReport> Report()
    {
        var links = new List<EvidenceLink>();
        foreach (var (kind, typed) in Numbers)
        foreach (var one in typed.Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return new Refusal("task.evidence-unknown", one);
            links.Add(new EvidenceLink(kind, number));
        }
        if (Act == TaskAct.Progress && Whole(Percent) is null)
            return new Refusal("task.percent");
        return new TaskReport(At, Whole(Percent) ?? 0, Words, [.. links.Distinct()]);
    }

    public DateOnly? Later => ItemSheet.ParseDay(Day);

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;
}

/// <summary>A task as it is being written.</summary>
public static class TaskFields
{
    /// <summary>Rows for milestones on the page; empty ones are none.</summary>
    public const int MilestoneRows = 6;

    public static Outcome<TaskInput> Read(IFormCollection sent, string? rule)
    {
        var milestones = new List<MilestoneInput>();
        for (var at = 0; at < TaskDecide.MostMilestones; at++)
        {
            var (day, what) = (sent[$"day-{at}"].ToString().Trim(), sent[$"what-{at}"].ToString().Trim());
            if (day.Length == 0 && what.Length == 0)
                continue;
            if (ItemSheet.ParseDay(day) is not { } known)
                return new Refusal("cell.day-missing");
            milestones.Add(new MilestoneInput(known, what));
        }
        return new TaskInput(
            sent["title"].ToString().Trim(),
            [.. sent["standard"].Select(StandardRef.Parse).OfType<StandardRef>()],
            Said(sent["lead"]),
            [.. sent["with"].OfType<string>()],
            Said(sent["post"]),
            [.. sent["place-type"].OfType<string>()],
            [.. sent["places"].ToString().Split([' ', '\n', '\r', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries)],
            [
                .. sent["evidence"]
                    .Select(word =>
                        Enum.TryParse<Evidence>(word, out var evidence) && Enum.IsDefined(evidence) ? (Evidence?)evidence : null
                    )
                    .OfType<Evidence>(),
            ],
            milestones,
            rule
        );
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
