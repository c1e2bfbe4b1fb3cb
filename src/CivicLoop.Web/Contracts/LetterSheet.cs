using CivicLoop.Core.Contracts;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Contracts;

/// <summary>What is said below a letter: whether, by whom and when it was accepted.</summary>
public static class LetterSheet
{
    /// <summary>On what is carried away from a demo.</summary>
    public const string Made = "演示数据，均为虚构";

    public static string Says(Letter letter, ContractDossier contract, ContractNames names, Sentences t, Wording words) =>
        letter.Answer is not { } answer
            ? t["contracts.letter.waits", names.Party(letter.Party)]
            : t[
                answer.Accepted ? "contracts.letter.accepted" : "contracts.letter.declined",
                Who(answer, contract, names),
                words.FullMoment(answer.At)
            ];

    public static string Short(Letter letter, Sentences t, Wording words) =>
        t[
            letter.Answer is not { } answer ? "contracts.letter.open.short"
            : answer.Accepted ? "contracts.letter.accepted.short"
            : "contracts.letter.declined.short",
            words.Date(letter.IssuedAt)
        ];

    /// <summary>For the printed file, which is Chinese whatever the page speaks.</summary>
    public static string Answered(Letter letter, ContractDossier contract, ContractNames names)
    {
        if (letter.Answer is not { } answer)
            return "签收：";
        var zone = names.Rules.Calendar.ToLocal(answer.At);
        return $"{(answer.Accepted ? "已签收" : "已退回")}：{Who(answer, contract, names)}，{zone:yyyy年M月d日 HH:mm}";
    }

    private static string Who(Answer answer, ContractDossier contract, ContractNames names)
    {
        var post = names.Rules.Organisation.Post(answer.Post)?.Name ?? answer.Post;
        return contract.People.TryGetValue(answer.Person, out var person) && person != post ? $"{post} {person}" : post;
    }
}
