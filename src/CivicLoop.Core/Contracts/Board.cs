namespace CivicLoop.Core.Contracts;

/// <summary>Something that may be contracted.</summary>
/// <param name="Length">Metres of a segment; null for anything else.</param>
public sealed record Contractable(Over Over, string Code, string Name, string District, string? Street, int? Length)
{
    public static Contractable Of(Places.Segment segment) =>
        new(Over.Segment, segment.Code, Named(segment), segment.District, segment.Street, Math.Max(1, segment.Metres));

    // A street that is registered side by side has one name for both.
    private static string Named(Places.Segment segment) =>
        segment.Side switch
        {
            Places.StreetSide.East => $"{segment.Name}（东侧）",
            Places.StreetSide.South => $"{segment.Name}（南侧）",
            Places.StreetSide.West => $"{segment.Name}（西侧）",
            Places.StreetSide.North => $"{segment.Name}（北侧）",
            _ => segment.Name,
        };
}

/// <summary>Districts, streets and communities as the playbook divides the city.</summary>
public static class Areas
{
    public static IEnumerable<Contractable> Of(Playbooks.CityPart city) =>
        city.Districts.SelectMany(district =>
            district
                .Streets.SelectMany(street =>
                    street
                        .Communities.Select(community => new Contractable(
                            Over.Community,
                            community.Code,
                            community.Name,
                            district.Code,
                            street.Code,
                            null
                        ))
                        .Prepend(new Contractable(Over.Street, street.Code, street.Name, district.Code, street.Code, null))
                )
                .Prepend(new Contractable(Over.District, district.Code, district.Name, district.Code, null, null))
        );
}

/// <summary>A contract that holds, as the board looks at it.</summary>
public sealed record Standing(long Contract, string Level, bool Lead, bool Accepted, Party Party, ContractObject Object);

/// <summary>Who leads an object on a level: the stretches of a segment, or one for the whole of anything else.</summary>
/// <param name="Beside">Contracts that answer beside whoever leads.</param>
public sealed record Cell(string Level, IReadOnlyList<Covered> Parts, IReadOnlyList<long> Beside)
{
    public bool HasGap => Parts.Any(part => part.IsGap);

    public bool HasOverlap => Parts.Any(part => part.IsOverlap);
}

public sealed record BoardRow(Contractable Object, IReadOnlyList<Cell> Cells);

/// <summary>A hole in responsibility, or two leads on the same ground.</summary>
public sealed record Fault(Contractable Object, string Level, Covered Part)
{
    public bool IsGap => Part.IsGap;
}

/// <summary>层层有人抓: every object against every level that wants a lead for it.</summary>
public static class Board
{
    /// <param name="levels">Level → what it is over, in order.</param>
    public static IReadOnlyList<BoardRow> Of(
        IEnumerable<Contractable> objects,
        IReadOnlyList<(string Level, IReadOnlyList<Over> Over)> levels,
        IEnumerable<Standing> standing
    )
    {
        var byObject = standing.ToLookup(one => (one.Level, one.Object.Over, one.Object.Code));
        return
        [
            .. objects.Select(one => new BoardRow(
                one,
                [
                    .. levels
                        .Where(level => level.Over.Contains(one.Over))
                        .Select(level => CellOf(one, level.Level, [.. byObject[(level.Level, one.Over, one.Code)]])),
                ]
            )),
        ];
    }

    /// <summary>Gaps first, then overlaps, each in the order of the rows.</summary>
    public static IReadOnlyList<Fault> Faults(IEnumerable<BoardRow> rows) =>
        [
            .. rows.SelectMany(row =>
                    row.Cells.SelectMany(cell =>
                        cell.Parts.Where(part => part.IsGap || part.IsOverlap)
                            .Select(part => new Fault(row.Object, cell.Level, part))
                    )
                )
                .OrderBy(fault => !fault.IsGap),
        ];

    private static Cell CellOf(Contractable one, string level, IReadOnlyList<Standing> standing)
    {
        var leads = standing.Where(contract => contract.Lead).ToList();
        IReadOnlyList<Covered> parts = one.Length is { } length and > 0
            ? Coverage.Along(length, leads.Select(lead => (lead.Contract, lead.Object.Part)))
            : [new Covered(Whole, [.. leads.Select(lead => lead.Contract).Order()])];
        return new Cell(
            level,
            parts,
            [.. standing.Where(contract => !contract.Lead).Select(contract => contract.Contract).Order()]
        );
    }

    /// <summary>The whole of what has no length.</summary>
    public static Stretch Whole { get; } = new(0, 0, Side.Both);
}
