using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Playbooks;

/// <summary>The tables of a playbook as files, in the words of its page.</summary>
public sealed class PlaybookTables(Playbook playbook, Sentences t, Wording w, SiteContext site)
{
    private const int Wide = 36;

    public static readonly IReadOnlyList<string> Names = ["problems", "dispatch", "limits", "organisation", "calendar"];

    public TableFile? File(string table) =>
        table switch
        {
            "problems" => Of(
                table,
                Problems,
                "theme",
                "group",
                "code",
                "category",
                "difficulty",
                "file-when",
                "close-when",
                "found-by",
                "sample"
            ),
            "dispatch" => Of(table, Dispatch, "code", "rule", "when", "lead", "with", "sample"),
            "limits" => Of(table, Limits, "code", "what", "limit", "approved-by", "sample"),
            "organisation" => Of(table, Organisation, "code", "unit", "kind", "parent", "posts", "sample"),
            "calendar" => Of(table, Calendar, "day", "works", "holiday"),
            _ => null,
        };

    private TableFile Of(string table, IEnumerable<IReadOnlyList<object?>> rows, params IReadOnlyList<string> columns) =>
        new(
            $"{site.Here.Code}-{t[$"playbooks.table.{table}"]}",
            [
                .. columns.Select(column => new SheetColumn(
                    t[$"playbooks.table.col.{column}"],
                    column is "file-when" or "close-when" or "when" or "posts" ? 2 * Wide : Wide / 2
                )),
            ],
            rows
        );

    private PlaybookWords Words => new(playbook, t, w);

    private IEnumerable<IReadOnlyList<object?>> Problems =>
        from theme in playbook.Problems.Themes
        from @group in theme.Groups
        from category in @group.Categories
        select (IReadOnlyList<object?>)
            [
                theme.Name,
                @group.Name,
                category.Code,
                category.Name,
                playbook.Difficulty(category.Difficulty)!.Name,
                category.FileWhen,
                category.CloseWhen,
                Words.List(category.FoundBy.Select(way => t[$"playbooks.found-by.{way}"])),
                Sample(category.Sample),
            ];

    private IEnumerable<IReadOnlyList<object?>> Dispatch =>
        playbook.Problems.Dispatch.Select(
            IReadOnlyList<object?> (rule) =>
                [
                    rule.Code,
                    rule.Name,
                    Words.When(rule),
                    Words.Who(rule.Lead),
                    Words.List(rule.With.Select(Words.Who)),
                    Sample(rule.Sample),
                ]
        );

    private IEnumerable<IReadOnlyList<object?>> Limits =>
        playbook
            .Limits.Difficulties.Select(
                IReadOnlyList<object?> (one) =>
                    [
                        one.Code,
                        one.Name,
                        w.Limit(one.Limit.ToString()),
                        one.ApprovedBy is { } approver ? t[$"site.approver.{approver}"] : null,
                        Sample(one.Sample),
                    ]
            )
            .Concat(
                playbook.Limits.Stages.Select(
                    IReadOnlyList<object?> (stage) =>
                        [
                            stage.Key,
                            t[$"playbooks.table.stage.{stage.Key}"],
                            w.Limit(stage.Value.ToString()),
                            null,
                            Sample(playbook.Limits.Sample),
                        ]
                )
            );

    private IEnumerable<IReadOnlyList<object?>> Organisation =>
        playbook.Organisation.Units.Select(
            IReadOnlyList<object?> (unit) =>
                [
                    unit.Code,
                    unit.Name,
                    t[$"organisation.kind.{unit.Kind}"],
                    unit.Parent is { } parent ? playbook.Organisation.Units.First(one => one.Code == parent).Name : null,
                    Words.List(playbook.Organisation.Posts.Where(post => post.Unit == unit.Code).Select(post => post.Name)),
                    Sample(unit.Sample),
                ]
        );

    private IEnumerable<IReadOnlyList<object?>> Calendar =>
        playbook.Limits.Calendar.Select(
            IReadOnlyList<object?> (day) => [day.Day, t[day.Works ? "playbooks.table.works" : "playbooks.table.off"], day.Name]
        );

    private string? Sample(bool sample) => sample ? t["playbooks.table.sample"] : null;
}
