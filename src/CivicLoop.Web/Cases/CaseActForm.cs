using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Cases;

/// <summary>
/// An act's form as a person filled it: kept as it was typed, so that a refused one comes back whole, and turned
/// into what the door takes. Fields of other acts are simply empty.
/// </summary>
public sealed record CaseActForm
{
    /// <summary>Made with the form: sent twice, it is one act.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The version of the case that the person looked at.</summary>
    public int Version { get; init; }

    /// <summary>A reason chosen from the suggestions; none is chosen beforehand.</summary>
    public string Suggested { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Category { get; init; } = "";
    public string Difficulty { get; init; } = "";
    public string Severity { get; init; } = "";

    /// <summary><c>rule</c>, or the code of a unit chosen by hand; empty while nobody chose.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Units that sign off, in the order in which they stand; empty where none was chosen by hand.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>定责派遣.</summary>
    public bool Final { get; init; }

    /// <summary>Number of the closed case that came back; <c>none</c> where the clerk says that it is none; empty while not asked.</summary>
    public string ReboundOf { get; init; } = "";

    /// <summary>Code of the zone that it is given to.</summary>
    public string Zone { get; init; } = "";

    /// <summary>How much more time, asked or granted.</summary>
    public string Amount { get; init; } = "";

    /// <summary>Until when it stands still, asked or granted.</summary>
    public string Until { get; init; } = "";

    /// <summary>Number of the case that is kept.</summary>
    public string Into { get; init; } = "";

    /// <summary>Words to whoever told it.</summary>
    public string Words { get; init; } = "";

    public string Item { get; init; } = "";
    public string Cause { get; init; } = "";
    public string Measure { get; init; } = "";
    public string Promised { get; init; } = "";
    public string Responsible { get; init; } = "";

    public IReadOnlyList<StagedPhoto> Photos { get; init; } = [];

    /// <summary>Files that could not be taken in, by their names; the name is empty where it is about all of them.</summary>
    public IReadOnlyList<(string Name, Refusal Refusal)> Unfit { get; init; } = [];

    public const string ByRule = "rule";
    public const string ByHand = "hand";

    /// <summary>None of those suggested; for a merge, one that is not suggested.</summary>
    public const string Other = "other";

    /// <summary>A fresh form on a case as it stands.</summary>
    public static CaseActForm Fresh(int version) => new() { Version = version };

    /// <summary>What was typed, to be sent again: as a new act on the case as it stands now.</summary>
    public CaseActForm Again(int version) => this with { Id = Guid.CreateVersion7(), Version = version };

    /// <summary>What was sent, with its photos taken in.</summary>
    /// <param name="person">Who is signed in; photos taken in for somebody else are not theirs.</param>
    public static async Task<CaseActForm> Read(IFormCollection fields, City city, Guid person, PhotoTokens tokens)
    {
        string Text(string name) => fields[name].ToString().Trim();

        var kept = fields["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = fields.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        return new CaseActForm
        {
            Id = Guid.TryParse(Text("act"), out var id) ? id : Guid.Empty,
            Version = int.TryParse(Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : 0,
            Suggested = Text("suggested"),
            Reason = Text("reason"),
            Category = Text("category"),
            Difficulty = Text("difficulty"),
            Severity = Text("severity"),
            Unit = Text("unit") == ByHand ? Text("unit-by-hand") : Text("unit"),
            With = [.. fields["with"].Select(unit => unit?.Trim() ?? "").Where(unit => unit.Length > 0)],
            Final = Text("final") == "1",
            ReboundOf = Text("rebound"),
            Zone = Text("zone"),
            Amount = Text("amount"),
            Until = Text("until"),
            Into = Text("into") is { Length: > 0 } chosen and not Other ? chosen : Text("into-number"),
            Words = Text("words"),
            Item = Text("item"),
            Cause = Text("cause"),
            Measure = Text("measure"),
            Promised = Text("promised"),
            Responsible = Text("responsible"),
            Photos = staged.Photos,
            Unfit = staged.Refused,
        };
    }

    /// <summary>The stated reason: what was chosen and what was written, whichever there is.</summary>
    public string StatedReason => string.Join("；", new[] { Suggested, Reason }.Where(part => part.Length > 0));

    /// <summary>The act for the door, or what is still missing in the form.</summary>
    public Outcome<CaseInput> Input(CaseAct act) =>
        act switch
        {
            CaseAct.File => Category.Length == 0 ? new Refusal("form.category-missing")
            : Difficulty.Length == 0 ? new Refusal("form.difficulty-missing")
            : !Enum.TryParse<Severity>(Severity, out var severity) || !Enum.IsDefined(severity)
                ? new Refusal("form.severity-missing")
            : new FileInput(Category, Difficulty, severity, Whole(ReboundOf)),
            CaseAct.Dispatch => Unit.Length == 0
                ? new Refusal("form.unit-missing")
                : new DispatchInput(Unit == ByRule ? null : Unit, With.Count > 0 ? With : null, Final),
            CaseAct.AskExtension => Whole(Amount) is { } more
                ? new AskExtensionInput((int)more)
                : new Refusal("form.amount-missing"),
            CaseAct.AskSuspension => Day(Until) is { } until ? new AskSuspensionInput(until) : new Refusal("form.until-missing"),
            CaseAct.Grant => Amount.Length > 0 && Whole(Amount) is null ? new Refusal("form.amount-missing")
            : Until.Length > 0 && Day(Until) is null ? new Refusal("form.until-missing")
            : new GrantInput((int?)Whole(Amount), Day(Until)),
            CaseAct.Merge => Whole(Into) is { } kept ? new MergeInput(kept) : new Refusal("form.into-missing"),
            CaseAct.Plan => Day(Promised) is not { } day ? new Refusal("form.promised-missing")
            : Responsible.Length == 0 ? new Refusal("form.responsible-missing")
            : new PlanInput(Item, Cause, Measure, day, Responsible),
            CaseAct.Reply => new ReplyInput(Words),
            CaseAct.GiveToZone => Zone.Length == 0 ? new Refusal("form.zone-missing") : new ZoneInput(Zone),
            CaseAct.ReportFixed or CaseAct.ReportToUnit or CaseAct.PassCheck or CaseAct.FailCheck => new SeenInput(act, Photos),
            _ => new PlainInput(act),
        };

    // A number that fits nothing is told by what it is asked for, not here.
    private static long? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) ? day : null;

    /// <summary>What was written, with the keys of its labels: shown when the act itself is no longer possible.</summary>
    public IEnumerable<(string Label, string Value)> Said =>
        new[]
        {
            ("cases.reason", StatedReason),
            ("cases.reply.words", Words),
            ("cases.plan.item", Item),
            ("cases.plan.cause", Cause),
            ("cases.plan.measure", Measure),
            ("cases.plan.promised", Promised),
        }.Where(pair => pair.Item2.Length > 0);
}

/// <summary>A form that was sent and not taken, and why not.</summary>
public sealed record CaseActFilled(CaseAct Act, CaseActForm Form, IReadOnlyList<Refusal> Refusals);
