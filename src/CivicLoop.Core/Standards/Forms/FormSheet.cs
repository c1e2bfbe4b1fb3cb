using CivicLoop.Core.Materials;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Standards.Forms;

/// <summary>What the city knows and a form is filled from, as far as its reader may know it.</summary>
/// <param name="types">Of places, in the order of the playbook.</param>
/// <param name="materials">Without those that were withdrawn.</param>
public sealed class FormFacts(IReadOnlyList<PlaceType> types, IReadOnlyList<MaterialLine> materials, IEnumerable<Place> places)
{
    public IReadOnlyList<PlaceType> Types => types;

    public IReadOnlyList<MaterialLine> Materials => materials;

    public ILookup<string, Place> ByType { get; } = places.ToLookup(place => place.Type);

    public ILookup<string, MaterialLine> ByStandard { get; } = materials.ToLookup(line => line.Located.Standard.Code);

    public bool IsWindow(string type) => Types.Any(one => one.Code == type && one.Window);

    /// <summary>Whose materials there are, or would be, for a standard.</summary>
    public IEnumerable<string> Units(Standard standard) =>
        ByStandard[standard.Code].Select(line => line.Unit).OfType<string>().Distinct();
}

/// <summary>What a form is narrowed down to; null for everything.</summary>
public sealed record FormNarrowing(string? Unit = null, string? Type = null);

/// <param name="Located">The standard; null where the row is about a place.</param>
public sealed record FormRow(Located? Located, MaterialLine? Material, Place? Place);

/// <param name="Code">Of a type of place, a method or a project; empty where a form has no groups, or where it is about no type.</param>
public sealed record FormGroup(string Code, IReadOnlyList<FormRow> Rows);

/// <summary>Why a form has no rows.</summary>
public enum FormLack
{
    /// <summary>The edition assesses nothing by its methods.</summary>
    Method,

    /// <summary>It looks at no window.</summary>
    Windows,

    /// <summary>The reader sees no material.</summary>
    Materials,

    /// <summary>No place is registered.</summary>
    Places,

    /// <summary>What it is narrowed down to leaves none.</summary>
    Narrowed,
}

/// <summary>How many places of a type an edition draws, and whether that many are there.</summary>
/// <param name="Lacking">How many have to be registered besides; 0 where there are enough.</param>
public sealed record FormGround(int Drawn, int Registered, int Lacking);

/// <summary>A form with its rows.</summary>
/// <param name="Lack">Null where there are rows.</param>
/// <param name="Units">That it can be narrowed down to; so the types of places.</param>
public sealed record FormSheet(
    WorkingForm Form,
    IReadOnlyList<FormGroup> Groups,
    FormLack? Lack,
    IReadOnlyList<string> Units,
    IReadOnlyList<string> Types
)
{
    public int Count => Groups.Sum(group => group.Rows.Count);

    public static FormSheet Of(WorkingForm form, Edition edition, FormFacts facts, FormNarrowing? to = null)
    {
        var taken = edition.Located.Where(located => form.Takes(located.Standard)).ToList();
        List<FormGroup> whole = [.. All(form, taken, facts)];
        List<FormGroup> left = [.. whole.Select(group => Narrowed(form, group, facts, to)).OfType<FormGroup>()];
        FormLack? lack =
            taken.Count == 0 ? FormLack.Method
            : whole.All(group => group.Rows.Count == 0)
                ? form.Rows switch
                {
                    FormRowKind.Material => FormLack.Materials,
                    FormRowKind.Place => FormLack.Places,
                    _ => FormLack.Windows,
                }
            : left.All(group => group.Rows.Count == 0) ? FormLack.Narrowed
            : null;
        return new FormSheet(
            form,
            left,
            lack,
            form.ByUnit ? [.. whole.SelectMany(group => UnitsOf(form, group, facts)).Distinct()] : [],
            form.ByType ? [.. whole.SelectMany(group => TypesOf(form, group)).Where(type => type.Length > 0).Distinct()] : []
        );
    }

    /// <summary>A standard may draw from several types together: short of it are all of them.</summary>
    public static FormGround Ground(Edition edition, FormFacts facts, string type)
    {
        var drawing = edition.Standards.Where(standard => standard.OnTheSpot && standard.Places.Contains(type)).ToList();
        return new FormGround(
            drawing.Max(standard => (int?)standard.Occurrence) ?? 0,
            facts.ByType[type].Count(),
            drawing.Max(standard =>
                (int?)Math.Max(0, standard.Occurrence - standard.Places.Sum(one => facts.ByType[one].Count()))
            ) ?? 0
        );
    }

    private static IEnumerable<FormGroup> All(WorkingForm form, List<Located> taken, FormFacts facts)
    {
        switch (form.Rows, form.GroupedBy)
        {
            case (FormRowKind.Material, _):
                if (facts.Materials.Count > 0)
                    yield return new FormGroup("", [.. facts.Materials.Select(line => new FormRow(line.Located, line, null))]);
                break;
            case (FormRowKind.Place, _):
                foreach (var type in TypesIn(taken, facts))
                    yield return new FormGroup(type, [.. facts.ByType[type].Select(place => new FormRow(null, null, place))]);
                break;
            case (FormRowKind.Spot, _):
                foreach (
                    var type in TypesIn(taken, facts).Where(type => form.Windows is not { } are || facts.IsWindow(type) == are)
                )
                    yield return new FormGroup(type, Rows(taken.Where(located => located.Standard.Places.Contains(type))));
                // What is looked at everywhere and nowhere: an overall impression.
                if (
                    form.Windows != true
                    && Rows(taken.Where(located => located.Standard.Places.Count == 0)) is { Count: > 0 } rest
                )
                    yield return new FormGroup("", rest);
                break;
            case (_, FormGrouping.Method):
                foreach (var method in form.Methods)
                    if (Rows(taken.Where(located => located.Standard.Methods.Contains(method))) is { Count: > 0 } asked)
                        yield return new FormGroup($"{method}", asked);
                break;
            case (_, FormGrouping.Project):
                foreach (var project in taken.GroupBy(located => located.Project))
                    yield return new FormGroup(project.Key.Code, Rows(project));
                break;
            default:
                if (taken.Count > 0)
                    yield return new FormGroup("", Rows(taken));
                break;
        }
    }

    private static List<FormRow> Rows(IEnumerable<Located> standards) =>
        [.. standards.Select(located => new FormRow(located, null, null))];

    // In the order of the playbook; what it does not have any more comes last.
    private static IEnumerable<string> TypesIn(List<Located> taken, FormFacts facts)
    {
        var named = taken.SelectMany(located => located.Standard.Places).ToHashSet();
        return facts.Types.Select(type => type.Code).Where(named.Contains).Union(named.Order(StringComparer.Ordinal));
    }

    private static FormGroup? Narrowed(WorkingForm form, FormGroup group, FormFacts facts, FormNarrowing? to)
    {
        var (unit, type) = (form.ByUnit ? to?.Unit : null, form.ByType ? to?.Type : null);
        if (unit is null && type is null)
            return group;
        var rows = group.Rows.Where(row =>
            form.Rows switch
            {
                FormRowKind.Material => unit is null || row.Material!.Unit == unit,
                FormRowKind.Place => (unit is null || row.Place!.Owner == unit) && (type is null || group.Code == type),
                FormRowKind.Spot => (unit is null || facts.ByType[group.Code].Any(place => place.Owner == unit))
                    && (type is null || group.Code == type),
                _ => (unit is null || facts.Units(row.Located!.Standard).Contains(unit))
                    && (type is null || row.Located!.Standard.Places.Contains(type)),
            }
        );
        return rows.ToList() is { Count: > 0 } left ? group with { Rows = left }
            // That none is registered is told of the type that was asked for.
            : form.Rows == FormRowKind.Place && unit is null && group.Code == type ? group
            : null;
    }

    private static IEnumerable<string> UnitsOf(WorkingForm form, FormGroup group, FormFacts facts) =>
        form.Rows switch
        {
            FormRowKind.Material => group.Rows.Select(row => row.Material!.Unit).OfType<string>(),
            FormRowKind.Place => group.Rows.Select(row => row.Place!.Owner),
            FormRowKind.Spot => facts.ByType[group.Code].Select(place => place.Owner),
            _ => group.Rows.SelectMany(row => facts.Units(row.Located!.Standard)),
        };

    private static IEnumerable<string> TypesOf(WorkingForm form, FormGroup group) =>
        form.GroupedBy == FormGrouping.PlaceType ? [group.Code] : group.Rows.SelectMany(row => row.Located!.Standard.Places);
}
