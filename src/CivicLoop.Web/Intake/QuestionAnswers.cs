using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Intake.Open311;

namespace CivicLoop.Web.Intake;

/// <summary>The answers to a category's questions as another system sent them.</summary>
/// <param name="Lines">Question and answer in words, in the order of the questions.</param>
/// <param name="Unknown">Codes that no question has; what they say is not kept.</param>
public sealed record QuestionAnswers(IReadOnlyList<(string Ask, string Said)> Lines, IReadOnlyList<string> Unknown)
{
    private const int LongestLine = 200;
    private const int LongestText = 1000;

    /// <param name="sent">What was said, by the code of the question; none of it blank.</param>
    /// <param name="field">What the sender calls the answer to a question, so that a sentence can name it.</param>
    public static QuestionAnswers Of(
        IReadOnlyDictionary<string, IReadOnlyList<string>> sent,
        IReadOnlyList<Question> questions,
        Func<string, string> field,
        List<Refusal> wrong
    )
    {
        var lines = new List<(string, string)>();
        foreach (var question in questions)
        {
            var said = sent.GetValueOrDefault(question.Code) ?? [];
            if (said.Count == 0)
            {
                if (question.Required)
                    wrong.Add(new Refusal("answer.missing", field(question.Code), question.Ask));
            }
            else if (!said.All(one => Fits(question, one)) || said.Count > 1 && question.Kind != Question.Several)
                wrong.Add(new Refusal("answer.unfit", field(question.Code), question.Kind, string.Join(" / ", question.Options)));
            else
                lines.Add((question.Ask, string.Join('、', said.Distinct())));
        }
        return new QuestionAnswers(lines, [.. sent.Keys.Where(code => questions.All(question => question.Code != code)).Order()]);
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
