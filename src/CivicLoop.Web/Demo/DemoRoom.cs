using System.CommandLine;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Demo;

/// <summary>The verb <c>demo</c>: a city that has lived, built once, then served; or its clock moved forward.</summary>
public static class DemoRoom
{
    private const string UsualCity = "karamay";
    private const int UsualSeed = 20201123;

    public static Command Verb()
    {
        var city = new Option<string?>("--city")
        {
            Description = $"Playbook and code of the city: karamay, jiayuguan, qujing or lanzhou. Otherwise {UsualCity}.",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The same number makes the same city.",
            DefaultValueFactory = _ => UsualSeed,
        };
        var forward = new Option<string?>("--forward")
        {
            Description = "Moves the clock of a demo that is there, as \"1 day\" or \"6 hours\", and ends.",
        };
        var open = new Option<bool>("--public-demo")
        {
            Description = "Lets a demo be served at an address that other machines reach.",
        };
        var command = new Command("demo", "Builds a living city, its campaign at day 90, and serves it.")
        {
            city,
            seed,
            forward,
            open,
        };
        command.SetAction(
            (parsed, stop) =>
            {
                var storage = Verbs.Storage(parsed);
                var code = parsed.GetValue(city) ?? UsualCity;
                return parsed.GetValue(forward) is { } span
                    ? Forward(storage, code, span)
                    : Run(storage, code, parsed.GetValue(seed), parsed.GetValue(open), stop);
            }
        );
        return command;
    }

    private static async Task<int> Run(Storage storage, string code, int seed, bool open, CancellationToken stop)
    {
        var urls = Addresses.Wanted();
        if (!open && Addresses.Foreign(urls) is { } foreign)
            return Verbs.Refuse(Verbs.Sentences["demo.public", foreign]);
        try
        {
            if (await Built(storage, code, seed, stop) is { } refused)
                return Verbs.Refuse(refused);
        }
        catch (OperationCanceledException)
        {
            return Verbs.Refuse(Verbs.Sentences["demo.stopped", code]);
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            return Verbs.Refuse(trouble.Refusal);
        }
        Console.WriteLine(Verbs.Sentences["demo.sign-in", $"{Addresses.First(urls)}/login?city={code}"]);
        return await Serve.Run(storage, urls, stop);
    }

    /// <summary>The city stands when this returns null; a sentence says why it does not.</summary>
    private static async Task<string?> Built(Storage storage, string code, int seed, CancellationToken stop)
    {
        var t = Verbs.Sentences;
        await using var cities = new Cities(storage);
        var folder = PlaybookVerbs.Shipped(code);
        if (!Cities.IsCode(code))
            return t["demo.no-playbook", code];
        if (cities.Find(code) is { } there)
        {
            if (!there.Database.Read(DemoMark.Is))
                return t["demo.real", code];
            Console.WriteLine(t["demo.there", code, there.Folder]);
            return null;
        }
        if (!Directory.Exists(folder))
            return t["demo.no-playbook", code];
        if (Directory.Exists(cities.FolderOf(code)))
            return t["demo.folder-taken", cities.FolderOf(code)];

        var files = PlaybookFolder.Read(folder, PlaybookVerbs.Shipped("base"));
        var (playbook, mistakes) = files.Parse();
        if (playbook is null)
            return t["demo.broken-playbook", code, mistakes.Count];
        await using var site = cities.Build(code);
        if (site is null)
            return t["demo.being-built", code];
        var lived = await new DemoBuild(storage, site, files, playbook, seed).Run(Print, stop);
        foreach (var (act, count) in lived.Acts.OrderBy(pair => pair.Key))
            Console.WriteLine($"  {t[$"site.act.{act}"]}  {count:N0}");
        Console.WriteLine(t["demo.done", code, lived.Cases, lived.Acts.Values.Sum(), lived.Photos, (int)lived.Took.TotalSeconds]);
        Console.WriteLine(t["demo.users", lived.UsersFile]);
        // Recounting is the system's, and every year of this calendar is known; a review is concluded by a meeting.
        var none = Enum.GetValues<CaseAct>()
            .Where(act =>
                act is not (CaseAct.Recount or CaseAct.Import or CaseAct.Review or CaseAct.SeeAgain)
                && !OfZones.Contains(act)
                && !lived.Acts.ContainsKey(act)
            )
            .ToList();
        return none.Count == 0 ? null : throw new InvalidOperationException($"the demo never did {string.Join(", ", none)}");
    }

    // Only where a playbook divides a unit into zones, and of so few cases that chance may leave one of them out: no reason
    // for a city not to start.
    private static readonly CaseAct[] OfZones = [CaseAct.GiveToZone, CaseAct.TakeFromZone, CaseAct.ReportToUnit];

    private static void Print(int percent, DateOnly day, int cases) =>
        Console.WriteLine(Verbs.Sentences["demo.progress", percent, Values.Day(day), cases]);

    private static async Task<int> Forward(Storage storage, string code, string span)
    {
        var t = Verbs.Sentences;
        if (Span.Parse(span) is not { } wanted)
            return Verbs.Refuse(t["demo.forward-unreadable", span]);
        await using var cities = new Cities(storage);
        try
        {
            if (cities.Find(code) is not { } city)
                return Verbs.Refuse(t["verbs.no-such-city", code, string.Join(", ", cities.All())]);
            if (!city.Database.Read(DemoMark.Is))
                return Verbs.Refuse(t["demo.forward-real", code]);
            if (wanted <= TimeSpan.Zero)
                return Verbs.Refuse(t["demo.forward-backward", span]);
            var to = city.Clock.Now + wanted;
            var moved = await city.Database.Write(transaction => city.Clock.MoveTo(transaction, to));
            if (!moved)
                return Verbs.Refuse(t["demo.forward-backward", span]);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(new PlaybookReads().On(city, DateOnly.FromDateTime(to)).City.TimeZone);
            Console.WriteLine(t["demo.forward-done", code, $"{TimeZoneInfo.ConvertTimeFromUtc(to, zone):yyyy-MM-dd HH:mm}"]);
            return 0;
        }
        catch (StorageTrouble trouble)
        {
            return Verbs.Refuse(trouble.Refusal);
        }
    }
}
