using System.CommandLine;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Import;

/// <summary>
/// <c>civicloop import cases FILE --city C</c>: the cases of another system with their past. May be broken off and begun
/// again; what is here already is passed over.
/// </summary>
public static class CaseImportVerb
{
    private const int Shown = 20;

    public static Command Verb()
    {
        var file = new Argument<string>("FILE") { Description = "xlsx, xls or CSV (UTF-8 or GB18030)." };
        var city = Verbs.TheCity();
        var source = new Option<string?>("--source")
        {
            Description = "Code of the system that the file is from, such as egova; one number of it is one case.",
        };
        var system = new Option<string?>("--crs")
        {
            Description = "Coordinate system of the file: WGS84, CGCS2000, GCJ-02 or BD-09.",
        };
        system.AcceptOnlyFromAmong([.. ImportUpload.Systems]);
        var mapping = new Option<string?>("--mapping")
        {
            Description = "YAML file that says what other columns and words mean, and may name source and crs.",
        };
        var reason = new Option<string?>("--reason")
        {
            Description = "Why; stands in the history. Otherwise the name of the file.",
        };
        var dry = new Option<bool>("--dry-run") { Description = "Only says what the file would do." };
        var bad = new Option<string?>("--bad")
        {
            Description = "Where rows that cannot be taken are put, with what is wrong with each. Otherwise FILE.bad.csv.",
        };
        var command = new Command("cases", "Takes over cases that ran in another system, with the stages they went through.")
        {
            file,
            city,
            source,
            system,
            mapping,
            reason,
            dry,
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
                        parsed.GetValue(source),
                        parsed.GetValue(system),
                        parsed.GetValue(mapping),
                        parsed.GetValue(reason),
                        parsed.GetValue(dry),
                        parsed.GetValue(bad)
                    )
            )
        );
        return command;
    }

    private static Refusal? Run(
        City city,
        string file,
        string? source,
        string? system,
        string? mappingFile,
        string? reason,
        bool dry,
        string? bad
    )
    {
        if (new[] { file, mappingFile }.FirstOrDefault(path => path is not null && !File.Exists(path)) is { } none)
            return new Refusal("import.no-file", none);
        var t = Verbs.Sentences;
        var (mapping, wrong) = CaseMappingFile.Read(
            mappingFile is null ? "" : File.ReadAllText(mappingFile),
            source,
            system is null ? null : ChinaCoordinates.System(system)
        );
        foreach (var refusal in wrong.Skip(1))
            Console.Error.WriteLine(t.Refused(refusal));
        if (mapping is null)
            return wrong[0];
        var rules = new RulesNow(new PlaybookReads().On).Of(city);
        bad ??= $"{file}.bad.csv";
        using var progress = new Progress(city.Code);
        try
        {
            using var upload = File.OpenRead(file);
            if (SheetReader.FormOf(upload) == "GB18030")
                progress.Say(t["exchange.gb"]);
            var summary = new CaseImporting(city, rules, mapping, CaseWordLists.Of(new Texts(Texts.Folder)), t).Run(
                upload,
                bad,
                dry ? null : CaseHand.AtTheMachine(reason ?? Path.GetFileName(file)),
                rows => progress.Report(t["import.progress", rows]),
                CancellationToken.None
            );
            foreach (var problem in summary.Problems.Concat(summary.Warnings).Take(Shown))
                Console.Error.WriteLine(t["import.verb.row", problem.Row, t.Said(problem, rules.Playbook)]);
            if (summary.Unknown.Count > 0)
                progress.Say(t["exchange.unknown", string.Join("、", summary.Unknown)]);
            if (summary.Bad == 0)
                File.Delete(bad);
            progress.Say(
                t[dry ? "exchange.verb.would" : "exchange.verb.done", summary.Rows, summary.Added, summary.Unchanged, summary.Bad]
            );
            if (summary.Bad > 0)
                progress.Say(t["exchange.verb.bad", bad]);
            return null;
        }
        catch (SheetTroubleException trouble)
        {
            return trouble.Refusal;
        }
    }
}
