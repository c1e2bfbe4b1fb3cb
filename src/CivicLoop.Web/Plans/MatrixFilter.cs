using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;

namespace CivicLoop.Web.Plans;

/// <summary>Which rows and columns of the matrix; it lives in the address.</summary>
/// <param name="Project">A project as <c>system/code</c>; null for all.</param>
/// <param name="Group">Code of a work group, whose units are the columns; null for all.</param>
/// <param name="Unit">Only what this unit leads or helps with, and its column first.</param>
/// <param name="Open">Only what nobody leads.</param>
/// <param name="Mode">What a click on a cell does.</param>
public sealed record MatrixFilter(string? Project, string? Words, string? Group, string? Unit, bool Open, CellMode Mode)
{
    public static MatrixFilter Of(Func<string, string?> asked) =>
        new(
            Said(asked("project")),
            Said(asked("q")),
            Said(asked("group")),
            Said(asked("unit")),
            asked("open") == "1",
            Enum.TryParse<CellMode>(asked("mode"), out var mode) && Enum.IsDefined(mode) ? mode : CellMode.Lead
        );

    public string Query()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("project", Project),
            ("q", Words),
            ("group", Group),
            ("unit", Unit),
            ("open", Open ? "1" : null),
            ("mode", Mode == CellMode.Lead ? null : Mode.ToString()),
        }
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return string.Join('&', parts) is { Length: > 0 } query ? $"?{query}" : "";
    }

    public IEnumerable<(StandardRef Ref, Located Located)> Rows(PlanView view) =>
        view.Standards.Where(row =>
            (Project is null || Project == $"{row.Ref.System}/{row.Located.Project.Code}")
            && (
                Words is null
                || $"{row.Ref.Code} {row.Located.Standard.Text} {row.Located.Content.Name} {row.Located.Indicator.Name}".Contains(
                    Words,
                    StringComparison.OrdinalIgnoreCase
                )
            )
            && (Unit is null || Open || view.Serving(row.Ref)?.State.Units.Contains(Unit) != false)
            && (!Open || view.Serving(row.Ref)?.Terms.Lead is null)
        );

    /// <summary>Units of the group, or those that the plan or a task names; all that could be asked where neither names one.</summary>
    public IReadOnlyList<Unit> Columns(PlanView view)
    {
        var organisation = view.Rules.Organisation;
        var named = view.Tasks.SelectMany(task => task.State.Units).Concat(view.Plan.Head.Units).ToHashSet();
        var group = view.Rules.Playbook.Organisation.WorkGroups.FirstOrDefault(one => one.Code == Group);
        return
        [
            .. organisation
                .Units.Where(unit =>
                    unit.Code == Unit
                    || organisation.ClerkOf(unit.Code) is not null
                        && (group is not null ? group.Units.Contains(unit.Code) : named.Count == 0 || named.Contains(unit.Code))
                )
                .OrderBy(unit => unit.Code == Unit ? 0 : 1)
                .ThenBy(unit => UnitKinds.All.Index().First(kind => kind.Item == unit.Kind).Index)
                .ThenBy(unit => unit.Code, StringComparer.Ordinal),
        ];
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a click on a cell of the matrix does.</summary>
public enum CellMode
{
    /// <summary>牵头.</summary>
    Lead,

    /// <summary>配合.</summary>
    With,

    /// <summary>撤下.</summary>
    Clear,
}
