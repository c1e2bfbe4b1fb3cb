namespace CivicLoop.Core.Playbooks.Keys;

/// <summary>All that a playbook's folder may hold, as data.</summary>
public static class PlaybookShape
{
    public const string Outlines = "places/outlines.geojson";

    public static IReadOnlyList<FileShape> Files { get; } =
    [
        CityKeys.File,
        OrganisationKeys.File,
        ProblemKeys.File,
        LimitKeys.File,
        LimitKeys.Calendar,
        RhythmKeys.File,
        LadderKeys.File,
        MechanismKeys.File,
        TallyKeys.File,
        TaskKeys.File,
        ScoreKeys.File,
        CityKeys.Divisions,
        PlaceKeys.Types,
        PlaceKeys.Ground,
        PlaceKeys.Facilities,
        PlaceKeys.Places,
        ContractKeys.Begins,
    ];

    private const string Standards = "standards/";

    /// <summary>Editions of standards lie in a folder of their own, whatever their files are called.</summary>
    public static IEnumerable<string> EditionsIn(PlaybookFiles files) =>
        files
            .Documents.Keys.Concat(files.Broken.Select(broken => broken.File[files.Prefix.Length..]))
            .Where(path =>
                path.StartsWith(Standards, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal)
            )
            .Except(Files.Select(file => file.Path))
            .Distinct()
            .Order(StringComparer.Ordinal);

    public static IEnumerable<string> Paths => Files.Select(file => file.Path).Append(Outlines);

    /// <summary>Kinds of codes that a file gives, so that nothing else is called dangling when it cannot be read.</summary>
    internal static IEnumerable<string> KindsOf(Shape shape) =>
        shape.Keys.SelectMany(key =>
            key.Form == Form.Code ? [key.Kind]
            : key.Of is { } below ? KindsOf(below)
            : []
        );
}
