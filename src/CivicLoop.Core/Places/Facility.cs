namespace CivicLoop.Core.Places;

/// <summary>How a facility is.</summary>
public enum FacilityCondition
{
    /// <summary>完好.</summary>
    Good,

    /// <summary>待修: usable, but something has to be mended.</summary>
    Worn,

    /// <summary>损坏: not usable.</summary>
    Broken,

    /// <summary>停用: closed on purpose.</summary>
    Closed,
}

/// <summary>设施: a thing that stands somewhere for everybody's use: a public toilet, a litter bin, a transfer station.</summary>
/// <param name="Kind">Code of a kind that the playbook names, with the attributes that it declares.</param>
/// <param name="Place">Code of the place that it belongs to; null where it stands for itself.</param>
/// <param name="State">As it stands on the day asked for.</param>
public sealed record Facility(
    string Code,
    string Kind,
    string Name,
    string District,
    string Street,
    string? Place,
    double Lon,
    double Lat,
    FacilityState State,
    bool Sample
);

/// <summary>What can change about a facility, and what judgements read: kept as dated rows.</summary>
/// <param name="Unit">Code of the unit that answers for it; null where nobody does yet.</param>
public sealed record FacilityState(string? Unit, FacilityCondition Condition, FacilityAttributes Attributes);
