using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Plans;

/// <summary>What is wrong with a row of a table that was brought back.</summary>
public sealed record RowMistake(int Row, string Column, Refusal Why);

/// <summary>The matrix as a table, and a table brought back: what it wishes, or what is wrong with it row by row.</summary>
public sealed class MatrixTable(Texts texts, Sentences t, SiteContext site)
{
    /// <summary>More standards than any edition has.</summary>
    private const int MostRows = 20_000;
    private const int MostMistakes = 300;

    private static readonly string[] Columns =
    [
        "standard",
        "project",
        "indicator",
        "content",
        "text",
        "place-types",
        "task",
        "lead",
        "with",
        "post",
        "evidence",
        "milestones",
        "percent",
        "phase",
    ];

    private static readonly string[] Brought = ["standard", "lead", "with", "post", "milestones"];

    public TableFile File(PlanView view)
    {
        var names = CaseNames.Of(view.Rules);
        return new TableFile(
            $"{site.Here.Code}-{t["plans.matrix"]}-{view.Plan.State.Number}",
            [
                .. Columns.Select(column => new SheetColumn(
                    t[$"plans.table.{column}"],
                    column is "text" or "milestones" ? 50 : 18
                )),
            ],
            view.Standards.Select(
                IReadOnlyList<object?> (row) =>
                {
                    var task = view.Serving(row.Ref);
                    return
                    [
                        row.Ref.ToString(),
                        row.Located.Project.Name,
                        row.Located.Indicator.Name,
                        row.Located.Content.Name,
                        row.Located.Standard.Text,
                        Joined(row.Located.Standard.Places.Select(names.PlaceType)),
                        task?.State.Code,
                        task?.Terms.Lead is { } lead ? names.Unit(lead) : null,
                        Joined(task?.Terms.With.Select(names.Unit)),
                        task?.Terms.Post is { } post ? names.Post(post) : null,
                        Joined(task?.Terms.Evidence.Select(one => t[$"plans.evidence.{one}"])),
                        task is null
                            ? null
                            : string.Join(
                                '\n',
                                task.State.Milestones.Select((one, at) => $"{Data.Values.Day(one.Day)} {task.Milestones[at]}")
                            ),
                        task?.State.Percent,
                        task is null ? null : t[$"plans.phase.{task.State.Phase}"],
                    ];
                }
            )
        );
    }

    /// <summary>What the file wishes; a column that it lacks leaves what stands.</summary>
    /// <exception cref="SheetTroubleException">The file is no table of this kind.</exception>
    public (IReadOnlyList<Wish> Wishes, IReadOnlyList<RowMistake> Mistakes) Read(Stream file, PlanView view)
    {
        var table = SheetTable.Of(
            SheetReader.Rows(file),
            [
                .. Brought.Select(column => new SheetField(
                    column,
                    [.. Texts.Languages.Select(language => texts.In(language)[$"plans.table.{column}"])],
                    Required: column is "standard" or "lead"
                )),
            ]
        );
        var (wanted, mistakes, seen) = (new Dictionary<long, Wish>(), new List<RowMistake>(), new HashSet<StandardRef>());
        var fresh = new List<Wish>();
        foreach (var record in table.Records())
        {
            if (record.Number > MostRows || mistakes.Count >= MostMistakes)
                break;
            void Wrong(string column, Refusal why) => mistakes.Add(new RowMistake(record.Number, column, why));
            if (StandardRef.Parse(record["standard"]) is not { } standard || view.Find(standard) is not { } located)
            {
                Wrong("standard", new Refusal("task.standard-unknown", record["standard"]));
                continue;
            }
            if (!seen.Add(standard))
            {
                Wrong("standard", new Refusal("plan.row-twice", record["standard"]));
                continue;
            }
            var task = view.Serving(standard);
            var now = task is null ? view.Fresh(standard, located, t) : PlanView.Now(task);
            var input = Row(record, table, now, view, Wrong);
            if (task is null && input is { Lead: null, With.Count: 0 })
                continue;
            if (Wishes.Of(task, input, now) is not { } wish)
                continue;
            if (task is null)
                fresh.Add(wish);
            else if (wanted.TryGetValue(task.State.Number, out var other) && other.Input!.Said != input.Said)
                Wrong("lead", new Refusal("plan.row-otherwise", task.State.Code));
            else
                wanted[task.State.Number] = wish;
        }
        return mistakes.Count > 0 ? ([], mistakes) : ([.. wanted.Values, .. fresh], []);
    }

    private static TaskInput Row(
        SheetRecord record,
        SheetTable table,
        TaskInput now,
        PlanView view,
        Action<string, Refusal> wrong
    )
    {
        var organisation = view.Rules.Organisation;
        string? Unit(string column, string said)
        {
            var found = organisation.Units.Where(unit => !unit.Closed && (unit.Code == said || unit.Name == said)).ToList();
            if (found is [var one] && organisation.ClerkOf(one.Code) is not null)
                return one.Code;
            wrong(column, found.Count == 1 ? new Refusal("unit.nobody", said) : new Refusal("unit.unknown", said));
            return null;
        }
        var lead = record["lead"].Length == 0 ? null : Unit("lead", record["lead"]);
        var input = now.Lead == lead ? now : now with { Lead = lead, Post = null, Rule = null };
        if (table.Has("with"))
            input = input with
            {
                With =
                [
                    .. Parts(record["with"], '、', ',', '，', ';', '；')
                        .Select(said => Unit("with", said))
                        .OfType<string>()
                        .Where(unit => unit != lead),
                ],
            };
        if (record["post"] is { Length: > 0 } named)
        {
            if (
                organisation.Posts.FirstOrDefault(post =>
                    post.Unit == lead && !post.Closed && (post.Code == named || post.Name == named)
                ) is
                { } post
            )
                input = input with { Post = post.Code };
            else
                wrong("post", new Refusal("task.post-elsewhere", named));
        }
        if (record["milestones"].Length > 0)
            input = input with { Milestones = Milestones(record["milestones"], view.Plan.Head, wrong) };
        return input;
    }

    private static List<MilestoneInput> Milestones(string said, PlanHead head, Action<string, Refusal> wrong)
    {
        var milestones = new List<MilestoneInput>();
        foreach (var line in Parts(said, '\n', ';', '；'))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || ItemSheet.ParseDay(line[..space]) is not { } day)
                wrong("milestones", new Refusal("plan.row-milestone", line));
            else if (day < head.From || day > head.To)
                wrong("milestones", new Refusal("task.milestone-outside", Day(head.From), Day(head.To)));
            else
                milestones.Add(new MilestoneInput(day, line[(space + 1)..].Trim()));
        }
        return milestones;
    }

    private static string[] Parts(string said, params char[] between) =>
        said.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Joined(IEnumerable<string>? parts) => parts is null ? null : string.Join('、', parts);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
