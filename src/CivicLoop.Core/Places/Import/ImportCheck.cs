using System.Globalization;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Places.Import;

/// <summary>
/// Holds rows of a file against the rules of a city: what they name must exist, where they lie must be in the city.
/// Each row is judged by itself, but for a code that an earlier row had.
/// </summary>
/// <param name="system">The coordinate system that the person declared for the file.</param>
/// <param name="knownPlaces">Codes of the places that facilities may belong to.</param>
public sealed class ImportCheck(
    ImportKind kind,
    Playbook playbook,
    OrganisationNow organisation,
    CoordinateSystem system,
    IReadOnlySet<string> knownPlaces
)
{
    private readonly ImportPositions positions = new(playbook.City, system);
    private readonly ImportDivisions divisions = new(playbook.City);
    private readonly Named types = new(playbook.Places.Types.Select(type => (type.Code, type.Name)));
    private readonly Named units = new(organisation.Units.Select(unit => (unit.Code, unit.Name)));
    private readonly Named segmentKinds = new(playbook.Places.Ground.SegmentKinds.Select(one => (one.Code, one.Name)));
    private readonly Named facilityKinds = new(playbook.Places.Facilities.Select(one => (one.Code, one.Name)));
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <param name="number">Of the row as the person sees it.</param>
    /// <param name="cell">The text of a field of <see cref="ImportField"/>.</param>
    public RowOutcome Check(int number, Func<string, string> cell)
    {
        var row = new ImportRow(number, cell);
        var code = row.Code();
        if (code.Length > 0 && !seen.TryAdd(code, number))
            row.Wrong("code", "code-twice", code, seen[code].ToString(CultureInfo.InvariantCulture));
        return kind switch
        {
            ImportKind.Places => Place(row, code),
            ImportKind.Grids => Grid(row, code),
            ImportKind.Segments => Segment(row, code),
            _ => Facility(row, code),
        };
    }

    private RowOutcome Place(ImportRow row, string code)
    {
        var name = row.Name("name");
        var type = Demanded(row, "type", types);
        var owner = Optional(row, "owner", units);
        var (lon, lat, at) = positions.Point(row);
        var divided = divisions.Of(row, at);
        return row.With(() =>
            new PlaceDraft(code, name, type, divided.District, divided.Street, divided.Community, lon, lat, owner)
        );
    }

    private RowOutcome Grid(ImportRow row, string code)
    {
        var digits = playbook.Places.Ground.GridDigits;
        if (code.Length > 0 && (code.Length != digits || !code.All(char.IsAsciiDigit)))
            row.Wrong("code", "grid-digits", code, digits.ToString(CultureInfo.InvariantCulture));
        var (parts, at) = positions.Shape(row, "Polygon", least: 3);
        var divided = divisions.Of(row, at, code);
        return row.With(() =>
            new GridDraft(
                code,
                row.Given("name"),
                divided.District,
                divided.Street,
                divided.Community,
                Shapes.Text(new Outline(parts))
            )
        );
    }

    private RowOutcome Segment(ImportRow row, string code)
    {
        var name = row.Name("name");
        var segmentKind = Demanded(row, "kind", segmentKinds);
        var side = Side(row);
        var metres = Metres(row);
        var (parts, at) = positions.Shape(row, "LineString", least: 2);
        var divided = divisions.Of(row, at);
        return row.With(() =>
            new SegmentDraft(code, name, segmentKind, side, divided.District, divided.Street, metres, Shapes.Text(parts[0]))
        );
    }

    private RowOutcome Facility(ImportRow row, string code)
    {
        var facilityKind = Demanded(row, "kind", facilityKinds);
        var name = row.Name("name");
        var owner = Optional(row, "owner", units);
        var condition = Condition(row);
        var place = row.Given("place");
        if (place is not null && !knownPlaces.Contains(place))
            row.Wrong("place", "unknown-place", place);
        var attributes = playbook.Places.Facility(facilityKind) is { } known ? Attributes(row, known) : [];
        var (lon, lat, at) = positions.Point(row);
        var divided = divisions.Of(row, at);
        return row.With(() =>
            new FacilityDraft(
                code,
                facilityKind,
                name,
                divided.District,
                divided.Street,
                place,
                lon,
                lat,
                owner,
                condition,
                attributes
            )
        );
    }

    private Dictionary<string, string> Attributes(ImportRow row, FacilityKind facilityKind)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var code in playbook.Places.Facilities.SelectMany(one => one.Attributes).Select(one => one.Code).Distinct())
        {
            var field = ImportField.Attribute + code;
            if (row.Given(field) is not { } text)
                continue;
            if (facilityKind.Attribute(code) is not { } attribute)
                row.Doubt(field, "attribute-unused", facilityKind.Name);
            else if (AttributeValues.Read(attribute, text) is { } value)
                attributes[code] = value;
            else
                row.Wrong(field, $"attribute-{attribute.Kind}", text, string.Join("、", attribute.Options));
        }
        return attributes;
    }

    private static string Demanded(ImportRow row, string field, Named known)
    {
        if (row.Given(field) is null)
            row.Wrong(field, "missing");
        return Optional(row, field, known) ?? "";
    }

    private static string? Optional(ImportRow row, string field, Named known)
    {
        if (row.Given(field) is not { } text)
            return null;
        if (known.Code(text) is { } code)
            return code;
        if (known.Near(text) is { } near)
            row.Wrong(field, "unknown-near", text, near);
        else
            row.Wrong(field, "unknown", text, known.Some);
        return null;
    }

    private static StreetSide? Side(ImportRow row)
    {
        if (row.Given("side") is not { } text)
            return null;
        StreetSide? side = text.TrimEnd('侧') switch
        {
            "两" or "双" or "全" => StreetSide.Both,
            "东" => StreetSide.East,
            "南" => StreetSide.South,
            "西" => StreetSide.West,
            "北" => StreetSide.North,
            var word => Enum.TryParse<StreetSide>(word, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null,
        };
        if (side is null)
            row.Wrong("side", "side", text);
        return side;
    }

    private static FacilityCondition? Condition(ImportRow row)
    {
        if (row.Given("condition") is not { } text)
            return null;
        FacilityCondition? condition = text switch
        {
            "完好" or "正常" or "良好" => FacilityCondition.Good,
            "待修" or "破旧" => FacilityCondition.Worn,
            "损坏" or "破损" => FacilityCondition.Broken,
            "停用" or "关闭" => FacilityCondition.Closed,
            _ => Enum.TryParse<FacilityCondition>(text, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null,
        };
        if (condition is null)
            row.Wrong("condition", "condition", text);
        return condition;
    }

    private static int? Metres(ImportRow row)
    {
        if (row.Given("metres") is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var metres) && metres is > 0 and < 1e6)
            return (int)Math.Round(metres);
        row.Wrong("metres", "metres", text);
        return null;
    }
}

/// <summary>Things that a cell may name by code or by name.</summary>
internal sealed class Named
{
    private const int FewEnough = 6;

    private readonly Dictionary<string, string> codes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> names = [];

    public Named(IEnumerable<(string Code, string Name)> things)
    {
        foreach (var (code, name) in things)
        {
            codes.TryAdd(code, code);
            names.Add(name);
            codes.TryAdd(name, code);
        }
    }

    public string Some => string.Join("、", names.Take(FewEnough)) + (names.Count > FewEnough ? "…" : "");

    public string? Code(string text) => codes.GetValueOrDefault(text);

    public string? Near(string text) => Nearest.To(text, names);
}
