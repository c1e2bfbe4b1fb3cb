using System.Diagnostics;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Tests.Support;

/// <summary>
/// A process of many writers that act on cases without end and print a line for each act that was acknowledged:
/// act, stream, version and the photo it named. Tests kill it, or watch its system calls.
/// </summary>
public static class DoomedWriter
{
    public const string Verb = "doomed-writer";

    /// <param name="acts">How many acts each writer makes; 0 for without end.</param>
    public static ProcessStartInfo Start(TestCity city, int writers, int acts = 0) => Start(city, Verb, $"{writers}", $"{acts}");

    /// <summary>This program itself as a process of its own, with the city's storage.</summary>
    internal static ProcessStartInfo Start(TestCity city, string verb, params string[] more)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Run by "dotnet Tests.dll" the process is dotnet itself, and wants the assembly's name first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(DoomedWriter).Assembly.Location);
        foreach (var argument in (string[])[verb, city.Storage.Folder, city.City.Code, .. more])
            start.ArgumentList.Add(argument);
        start.Environment["CIVICLOOP_POSTGRES"] = city.Storage.Owner ?? "";
        start.Environment["CIVICLOOP_POSTGRES_SERVE"] = city.Storage.Serving ?? "";
        return start;
    }

    public static async Task<int> Run(string[] args)
    {
        await using var cities = new Cities(Storage.FromEnvironment(args[0]));
        var city = cities.Find(args[1])!;
        var acts = int.Parse(args[3]);
        var output = Console.OpenStandardOutput();
        await Task.WhenAll(
            Enumerable.Range(0, int.Parse(args[2])).Select(writer => Task.Run(() => Write(city, writer, acts, output)))
        );
        return 0;
    }

    private static async Task Write(City city, int writer, int acts, Stream output)
    {
        var office = new CaseOffice(city);
        for (var turn = 0; acts == 0 || turn < acts; turn += 3)
        {
            var photo = office.Photo($"{Environment.ProcessId} {writer} {turn}");
            var stream = await Acknowledged(null, SmallCity.Citizen, CaseOffice.Litter(photos: photo), photo.Blob);
            await Acknowledged(stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor), "-");
            await Acknowledged(stream, SmallCity.Clerk, new DispatchInput(null), "-");
        }

        async Task<Guid> Acknowledged(Guid? stream, Actor by, CaseInput input, string blob)
        {
            var form = CaseOffice.Form(by);
            var done = (await office.Try(stream, form, input)).Value!;
            var line = Encoding.UTF8.GetBytes($"{form.Id:D} {done.Stream:D} {done.Version} {blob}\n");
            lock (output)
                output.Write(line);
            return done.Stream;
        }
    }
}

/// <summary>A line of the writer: an act that somebody was told is kept.</summary>
public sealed record Acknowledged(Guid Act, Guid Stream, int Version, string Blob)
{
    /// <summary>Null for a line that the kill cut short.</summary>
    public static Acknowledged? Read(string line) =>
        line.Split(' ') is [var act, var stream, var version, var blob] && (blob == "-" || blob.Length == 64)
            ? new Acknowledged(Guid.Parse(act), Guid.Parse(stream), int.Parse(version), blob)
            : null;
}
