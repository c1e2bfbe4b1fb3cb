namespace CivicLoop.Web.Exchange.Open;

/// <summary>A link as OGC API - Features wants it.</summary>
public sealed record OgcLink(string Href, string Rel, string Type, string Title);

/// <param name="Extent">West, south, east, north; null where the city draws no outline.</param>
public sealed record OgcCollection(string Id, string Title, string Description, double[]? Extent, IReadOnlyList<OgcLink> Links);
