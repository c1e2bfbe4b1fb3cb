using System.Data.Common;
using CivicLoop.Core.Contracts;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Contracts;

/// <summary>On a post's desk: letters to accept, and for the office what was declined or runs out.</summary>
internal sealed class ContractDuties(ContractNames names) : IDutySubjects
{
    // The act that discharges each of them.
    private static readonly Dictionary<string, ContractAct> Acts = new(StringComparer.Ordinal)
    {
        ["accept-letter"] = ContractAct.Accept,
        ["reassign-contract"] = ContractAct.HandOver,
        ["renew-contract"] = ContractAct.Renew,
    };

    public IStreamKind Stream => ContractStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [.. Acts.Keys];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        ContractReads
            .Among(connection, names.Rules.Playbook, subjects)
            .Select(one => new DutySubject(
                one.Stream,
                $"contracts/{one.Row.State.Number}#act-{ContractActNames.Name(Acts[one.Row.State.Next!.Kind])}",
                $"{one.Row.ObjectName} {names.Part(one.Row.State.Object.Part)}".TrimEnd(),
                $"{names.Kind(one.Row.State.ContractKind)} {names.Level(one.Row.State.ContractKind, one.Row.State.Level)}".TrimEnd()
            ));
}
