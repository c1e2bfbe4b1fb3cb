namespace CivicLoop.Core.Contracts;

/// <summary>What a contract of responsibility is over.</summary>
public enum Over
{
    District,
    Street,
    Community,
    Segment,
    Grid,
    Place,
}

/// <summary>Which side of a street segment, looking along its line.</summary>
public enum Side
{
    Both,
    Left,
    Right,
}

/// <summary>A part of a street segment.</summary>
/// <param name="From">Metres from the segment's beginning, inclusive.</param>
/// <param name="To">Metres from the segment's beginning; greater than <paramref name="From"/>.</param>
public sealed record Stretch(int From, int To, Side Side)
{
    /// <summary>Whether they have a metre of the same side in common.</summary>
    public bool Meets(Stretch other) =>
        From < other.To && other.From < To && (Side == Side.Both || other.Side == Side.Both || Side == other.Side);
}

/// <summary>What somebody answers for.</summary>
/// <param name="Code">Code of the district, street, community, segment, grid or place.</param>
/// <param name="District">Code of the district it lies in.</param>
/// <param name="Street">Code of the street it lies in; null for a district, or where nobody says.</param>
/// <param name="Part">Null for the whole of it.</param>
public sealed record ContractObject(Over Over, string Code, string District, string? Street, Stretch? Part)
{
    public bool Meets(ContractObject other) =>
        Over == other.Over && Code == other.Code && (Part is null || other.Part is null || Part.Meets(other.Part));
}

/// <summary>Who answers: a whole unit, or one post of it. Never a person: whoever holds the post answers.</summary>
public sealed record Party(string Unit, string? Post);

/// <summary>What a contract came to.</summary>
public enum ContractStatus
{
    /// <summary>待下达: made, its letter not yet issued.</summary>
    Made,

    /// <summary>待签收: the party has its letter and has said nothing yet.</summary>
    Issued,

    /// <summary>履行中: the party accepted it.</summary>
    InForce,

    /// <summary>被退回: the party declined it; the office decides.</summary>
    Declined,

    /// <summary>已终止.</summary>
    Ended,
}

public static class ContractStatuses
{
    /// <summary>Whether somebody answers by it: also while the letter waits, not once it is declined or ended.</summary>
    public static bool Stands(this ContractStatus status) =>
        status is ContractStatus.Made or ContractStatus.Issued or ContractStatus.InForce;
}

/// <summary>Another contract that stands beside one: same kind, same level, same object.</summary>
public sealed record Claim(long Contract, bool Lead, Party Party, ContractObject Object, DateOnly From, DateOnly? To)
{
    /// <summary>Whether both hold on some day.</summary>
    public bool Meets(DateOnly from, DateOnly? to) => (to is null || From <= to) && (To is null || from <= To);

    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
}
