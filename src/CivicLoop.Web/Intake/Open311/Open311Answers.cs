using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>The answers to a category's questions as they were sent: <c>attribute[CODE]</c> and <c>attribute[CODE][]</c>.</summary>
/// <param name="Lines">Question and answer in words, in the order of the questions.</param>
/// <param name="Unknown">Codes that no question has; what they say is not kept.</param>
public sealed record Open311Answers(IReadOnlyList<(string Ask, string Said)> Lines, IReadOnlyList<string> Unknown)
{
    private const string Begins = "attribute[";
    private const int LongestLine = 200;
    private const int LongestText = 1000;

    public static Open311Answers Read(IFormCollection form, IReadOnlyList<Question> questions, List<Refusal> wrong)
    {
        var sent = form.Where(one => one.Key.StartsWith(Begins, StringComparison.Ordinal) && one.Key.Contains(']'))
            .GroupBy(one => one.Key[Begins.Length..one.Key.IndexOf(']')])
            .ToDictionary(
                one => one.Key,
                one =>
                    one.SelectMany(values => values.Value)
                        .Select(value => value?.Trim() ?? "")
                        .Where(value => value.Length > 0)
                        .ToList()
            );
        var lines = new List<(string, string)>();
        foreach (var question in questions)
        {
            var said = sent.GetValueOrDefault(question.Code, []);
            if (said.Count == 0)
            {
                if (question.Required)
                    wrong.Add(new Refusal("open311.answer-missing", question.Code, question.Ask));
            }
            else if (!said.TrueForAll(one => Fits(question, one)) || said.Count > 1 && question.Kind != Question.Several)
                wrong.Add(
                    new Refusal("open311.answer-unfit", question.Code, question.Kind, string.Join(" / ", question.Options))
                );
            else
                lines.Add((question.Ask, string.Join('、', said.Distinct())));
        }
        return new Open311Answers(lines, [.. sent.Keys.Where(code => questions.All(question => question.Code != code)).Order()]);
    }

    private static bool Fits(Question question, string said) =>
        question.Kind switch
        {
            Question.One or Question.Several => question.Options.Contains(said),
            "number" => double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number),
            "datetime" => Moments.Read(said) is not null,
            "text" => said.Length <= LongestText,
            _ => said.Length <= LongestLine && !said.Any(char.IsControl),
        };
}
