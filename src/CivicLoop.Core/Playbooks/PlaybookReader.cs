using CivicLoop.Core.Playbooks.Keys;
using CivicLoop.Core.Playbooks.Readers;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// Reads a folder as a whole and reports every mistake at once. First each file is held against its keys, then its
/// parts are read and judged for sense, last the codes that nothing gives are told.
/// </summary>
public static class PlaybookReader
{
    /// <param name="files">The city's own folder.</param>
    /// <param name="standIns">The product's defaults, for the files that the folder lacks.</param>
    /// <returns>No playbook when there is a mistake.</returns>
    public static (Playbook? Playbook, IReadOnlyList<Mistake> Mistakes) Read(PlaybookFiles files, PlaybookFiles standIns)
    {
        var mistakes = new Mistakes();
        var codes = new Codes(mistakes);
        var check = new ShapeCheck(mistakes, codes);
        var roots = new Dictionary<string, Node>();
        var stoodIn = new List<string>();
        Unknown(files, mistakes);

        foreach (var shape in PlaybookShape.Files)
        {
            var standsIn = shape.Absence is Absence.StandIn or Absence.StandInIfAny;
            var from = files.Has(shape.Path) || !standsIn ? files : standIns;
            if (!from.Has(shape.Path) && shape.Absence is (Absence.Nothing or Absence.StandInIfAny))
                continue;
            if (from == standIns)
                stoodIn.Add(shape.Path);
            mistakes.Add(from.Broken.Where(broken => broken.File == from.Prefix + shape.Path));
            if (Root(from, shape, mistakes) is not { } root)
            {
                codes.CannotRead(PlaybookShape.KindsOf(shape.Shape));
                continue;
            }
            if (shape.IsTable)
                foreach (var row in ((Sequence)root).Items)
                    check.Check(row, shape.Shape);
            else
                check.Check(root, shape.Shape);
            roots[shape.Path] = root;
        }

        var read = new Reading(roots, mistakes);
        var city = CityReader.Read(read, Outlines(files));
        var places = PlaceReader.Read(read, city);
        var organisation = OrganisationReader.Read(read, city);
        organisation = organisation with { Begins = BeginningReader.Read(read, city, places, organisation) };
        var limits = LimitReader.Read(read);
        var rhythm = RhythmReader.Read(read);
        var ladder = LadderReader.Read(read);
        var mechanisms = MechanismReader.Read(read);
        var counters = TallyReader.Read(read);
        var tasks = TaskReader.Read(read);
        var scores = ScoreReader.Read(read);
        var problems = ProblemReader.Read(read, city, places);
        codes.Settle();
        var editions = Editions(files, standIns, new(codes.Given("place-type"), codes.Given("category")), stoodIn, mistakes);

        var all = mistakes.All;
        var playbook =
            all.Count > 0
                ? null
                : new Playbook(city, organisation, problems(), limits, rhythm, ladder, mechanisms, places, stoodIn, check.Sources)
                {
                    Counters = counters,
                    Editions = editions,
                    Tasks = tasks,
                    Scores = scores,
                };
        return (playbook, all);
    }

    // Each edition is a file of its own; a city that brings one brings all of its own.
    private static List<Edition> Editions(
        PlaybookFiles files,
        PlaybookFiles standIns,
        EditionWorld world,
        List<string> stoodIn,
        Mistakes mistakes
    )
    {
        var own = PlaybookShape.EditionsIn(files).Any();
        var from = own ? files : standIns;
        var (editions, bySystem) = (new List<Edition>(), new Dictionary<string, string>());
        foreach (var path in PlaybookShape.EditionsIn(from))
        {
            if (!own)
                stoodIn.Add(path);
            mistakes.Add(from.Broken.Where(broken => broken.File == from.Prefix + path));
            if (!from.Documents.TryGetValue(path, out var root))
                continue;
            // The product's samples are written for its own types of places and problems.
            var (edition, wrong) = EditionReader.Read(root, own ? world : new EditionWorld(null, null));
            mistakes.Add(wrong);
            if (edition is null)
                continue;
            if (!own)
                edition = edition.Within(world.PlaceTypes ?? [], world.Categories ?? []);
            if (!bySystem.TryAdd(edition.System, path))
                mistakes.Add(root, MistakeCode.EditionTaken, edition.System, bySystem[edition.System]);
            editions.Add(edition);
        }
        foreach (var system in EditionCheck.Rounds(editions))
            mistakes.Add(from.Prefix + bySystem[system], 1, MistakeCode.IncludedCircle, system);
        return editions;
    }

    private static Node? Root(PlaybookFiles from, FileShape shape, Mistakes mistakes)
    {
        if (shape.IsTable && from.Texts.TryGetValue(shape.Path, out var text))
            return TableReader.Read(from.Prefix + shape.Path, text, shape.Shape, mistakes);
        if (from.Documents.TryGetValue(shape.Path, out var root))
            return root;
        if (!from.IsBroken(shape.Path))
            mistakes.Add(from.Prefix + shape.Path, 1, MistakeCode.MissingFile, shape.Path, shape.Means);
        return null;
    }

    private static void Unknown(PlaybookFiles files, Mistakes mistakes)
    {
        foreach (
            var path in files
                .Documents.Keys.Concat(files.Texts.Keys)
                .Except(PlaybookShape.Paths)
                .Except(PlaybookShape.EditionsIn(files))
                .Order(StringComparer.Ordinal)
        )
        {
            if (Nearest.To(path, PlaybookShape.Paths) is { } near)
                mistakes.Add(path, 1, MistakeCode.UnknownFileNear, path, near);
            else
                mistakes.Add(path, 1, MistakeCode.UnknownFile, path, string.Join(", ", PlaybookShape.Paths));
        }
        var known = PlaybookShape.Paths.Concat(PlaybookShape.EditionsIn(files)).ToHashSet();
        mistakes.Add(files.Broken.Where(broken => !known.Contains(broken.File)));
    }

    private static string? Outlines(PlaybookFiles files) => files.Texts.GetValueOrDefault(PlaybookShape.Outlines);
}
