namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Themes, groups, categories and the rules of dispatch.</summary>
internal static class ProblemReader
{
    // The shortest number that somebody answers: 110.
    private const int LeastDigits = 3;

    /// <returns>Makes the part; to be asked only when there was no mistake, for its codes must be unique.</returns>
    public static Func<ProblemPart> Read(Reading read, CityPart city, PlacePart places)
    {
        var root = read.Root("problems.yaml");
        var themes = root.Items("themes").Select(theme => Theme(theme, read)).ToList();
        var rules = root.Items("dispatch").Select(node => (Node: node, Rule: Rule(node, read))).ToList();
        if (root is not null)
            DispatchCheck.Check(rules, themes, places, city, read.Mistakes);
        return () => new ProblemPart(themes, [.. rules.Select(pair => pair.Rule)]);
    }

    private static Theme Theme(Node node, Reading read) =>
        new(
            node.Said("code"),
            node.Said("name"),
            [
                .. node.Items("groups")
                    .Select(group => new ProblemGroup(
                        group.Said("code"),
                        group.Said("name"),
                        [.. group.Items("categories").Select(category => Category(category, read))],
                        group.Flag("sample")
                    )),
            ]
        );

    private static Category Category(Node node, Reading read)
    {
        var questions = new List<Question>();
        foreach (var question in node.Items("questions"))
        {
            if (questions.Any(other => other.Code == question.Said("code")))
                read.Mistakes.Add(question, MistakeCode.DuplicateCode, question.Said("code"), node.Said("code"));
            questions.Add(Question(question, read));
        }
        // Somebody in danger reads it: without a number there is nobody to call.
        if (node.Flag("call-only") && node.Text("call") is null)
            read.Mistakes.Add(node, MistakeCode.MissingKey, "call", "请先拨打 110");
        else if (node.Flag("call-only") && node.Said("call").Count(char.IsAsciiDigit) < LeastDigits)
            read.Mistakes.Add(node.Get("call")!, MistakeCode.CallNobody, node.Said("call"));
        return new Category(
            node.Said("code"),
            node.Said("name"),
            node.Said("file-when"),
            node.Said("close-when"),
            node.Said("difficulty"),
            node.Texts("found-by"),
            questions,
            node.Flag("sample")
        )
        {
            Call = node.Text("call"),
            CallOnly = node.Flag("call-only"),
        };
    }

    private static Question Question(Node node, Reading read)
    {
        var options = node.Texts("options");
        var kind =
            node.Said("kind") is { Length: > 0 } said ? said
            : options.Count > 0 ? Playbooks.Question.One
            : Playbooks.Question.Kinds[0];
        var question = new Question(
            node.Said("code"),
            node.Said("ask"),
            kind,
            options,
            node.Flag("required"),
            node.Said("hint") is { Length: > 0 } hint ? hint : null
        );
        if (question.IsList != options.Count > 0)
            read.Mistakes.Add(node, MistakeCode.OptionsUnfit, question.Code, kind);
        return question;
    }

    private static DispatchRule Rule(Node node, Reading read)
    {
        var when = node.Get("when");
        var to = node.Get("to");
        var with = to.Texts("with");
        if (to.Flag("sign-off") && with.Count == 0)
            read.Mistakes.Add(to!, MistakeCode.SignOffAlone, node.Said("code"));
        return new DispatchRule(
            node.Said("code"),
            node.Said("name"),
            when.Texts("theme"),
            when.Texts("category"),
            when.Texts("place"),
            when.Texts("district"),
            to.Said("lead"),
            with,
            node.Flag("sample")
        )
        {
            SignOff = to.Flag("sign-off"),
        };
    }
}
