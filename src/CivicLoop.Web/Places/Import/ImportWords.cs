using CivicLoop.Core.Places.Import;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Places.Import;

/// <summary>Rows and columns of a file in words.</summary>
public static class ImportWords
{
    /// <summary>经度：131.2 不是数字，请写成 84.88 的样子: what is wrong and how to mend it.</summary>
    public static string Said(this Sentences t, RowProblem problem, Playbook playbook)
    {
        var sentence = t[$"import.problem.{problem.Code}", [.. problem.Args]];
        return problem.Field.Length == 0 ? sentence : t["import.problem.in", t.Field(problem.Field, playbook), sentence];
    }

    /// <summary>The name of a column; an attribute is called what the playbook calls it.</summary>
    public static string Field(this Sentences t, string field, Playbook playbook) =>
        field.StartsWith(ImportField.Attribute, StringComparison.Ordinal)
            ? playbook
                .Places.Facilities.SelectMany(kind => kind.Attributes)
                .FirstOrDefault(one => one.Code == field[ImportField.Attribute.Length..])
                ?.Name
                ?? field
            : t[$"import.field.{field}"];
}
