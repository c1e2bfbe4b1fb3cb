using System.CommandLine;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.SelfChecks;
using CivicLoop.Web.Site;
using CivicLoop.Web.Supervision;

namespace CivicLoop.Web.Playbooks;

/// <summary>The verbs <c>check-playbook DIR</c> and <c>import playbook DIR --valid-from DAY</c>.</summary>
public static class PlaybookVerbs
{
    /// <summary>The playbooks that the product brings along, by name.</summary>
    public static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "playbooks", name);

    public static Command Check()
    {
        var folder = Folder();
        var command = new Command(
            "check-playbook",
            "Checks a playbook and tells every mistake at once with file, line and remedy."
        )
        {
            folder,
        };
        command.SetAction(parsed =>
        {
            var t = Verbs.Sentences;
            if (Read(parsed.GetValue(folder)!, t) is not ({ } playbook, _))
                return 1;
            Console.WriteLine(Figures(t, playbook));
            if (playbook.StandIns.Count > 0)
                Console.WriteLine(t["playbooks.check.stand-ins", string.Join(", ", playbook.StandIns)]);
            return 0;
        });
        return command;
    }

    /// <param name="others">What else may be taken into a city.</param>
    public static Command Import(params Command[] others)
    {
        var folder = Folder();
        var from = new Option<string>("--valid-from")
        {
            Description = "First day on which it is in force, as 2020-11-23.",
            Required = true,
        };
        var city = new Option<string?>("--city") { Description = "Code of the city. Otherwise the one that the playbook names." };
        var command = new Command("playbook", "Takes a playbook into a city. One with a mistake changes nothing.")
        {
            folder,
            from,
            city,
        };
        command.SetAction(async parsed =>
        {
            var t = Verbs.Sentences;
            if (!DateOnly.TryParseExact(parsed.GetValue(from), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day))
                return Verbs.Refuse(t["playbooks.import.day", parsed.GetValue(from)]);
            if (Read(parsed.GetValue(folder)!, t) is not ({ } playbook, { } files))
                return Verbs.Refuse(t["playbooks.import.broken"]);
            var code = parsed.GetValue(city) ?? playbook.City.Code;
            if (!Cities.IsCode(code))
                return Verbs.Refuse(t["playbooks.import.code", code]);
            try
            {
                await using var cities = new Cities(Verbs.Storage(parsed));
                var here = cities.Create(code).City;
                var done = PlaybookImport.Run(here, files, playbook, day);
                var recounted = done.New
                    ? Recounted(here, new RulesNow(new PlaybookReads().On).Of(here), t["cases.recount.reason"])
                    : 0;
                return Say(t, code, day, done, recounted);
            }
            catch (StorageTrouble trouble)
            {
                return Verbs.Refuse(t.Refused(trouble.Refusal));
            }
        });
        var import = new Command("import", "Takes something into a city.") { command };
        foreach (var other in others)
            import.Add(other);
        return import;
    }

    // Whatever counts in working days: cases, self-checks, items of lists and orders.
    private static int Recounted(City city, CaseRules rules, string reason) =>
        CaseRecount.Run(city, rules, reason)
        + SelfCheckRecount.Run(city, rules, reason)
        + ItemRecount.Run(city, rules, reason)
        + OrderRecount.Run(city, rules, reason);

    private static int Say(Sentences t, string code, DateOnly day, Imported done, int recounted)
    {
        if (done.Refusal is { } refusal)
            return Verbs.Refuse(t.Refused(refusal));
        Console.WriteLine(
            done.New
                ? t["playbooks.import.done", code, Values.Day(day), done.Units, done.Posts, done.Places]
                : t["playbooks.import.same", code, Values.Day(day)]
        );
        if (done.Contracts > 0)
            Console.WriteLine(t["playbooks.import.contracts", done.Contracts]);
        foreach (var left in done.Left)
            Console.Error.WriteLine(t["playbooks.import.contract-left", left.Line, t.Refused(left.Why)]);
        if (recounted > 0)
            Console.WriteLine(t["playbooks.import.recounted", recounted]);
        return 0;
    }

    private static Argument<string> Folder() => new("DIR") { Description = "Folder of the playbook." };

    /// <summary>The playbook with its files; null, and every mistake told, when it has one.</summary>
    private static (Playbook? Playbook, PlaybookFolder? Files) Read(string folder, Sentences t)
    {
        if (!Directory.Exists(folder))
        {
            Verbs.Refuse(t["playbooks.check.no-folder", folder]);
            return (null, null);
        }
        PlaybookFolder files;
        try
        {
            files = PlaybookFolder.Read(folder, Shipped("base"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Verbs.Refuse(unreadable.Message);
            return (null, null);
        }
        var (playbook, mistakes) = files.Parse();
        foreach (var mistake in mistakes)
            Console.Error.WriteLine(t.Line(mistake));
        if (mistakes.Count > 0)
            Console.Error.WriteLine(
                mistakes.Count == 1 ? t["playbooks.check.mistakes-one"] : t["playbooks.check.mistakes", mistakes.Count]
            );
        return (playbook, files);
    }

    private static string Figures(Sentences t, Playbook playbook) =>
        t[
            "playbooks.check.clean",
            playbook.City.Districts.Count,
            playbook.City.Districts.Sum(district => district.Streets.Count),
            playbook.City.Districts.Sum(district => district.Streets.Sum(street => street.Communities.Count)),
            playbook.Organisation.Units.Count,
            playbook.Organisation.Posts.Count,
            playbook.Problems.Categories.Count(),
            playbook.Problems.Dispatch.Count,
            playbook.Places.Places.Count
        ];
}
