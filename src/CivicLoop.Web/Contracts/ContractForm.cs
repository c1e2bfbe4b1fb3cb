using System.Globalization;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Contracts;

/// <summary>A contract's form as a person filled it: kept as it was typed, so that a refused one comes back whole.</summary>
public sealed record ContractForm
{
    /// <summary>Made with the form: sent twice, it is one act.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The version that the person looked at; 0 for a new one.</summary>
    public int Version { get; init; }

    public string Suggested { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Level { get; init; } = "";
    public string Role { get; init; } = "lead";

    /// <summary><c>unit:CODE</c> or <c>post:CODE</c>.</summary>
    public string Party { get; init; } = "";

    public string Over { get; init; } = "";
    public string Object { get; init; } = "";
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string Side { get; init; } = "";
    public string Since { get; init; } = "";
    public string Until { get; init; } = "";
    public bool Overlapping { get; init; }

    public static ContractForm Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> sent)
    {
        var fields = sent.ToDictionary(field => field.Key, field => field.Value.ToString().Trim(), StringComparer.Ordinal);
        string Text(string name) => fields.GetValueOrDefault(name, "");
        return new ContractForm
        {
            Id = Guid.TryParse(Text("act"), out var id) ? id : Guid.Empty,
            Version = int.TryParse(Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : 0,
            Suggested = Text("suggested"),
            Reason = Text("reason"),
            Kind = Text("kind"),
            Level = Text("level"),
            Role = Text("role") == "beside" ? "beside" : "lead",
            Party = Text("party"),
            Over = Text("over"),
            Object = Text("object"),
            From = Text("from"),
            To = Text("to"),
            Side = Text("side"),
            Since = Text("since"),
            Until = Text("until"),
            Overlapping = Text("overlapping") == "1",
        };
    }

    /// <summary>What was typed, to be sent again: as a new act on the contract as it stands now.</summary>
    public ContractForm Again(int version) => this with { Id = Guid.CreateVersion7(), Version = version };

    public string StatedReason => string.Join("；", new[] { Suggested, Reason }.Where(part => part.Length > 0));

    /// <summary>The part of a segment: null for the whole; refused where the metres are no metres.</summary>
    public (Stretch? Part, Refusal? Refusal) Part(int? length)
    {
        if (From.Length == 0 && To.Length == 0 && Side.Length == 0)
            return (null, null);
        if (length is null)
            return From.Length == 0 && To.Length == 0 ? (null, null) : (null, new Refusal("contract.part-of-area"));
        if (Metres(From, 0) is not { } from || Metres(To, length.Value) is not { } to)
            return (null, new Refusal("contract.part-outside", length.Value.ToString(CultureInfo.InvariantCulture)));
        var side =
            Enum.TryParse<Side>(Side, ignoreCase: true, out var known) && Enum.IsDefined(known)
                ? known
                : Core.Contracts.Side.Both;
        return side == Core.Contracts.Side.Both && from == 0 && to == length ? (null, null) : (new Stretch(from, to, side), null);
    }

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int? Metres(string text, int otherwise) =>
        text.Length == 0 ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var metres) ? metres
        : null;
}

/// <summary>A form that was sent and not taken, and why not.</summary>
public sealed record ContractFilled(ContractAct Act, ContractForm Form, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Refusal code → the input it is about.</summary>
    public static readonly IReadOnlyDictionary<string, string> Inputs = new Dictionary<string, string>
    {
        ["contract.level-unknown"] = "level",
        ["contract.not-over"] = "object",
        ["contract.object-unknown"] = "object",
        ["contract.object-ambiguous"] = "object",
        ["contract.object-missing"] = "object",
        ["contract.part-of-area"] = "from",
        ["contract.part-outside"] = "from",
        ["contract.party-missing"] = "party",
        ["contract.post-unknown"] = "party",
        ["contract.wants-post"] = "party",
        ["contract.wants-unit"] = "party",
        ["contract.same-party"] = "party",
        ["contract.twice"] = "party",
        ["unit.unknown"] = "party",
        ["unit.nobody"] = "party",
        ["contract.since-missing"] = "since",
        ["contract.until-missing"] = "until",
        ["contract.term-backward"] = "until",
        ["contract.not-longer"] = "until",
        ["contract.lead-taken"] = "overlapping",
        ["reason.missing"] = "reason",
    };

    public bool Wrong(string field) => Refusals.Any(refusal => Inputs.GetValueOrDefault(refusal.Code) == field);
}
