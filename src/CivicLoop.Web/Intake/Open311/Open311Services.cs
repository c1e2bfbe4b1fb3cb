using CivicLoop.Core.Cases;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>What may be handed in: the categories of the playbook that a citizen may find, with their questions.</summary>
public sealed class Open311Services(Open311Door door, Sentences t)
{
    public IResult List(HttpContext http) =>
        Open311Result.List(
            Open311Result.IsJson(http.Request),
            "services",
            "service",
            Offered(door.Rules.Playbook)
                .Select(one => new Fields
                {
                    { "service_code", one.Category.Code },
                    { "service_name", one.Category.Name },
                    { "description", one.Category.FileWhen },
                    { "metadata", one.Category.Questions.Count > 0 },
                    { "type", "realtime" },
                    { "keywords", $"{one.Theme.Name},{one.Group.Name}" },
                    { "group", one.Group.Name },
                })
        );

    public IResult Definition(HttpContext http, string code)
    {
        var json = Open311Result.IsJson(http.Request);
        if (Find(door.Rules.Playbook, code) is not { } category)
            return door.Refuse(json, new Core.Events.Refusal("category.unknown", code));
        var attributes = category.Questions.Select(Attribute).ToList();
        // What there is to know before answering: shown, not asked.
        if (attributes.Count > 0)
            attributes.Add(Shown(category, attributes.Count + 1));
        return new Open311Result(
            json,
            "service_definition",
            new Fields { { "service_code", category.Code }, { "attributes", new Listed("attribute", attributes) } }
        );
    }

    /// <summary>Null for a code that names nothing that may be handed in.</summary>
    public static Category? Find(Playbook playbook, string code) =>
        playbook.Category(code) is { } category && category.FoundBy.Contains(Finders.Citizen) ? category : null;

    private static IEnumerable<(Theme Theme, ProblemGroup Group, Category Category)> Offered(Playbook playbook) =>
        from theme in playbook.Problems.Themes
        from problem in theme.Groups
        from category in problem.Categories
        where category.FoundBy.Contains(Finders.Citizen)
        select (theme, problem, category);

    private static object Attribute(Question question, int index) =>
        new Fields
        {
            { "variable", true },
            { "code", question.Code },
            { "datatype", question.Kind },
            { "required", question.Required },
            { "datatype_description", question.Hint },
            { "order", index + 1 },
            { "description", question.Ask },
            {
                "values",
                new Listed("value", [.. question.Options.Select(option => new Fields { { "key", option }, { "name", option } })])
            },
        };

    private object Shown(Category category, int order) =>
        new Fields
        {
            { "variable", false },
            { "code", "file-when" },
            { "datatype", "text" },
            { "required", false },
            { "datatype_description", null },
            { "order", order },
            { "description", t["open311.file-when", category.FileWhen] },
            { "values", new Listed("value", []) },
        };
}
