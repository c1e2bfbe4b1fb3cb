namespace CivicLoop.Core.Playbooks.Keys;

/// <summary>What a value looks like.</summary>
public enum Form
{
    /// <summary>Words as they are shown.</summary>
    Text,

    /// <summary>Words in Chinese, or {zh: …, en: …}.</summary>
    Name,

    /// <summary>A new code: a-z, 0-9 and hyphens, begun by a letter or figure, unique within its kind.</summary>
    Code,

    /// <summary>The code of something named elsewhere.</summary>
    Ref,

    /// <summary>One of a closed set of words.</summary>
    Choice,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A whole number, 1 to 10,000.</summary>
    Whole,

    /// <summary>Degrees, with a point.</summary>
    Number,

    /// <summary>A share above 0 % and below 100 %.</summary>
    Percentage,

    /// <summary>A share from 0 % to 100 %, both of them too.</summary>
    Share,

    /// <summary>Points, 0.01 to 1,000, at most two decimals.</summary>
    Points,

    /// <summary>yyyy-MM-dd.</summary>
    Day,

    /// <summary>HH:mm.</summary>
    Time,

    /// <summary>HH:mm-HH:mm within one day.</summary>
    Slot,

    /// <summary>A duration with its clock: <c>2 working days</c>.</summary>
    Limit,

    /// <summary>A stretch of the calendar: <c>3 months</c>.</summary>
    Span,

    /// <summary>How often: <c>1 week</c>.</summary>
    Interval,

    /// <summary>A weekday or a day counted from 1; judged together with how often.</summary>
    On,

    /// <summary>IANA name.</summary>
    TimeZone,

    /// <summary>Four digits of GB/T 2260.</summary>
    Division,

    /// <summary>A document's code, and the term that the page shows where it is not the entry's own name.</summary>
    Source,

    /// <summary>Keys of its own.</summary>
    Map,

    /// <summary>Labels of one's own choice, each with a figure.</summary>
    Figures,
}

/// <summary>One key that a file may have. The check and <c>docs/playbooks.md</c> are both made from it.</summary>
public sealed record Key(string Name, Form Form, string Means, string Example)
{
    public bool Required { get; init; } = true;

    /// <summary>A list; a single one may stand without brackets.</summary>
    public bool Many { get; init; }

    /// <summary>For <see cref="Form.Map"/>: its keys.</summary>
    public Shape? Of { get; init; }

    /// <summary>For codes and references: what kind of thing is named.</summary>
    public string Kind { get; init; } = "";

    /// <summary>For choices: the words. For references: words that stand beside the codes.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The same code may be given again: a street stands in the row of each of its communities.</summary>
    public bool Repeats { get; init; }

    public Key Optional() => this with { Required = false };

    public Key List() => this with { Many = true };
}

/// <summary>A set of keys that stand together.</summary>
/// <param name="Slug">Begins the fragment under which the page shows such an entry.</param>
public sealed record Shape(string Slug, params IReadOnlyList<Key> Keys)
{
    public Key? Key(string name) => Keys.FirstOrDefault(key => key.Name == name);
}

/// <summary>What a missing file means.</summary>
public enum Absence
{
    /// <summary>The product's defaults stand in.</summary>
    StandIn,

    /// <summary>
    /// The product's defaults stand in; a version that was taken in before there were any has nothing of it.
    /// </summary>
    StandInIfAny,

    /// <summary>The city must have its own.</summary>
    Mistake,

    /// <summary>There is nothing of it.</summary>
    Nothing,
}

/// <summary>A file of the folder: a tree of keys, or a table whose columns are keys.</summary>
/// <param name="Means">What it is for, one sentence.</param>
public sealed record FileShape(string Path, string Means, Shape Shape, Absence Absence = Absence.StandIn)
{
    public bool IsTable => Path.EndsWith(".csv", StringComparison.Ordinal);
}
