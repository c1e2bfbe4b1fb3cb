using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks;

/// <summary>Who and when: <c>city.yaml</c> with the divisions and outlines of its districts.</summary>
/// <param name="Division">GB/T 2260 code of the city, four digits.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record CityPart(
    string Code,
    Name Name,
    string Division,
    string TimeZone,
    Campaign Campaign,
    IReadOnlyList<District> Districts,
    IReadOnlyList<Document> Documents
);

/// <param name="Days">How long it lasts, in natural days.</param>
/// <param name="Lasts">The same as the file says it: 3 months.</param>
public sealed record Campaign(string Name, DateOnly Starts, int Days, string Lasts, IReadOnlyList<string> Stages);

/// <summary>A district with its streets and communities, as the statistical divisions list them.</summary>
public sealed record District(string Code, string Name, IReadOnlyList<Street> Streets, Outline? Outline);

/// <param name="Sample">True where no source says that this street belongs to the programme.</param>
public sealed record Street(string Code, string Name, IReadOnlyList<Community> Communities, bool Sample = false);

public sealed record Community(string Code, string Name);
