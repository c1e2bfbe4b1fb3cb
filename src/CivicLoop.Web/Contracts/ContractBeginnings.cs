using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Contracts;

/// <summary>A contract of a playbook that was not made, and why not.</summary>
/// <param name="Line">Of its table.</param>
public sealed record LeftOut(int Line, Refusal Why);

/// <summary>
/// Makes the contracts that a playbook brings along, each once: what the office did with them since is not touched by
/// another version.
/// </summary>
public static class ContractBeginnings
{
    private const string Reason = "按工作方案列明的包保安排签订";

    /// <summary>How many were made, and which could not be: their unit has ended meanwhile, or somebody leads there.</summary>
    public static (int Made, IReadOnlyList<LeftOut> Left) Take(
        CityTransaction transaction,
        CaseRules rules,
        DateOnly validFrom,
        DateTime recordedAt
    )
    {
        var made = 0;
        var left = new List<LeftOut>();
        foreach (var one in rules.Playbook.Organisation.Begins)
        {
            var form = new ActForm(ActOf(one), Actor.System, "system", Reason, HappenedAt: null, Expected: null);
            var input = new MakeInput(
                one.Kind,
                one.Level,
                one.Lead,
                one.Party,
                one.Object,
                null,
                one.Since ?? validFrom,
                one.Until
            );
            var outcome = ContractStore.Apply(transaction, rules, null, form, input, recordedAt);
            // Taken over by an earlier version, from another day or under another name of the ground: it is there.
            if (outcome.Refusal is { Code: not "act.id-reused" } refusal)
                left.Add(new LeftOut(one.Line, refusal));
            else if (outcome.Value is { Repeated: false })
                made++;
        }
        return (made, left);
    }

    private static Guid ActOf(BeginningContract one) =>
        new(
            SHA256
                .HashData(
                    Encoding.UTF8.GetBytes(
                        $"{one.Kind} {one.Level} {one.Party.Unit} {one.Party.Post} {one.Object.Over} {one.Object.Code} {one.Since} {one.Until}"
                    )
                )
                .AsSpan(0, 16)
        );
}
