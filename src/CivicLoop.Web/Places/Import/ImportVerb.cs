using System.CommandLine;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Places.Import;

/// <summary>
/// <c>civicloop import places FILE --city C --kind K --crs S</c>: the same check and the same writing as the page, for
/// whoever has files rather than a browser. All or nothing, unless the bad rows are said to be left out.
/// </summary>
public static class ImportVerb
{
    private const int Shown = 20;

    public static Command Verb()
    {
        var file = new Argument<string>("FILE") { Description = "xlsx, xls, CSV (UTF-8 or GB18030) or GeoJSON." };
        var city = Verbs.TheCity();
        var kind = new Option<ImportKind>("--kind")
        {
            Description = "What the file brings: places, grids, segments or facilities.",
            Required = true,
        };
        var system = new Option<string>("--crs")
        {
            Description = "Coordinate system of the file: WGS84, CGCS2000, GCJ-02 or BD-09.",
            Required = true,
        };
        system.AcceptOnlyFromAmong([.. ImportUpload.Systems]);
        var map = new Option<string[]>("--column")
        {
            Description = "What a header means, as 东经=lon; once for each.",
            DefaultValueFactory = _ => [],
        };
        var reason = new Option<string?>("--reason")
        {
            Description = "Why; stands in the history of what is changed. Otherwise the name of the file.",
        };
        var check = new Option<bool>("--check") { Description = "Only says what the file would do." };
        var leave = new Option<bool>("--leave-bad") { Description = "Imports the good rows and leaves the bad ones out." };
        var bad = new Option<string?>("--bad") { Description = "Where the bad rows are put, with what is wrong with each." };
        var command = new Command("places", "Takes places, grids, street segments or facilities into a city.")
        {
            file,
            city,
            kind,
            system,
            map,
            reason,
            check,
            leave,
            bad,
        };
        command.SetAction(parsed =>
            Verbs.InCity(
                parsed,
                parsed.GetRequiredValue(city),
                here =>
                    Run(
                        here,
                        parsed.GetRequiredValue(file),
                        parsed.GetRequiredValue(kind),
                        ChinaCoordinates.System(parsed.GetRequiredValue(system))!.Value,
                        Mapping(parsed.GetRequiredValue(map)),
                        parsed.GetValue(reason),
                        parsed.GetValue(check) ? Wish.Check
                            : parsed.GetValue(leave) ? Wish.LeaveBad
                            : Wish.All,
                        parsed.GetValue(bad)
                    )
            )
        );
        return command;
    }

    private enum Wish
    {
        Check,
        All,
        LeaveBad,
    }

    private static Refusal? Run(
        City city,
        string file,
        ImportKind kind,
        CoordinateSystem system,
        Dictionary<string, string> mapping,
        string? reason,
        Wish wish,
        string? bad
    )
    {
        if (!File.Exists(file))
            return new Refusal("import.no-file", file);
        var t = Verbs.Sentences;
        var rules = new RulesNow(new PlaybookReads().On).Of(city);
        var now = city.Clock.Now;
        var today = rules.Calendar.DayOf(now);
        var path = Directory.CreateTempSubdirectory("civicloop-import-").FullName;
        using var progress = new Progress(city.Code);
        try
        {
            var folder = new ImportFolder(path);
            ImportSummary summary;
            using (var upload = File.OpenRead(file))
                summary = new ImportChecking(city, rules, kind, system, today, t).Run(
                    upload,
                    mapping,
                    folder,
                    rows => progress.Report(t["import.progress", rows]),
                    CancellationToken.None
                );
            if (bad is not null && summary.Bad > 0)
                File.Copy(folder.Bad, bad, overwrite: true);
            foreach (var problem in summary.Problems.Concat(summary.Warnings).Take(Shown))
                Console.Error.WriteLine(t["import.verb.row", problem.Row, t.Said(problem, rules.Playbook)]);
            progress.Say(t["import.verb.would", summary.Rows, summary.Added, summary.Changed, summary.Unchanged, summary.Bad]);
            if (wish == Wish.Check)
                return null;
            if (summary.Bad > 0 && wish != Wish.LeaveBad)
                return new Refusal("import.verb-bad", $"{summary.Bad}");
            var hand = new PlaceHand(Actor.System, reason ?? Path.GetFileName(file), now, today);
            ImportWriting.Run(
                city,
                kind,
                folder,
                hand,
                today,
                rows => progress.Report(t["import.progress", rows]),
                CancellationToken.None
            );
            progress.Say(t["import.done", summary.Added, summary.Changed, summary.Unchanged]);
            return null;
        }
        catch (SheetTroubleException trouble)
        {
            return trouble.Refusal;
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static Dictionary<string, string> Mapping(string[] said) =>
        said.Select(one => one.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");
}
