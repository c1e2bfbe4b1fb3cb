using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Materials;

/// <summary>How a material stands on a day, as people filter by it.</summary>
public enum Standing
{
    /// <summary>未布置: nobody was asked for it.</summary>
    NotAsked,
    Asked,
    Submitted,
    Returned,
    Accepted,
    Expired,
    Withdrawn,
}

/// <summary>A standard that asks for materials, and one of a unit where there is one.</summary>
/// <param name="Lead">The unit that leads it by the plan; null where none does.</param>
public sealed record MaterialLine(Located Located, MaterialState? State, string? Lead)
{
    /// <summary>Whose it is, or would be.</summary>
    public string? Unit => State?.Unit ?? Lead;

    public Standing On(DateOnly day) =>
        State is null ? Standing.NotAsked
        : State.IsExpiredOn(day) ? Standing.Expired
        : Enum.Parse<Standing>(State.Status.ToString());

    /// <summary>Every standard of an edition that asks for materials, with what the reader sees of it.</summary>
    /// <param name="seen">Those of the edition that the reader may read.</param>
    public static IReadOnlyList<MaterialLine> Of(
        Edition edition,
        IEnumerable<MaterialState> seen,
        IReadOnlyDictionary<StandardRef, string> leads,
        Actor reader
    )
    {
        var byStandard = seen.ToLookup(state => state.Of.Standard);
        var all = May.Reach(reader.Role, Right.ReadMaterials) == Scope.City;
        return
        [
            .. edition
                .Located.Where(located => located.Standard.Materials.Count > 0)
                .SelectMany(located =>
                {
                    var lead = leads.GetValueOrDefault(new StandardRef(edition.System, located.Standard.Code));
                    var lines = byStandard[located.Standard.Code].Select(state => new MaterialLine(located, state, lead));
                    // What nobody was asked for yet is told to whoever sees all, and to the unit that leads it.
                    return lines.Any(line => line.State!.Status != MaterialStatus.Withdrawn) || !(all || lead == reader.Unit)
                        ? lines
                        : lines.Append(new MaterialLine(located, null, lead));
                }),
        ];
    }
}
