namespace CivicLoop.Core.Standards.Forms;

/// <summary>What a row of a form is about.</summary>
public enum FormRowKind
{
    /// <summary>A standard; where people are asked, a question.</summary>
    Standard,

    /// <summary>A standard at a type of place.</summary>
    Spot,
    Material,
    Place,
}

/// <summary>What stands above a part of the rows.</summary>
public enum FormGrouping
{
    None,
    PlaceType,
    Method,
    Project,
}

/// <param name="Code">Of what stands in it; <c>forms.col.CODE</c> names it.</param>
/// <param name="Width">In characters, as <c>SheetColumn</c> has it.</param>
/// <param name="ByHand">Stays empty, ruled, for whoever fills in the form.</param>
public sealed record FormColumn(string Code, int Width, bool ByHand = false);

/// <summary>测评工作表: a form that people fill in while a city is assessed, made of an edition and of what the city knows.</summary>
/// <param name="Code">Stands in the address; <c>forms.name.CODE</c> and <c>forms.for.CODE</c> say the rest.</param>
/// <param name="Methods">It takes the standards that are assessed by one of these; all where none is named.</param>
public sealed record WorkingForm(string Code, FormRowKind Rows, IReadOnlyList<Method> Methods, IReadOnlyList<FormColumn> Columns)
{
    public FormGrouping GroupedBy { get; init; }

    /// <summary>Whether each group is a sheet of its own, with head and signatures.</summary>
    public bool SheetEach { get; init; }

    /// <summary>窗口行业: only types of places that are windows, or only those that are none; null for both.</summary>
    public bool? Windows { get; init; }

    /// <summary>What is filled in above the table, as <c>forms.head.CODE</c> asks it.</summary>
    public IReadOnlyList<string> Head { get; init; } = [];

    /// <summary>Who signs below it, as <c>forms.sign.CODE</c> asks it.</summary>
    public IReadOnlyList<string> Signed { get; init; } = [];

    /// <summary>What has to be known before it is filled in: so many sentences, <c>forms.note.CODE.1</c> and on.</summary>
    public int Notes { get; init; }

    /// <summary>Whether it is printed upright; most are too wide for that.</summary>
    public bool Upright { get; init; }

    /// <summary>Whether it can be narrowed down to what a unit has to do with.</summary>
    public bool ByUnit => Rows == FormRowKind.Spot || Has("unit");

    /// <summary>Whether it can be narrowed down to a type of place.</summary>
    public bool ByType => Rows is FormRowKind.Spot or FormRowKind.Place || Has("places");

    public bool Has(string column) => Columns.Any(one => one.Code == column);

    public bool Takes(Standard standard) =>
        Rows == FormRowKind.Material
            ? standard.Materials.Count > 0
            : Methods.Count == 0 || standard.Methods.Any(Methods.Contains);

    /// <summary>The rules of a standard by which it is scored on this form.</summary>
    public IReadOnlyList<Scored> Rules(Standard standard) =>
        [.. standard.Rules.Where(rule => Methods.Count == 0 || rule.Method is not { } method || Methods.Contains(method))];

    /// <summary>What can be scored on this form of a standard, in <see cref="Points"/>.</summary>
    public long Weight(Standard standard) => Points.Of(standard.Weight, Rules(standard).Sum(rule => rule.Share));
}

/// <summary>The forms that there are. Another one is another entry.</summary>
public static class WorkingForms
{
    private static readonly Method[] OnPaper = [Method.Material, Method.Online];
    private static readonly Method[] OnTheSpot = [Method.Field, Method.Covert, Method.Overall];

    private static readonly FormColumn Order = new("order", 6);
    private static readonly FormColumn Code = new("code", 16);
    private static readonly FormColumn Indicator = new("indicator", 18);
    private static readonly FormColumn Standard = new("standard", 40);
    private static readonly FormColumn PlaceType = new("place-type", 16);
    private static readonly FormColumn Methods = new("methods", 14);
    private static readonly FormColumn Weight = new("weight", 8);
    private static readonly FormColumn Rule = new("rule", 36);
    private static readonly FormColumn Look = new("look", 28);
    private static readonly FormColumn Unit = new("unit", 20);
    private static readonly FormColumn Number = new("number", 10);
    private static readonly FormColumn Score = new("score", 9, ByHand: true);
    private static readonly FormColumn Measured = new("measured", 26, ByHand: true);
    private static readonly FormColumn Reason = new("reason", 26, ByHand: true);
    private static readonly FormColumn Note = new("note", 18, ByHand: true);

    private static readonly FormColumn[] Spot =
    [
        PlaceType,
        Order,
        Code,
        Standard,
        Look,
        Methods,
        Weight,
        Rule,
        new("last", 24),
        Measured,
        Score,
        new("photos", 10, ByHand: true),
    ];

    private static readonly string[] OfASurvey = ["spot", "time"];
    private static readonly string[] OfTwo = ["surveyor", "second", "day"];

    public static readonly IReadOnlyList<WorkingForm> All =
    [
        new(
            "pending-materials",
            FormRowKind.Material,
            OnPaper,
            [
                Order,
                Indicator,
                Code,
                Standard,
                new("parts", 22),
                Unit,
                Number,
                new("pieces", 8),
                new("state", 12),
                new("until", 14),
                new("page", 10, ByHand: true),
                Note,
            ]
        )
        {
            Signed = ["filler", "day"],
        },
        new(
            "material-record",
            FormRowKind.Material,
            OnPaper,
            [
                Order,
                Code,
                Standard,
                Unit,
                Number,
                .. Enum.GetValues<MaterialPart>().Select(part => new FormColumn($"part-{part}", 10)),
                new("review", 22),
                new("verdict", 16, ByHand: true),
                Reason,
            ]
        )
        {
            Signed = OfTwo,
            Notes = 2,
        },
        new(
            "material-scores",
            FormRowKind.Standard,
            OnPaper,
            [Order, Indicator, Code, Standard, Weight, Rule, Unit, new("handed", 22), Score, Reason]
        )
        {
            Signed = OfTwo,
        },
        new(
            "declared-places",
            FormRowKind.Place,
            OnTheSpot,
            [
                PlaceType,
                Order,
                new("place", 28),
                new("address", 30),
                Unit,
                new("contact", 16, ByHand: true),
                new("phone", 16, ByHand: true),
                Note,
            ]
        )
        {
            GroupedBy = FormGrouping.PlaceType,
            Signed = ["unit-seal", "filler", "day"],
        },
        new("field", FormRowKind.Spot, OnTheSpot, Spot)
        {
            GroupedBy = FormGrouping.PlaceType,
            SheetEach = true,
            Windows = false,
            Head = OfASurvey,
            Signed = OfTwo,
        },
        new("windows", FormRowKind.Spot, OnTheSpot, Spot)
        {
            GroupedBy = FormGrouping.PlaceType,
            SheetEach = true,
            Windows = true,
            Head = ["window", "time"],
            Signed = OfTwo,
        },
        new(
            "questionnaire",
            FormRowKind.Standard,
            [Method.Survey, Method.Household],
            [
                new("method", 14),
                Order,
                new("question", 48),
                new("satisfied", 9, ByHand: true),
                new("mostly", 9, ByHand: true),
                new("dissatisfied", 9, ByHand: true),
                new("unknown", 9, ByHand: true),
                Code,
            ]
        )
        {
            GroupedBy = FormGrouping.Method,
            SheetEach = true,
            Upright = true,
            Head = ["sheet-number", "area", "resident", "age"],
            Signed = ["surveyor", "day"],
            Notes = 4,
        },
        new(
            "hearing",
            FormRowKind.Standard,
            [Method.Hearing],
            [Order, Indicator, Code, Standard, Weight, Rule, new("heard", 36, ByHand: true), Score, Reason]
        )
        {
            Head = ["hearing-unit", "time"],
            Signed = OfTwo,
        },
        new(
            "web-sites",
            FormRowKind.Standard,
            [Method.Online, Method.Internet],
            [
                Order,
                Code,
                Standard,
                Methods,
                Unit,
                new("site", 20, ByHand: true),
                new("url", 32, ByHand: true),
                new("section", 20, ByHand: true),
                Note,
            ]
        )
        {
            Signed = ["unit-seal", "filler", "day"],
            Notes = 1,
        },
        new(
            "network-survey",
            FormRowKind.Standard,
            [Method.Internet],
            [Order, Indicator, Code, Standard, Weight, Rule, Measured, Score, Reason]
        )
        {
            Head = ["channel", "time"],
            Signed = OfTwo,
        },
        new(
            "indicators",
            FormRowKind.Standard,
            [],
            [new("project", 18), Indicator, new("content", 18), Code, Standard, Methods, Weight, Rule, Look, new("places", 24)]
        )
        {
            GroupedBy = FormGrouping.Project,
        },
    ];

    public static WorkingForm? Find(string code) => All.FirstOrDefault(form => form.Code == code);
}
