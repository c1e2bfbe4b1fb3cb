using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using Microsoft.Extensions.Primitives;

namespace CivicLoop.Web.Cases.Bulk;

/// <summary>A case that was chosen, and the version that the person looked at; null before there was a preview.</summary>
public readonly record struct Chosen(long Number, int? Version)
{
    public override string ToString() => Version is { } version ? $"{Number}-{version}" : $"{Number}";

    public static Chosen? Parse(string? text) =>
        text?.Split('-') is [var number, .. var rest]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            ? new Chosen(
                of,
                rest is [var version] && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
                    ? seen
                    : null
            )
            : null;
}

/// <summary>
/// One act on many cases as a person filled it in: the same in the address of the preview and in the form that
/// confirms it. Each case becomes an act of its own.
/// </summary>
public sealed record BulkForm
{
    /// <summary>As many cases as one confirmation may move; more nobody reads before confirming.</summary>
    public const int Most = 200;

    // What a case shows on the spot (photos of a repair, of a check), or wants a text of its own (a plan), is no matter of
    // many at once.
    private static readonly CaseAct[] Acts =
    [
        CaseAct.File,
        CaseAct.RefuseToFile,
        CaseAct.Dispatch,
        CaseAct.Accept,
        CaseAct.Return,
        CaseAct.GiveToZone,
        CaseAct.TakeFromZone,
        CaseAct.AskExtension,
        CaseAct.AskSuspension,
        CaseAct.Grant,
        CaseAct.Deny,
        CaseAct.Resume,
        CaseAct.CoSign,
        CaseAct.Merge,
        CaseAct.Close,
    ];

    /// <summary>Made with the preview: confirmed twice, it is one confirmation.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public IReadOnlyList<Chosen> Cases { get; init; } = [];
    public CaseAct? Act { get; init; }

    /// <summary><see cref="CaseActForm.ByRule"/>, or the code of a unit.</summary>
    public string Unit { get; init; } = CaseActForm.ByRule;

    /// <summary>Empty to take what the rule of each case's category says.</summary>
    public string Difficulty { get; init; } = "";
    public string Severity { get; init; } = "";

    /// <summary>How much more time is asked; until when it is to stand still; the case that is kept; the zone.</summary>
    public string Amount { get; init; } = "";
    public string Until { get; init; } = "";
    public string Into { get; init; } = "";
    public string Zone { get; init; } = "";

    /// <summary>Units that sign off after the one that leads, in their order; empty to take what the rule says.</summary>
    public IReadOnlyList<string> With { get; init; } = [];
    public string Suggested { get; init; } = "";
    public string Reason { get; init; } = "";

    /// <summary>The list that the cases were chosen from, as it stands in the address.</summary>
    public string From { get; init; } = "";

    public static IReadOnlyList<CaseAct> ActsOf(Role role) => [.. Acts.Where(act => May.Act(role, act) != Scope.None)];

    public static BulkForm Read(Func<string, StringValues> fields)
    {
        string Text(string name) => fields(name).ToString().Trim();

        return new BulkForm
        {
            Id = Guid.TryParse(Text("bulk"), out var id) ? id : Guid.CreateVersion7(),
            Cases =
            [
                .. fields("case").Select(Chosen.Parse).OfType<Chosen>().DistinctBy(one => one.Number).OrderBy(one => one.Number),
            ],
            Act = CaseActNames.Find(Text("act")) is { } act && Acts.Contains(act) ? act : null,
            Unit = Text("unit") switch
            {
                CaseActForm.ByHand => Text("unit-by-hand"),
                "" => CaseActForm.ByRule,
                var unit => unit,
            },
            Difficulty = Text("difficulty"),
            Severity = Text("severity"),
            Amount = Text("amount"),
            Until = Text("until"),
            Into = Text("into"),
            Zone = Text("zone"),
            With = [.. fields("with").Select(unit => unit?.Trim() ?? "").Where(unit => unit.Length > 0)],
            Suggested = Text("suggested"),
            Reason = Text("reason"),
            From = Text("from") is ['?', ..] from ? from : "",
        };
    }

    public string StatedReason => string.Join("；", new[] { Suggested, Reason }.Where(part => part.Length > 0));

    /// <summary>What has to be chosen before anything can be said about the cases; null when all is.</summary>
    public Refusal? Wanting =>
        Cases.Count == 0 ? new Refusal("bulk.none")
        : Cases.Count > Most ? new Refusal("bulk.too-many", $"{Most}", $"{Cases.Count}")
        : Act is null ? new Refusal("bulk.act-missing")
        : Act == CaseAct.File && !Enum.TryParse<Severity>(Severity, out _) ? new Refusal("form.severity-missing")
        : Act == CaseAct.File ? null
        : Asked.Input(Act.Value).Refusal;

    // The same fields as on the page of one case, read by the same rules. What was asked is granted as it was asked.
    private CaseActForm Asked =>
        new()
        {
            Unit = Unit,
            With = With,
            Amount = Amount,
            Until = Until,
            Into = Into,
            Zone = Zone,
        };

    /// <summary>What the act is on one of the cases.</summary>
    public CaseInput Input(CaseState state, CaseRules rules) =>
        Act switch
        {
            CaseAct.File => new FileInput(
                state.Category,
                Difficulty.Length > 0 ? Difficulty : rules.Playbook.Category(state.Category)?.Difficulty ?? "",
                Enum.Parse<Severity>(Severity)
            ),
            CaseAct.Grant => new GrantInput(null, null),
            { } act => Asked.Input(act).Value!,
            null => throw new InvalidOperationException("no act was chosen"),
        };

    /// <summary>The id of the act on one case: the same whenever this form is sent, so that a second click repeats.</summary>
    public Guid IdOn(long number)
    {
        var bytes = SHA256.HashData(Encoding.ASCII.GetBytes($"{Id:D} {number}"))[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
