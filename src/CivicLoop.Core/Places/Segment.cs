namespace CivicLoop.Core.Places;

/// <summary>Which side of the street a segment stands for.</summary>
public enum StreetSide
{
    /// <summary>两侧: the street with both its sides.</summary>
    Both,

    /// <summary>东侧.</summary>
    East,

    /// <summary>南侧.</summary>
    South,

    /// <summary>西侧.</summary>
    West,

    /// <summary>北侧.</summary>
    North,
}

/// <summary>路段: a stretch of street that somebody answers for.</summary>
/// <param name="Kind">Code of a kind that the playbook names: main, secondary, branch, lane …</param>
/// <param name="Metres">Its length as the register says it; measured along the line where it says none.</param>
/// <param name="Line">WGS84, from one end to the other.</param>
public sealed record Segment(
    string Code,
    string Name,
    string Kind,
    StreetSide Side,
    string District,
    string Street,
    int Metres,
    IReadOnlyList<(double Lon, double Lat)> Line,
    bool Sample
);
