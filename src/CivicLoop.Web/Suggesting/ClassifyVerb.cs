using System.CommandLine;
using System.Diagnostics;
using CivicLoop.Core.Suggesting;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Suggesting;

/// <summary>
/// The verb <c>classify</c>: learns from one table and is marked on another that it has not seen. What a demo's
/// generator wrote tells nothing about what people write: figures on such texts are worth nothing.
/// </summary>
public static class ClassifyVerb
{
    private const int MostToldOf = 20;

    public static Command Verb()
    {
        var train = new Option<FileInfo>("--train")
        {
            Description = "Table to learn from, CSV or xlsx: columns text and label, place_type if there is one.",
            Required = true,
        };
        var test = new Option<FileInfo>("--test")
        {
            Description = "Table to be marked on, with the same columns.",
            Required = true,
        };
        var command = new Command(
            "classify",
            "Learns words to category from one table and prints macro-F1, coverage, time and memory on another."
        )
        {
            train,
            test,
        };
        command.SetAction(parsed =>
        {
            return Read(parsed.GetValue(train)!) is { } learnt && Read(parsed.GetValue(test)!) is { } asked
                ? Run(learnt, asked, parsed.GetValue(test)!)
                : 1;
        });
        return command;
    }

    private static int Run(IReadOnlyList<Example> learnt, IReadOnlyList<Example> asked, FileInfo test)
    {
        var t = Verbs.Sentences;
        if (asked.Count == 0)
            return Verbs.Refuse(t["suggesting.nothing-to-test", test.Name]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        if (Learning.Learn(learnt) is not { } classifier)
            return Verbs.Refuse(t["suggesting.too-few", Learning.LeastExamples]);
        var learning = watch.Elapsed;
        var held = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before);
        watch.Restart();
        var marking = Marking.Of(classifier, asked);
        // Each text is asked twice when it is marked: once for all labels, once for what would be said.
        var each = watch.Elapsed / (2 * asked.Count);
        var single = learnt.CountBy(example => example.Label).Count(label => label.Value == 1);
        var strange = asked.Select(example => example.Label).Distinct().Except(classifier.Labels).Count();

        Console.WriteLine(t["suggesting.rows", learnt.Count, asked.Count, classifier.Labels.Count]);
        if (single > 0)
            Console.WriteLine(t["suggesting.single", single]);
        if (strange > 0)
            Console.WriteLine(t["suggesting.strange", strange]);
        Console.WriteLine($"macro-F1            {marking.MacroF1:0.0000}");
        Console.WriteLine($"accuracy            {marking.Right:0.0000}");
        Console.WriteLine($"top-3               {marking.Among:0.0000}");
        Console.WriteLine($"coverage            {marking.Coverage:0.0000}");
        Console.WriteLine($"abstention          {1 - marking.Coverage:0.0000}");
        Console.WriteLine($"accuracy where said {marking.RightWhereSaid:0.0000}");
        Console.WriteLine($"threshold           {classifier.Threshold:0.0000}");
        Console.WriteLine($"learning            {learning.TotalSeconds:0.00} s");
        Console.WriteLine($"each text           {each.TotalMilliseconds:0.000} ms");
        Console.WriteLine($"memory              {Mebibytes(held)} MiB held, {Mebibytes(Peak())} MiB at most");
        return 0;
    }

    // Null where it is no table that can be read; what is wrong with which file is said.
    private static IReadOnlyList<Example>? Read(FileInfo file)
    {
        var t = Verbs.Sentences;
        try
        {
            if (!file.Exists)
                return Refused(t["suggesting.no-file", file.FullName]);
            using var stream = file.OpenRead();
            // GB18030 makes letters of any bytes: somebody who sees nonsense below shall know why.
            if (SheetReader.FormOf(stream) is "GB18030" and var form)
                Console.Error.WriteLine(t["suggesting.read-as", file.Name, form]);
            return Told(file, ExampleTable.Read(stream));
        }
        catch (SheetTroubleException trouble)
        {
            return Refused($"{file.Name}: {t.Refused(trouble.Refusal)}");
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return Refused(t["suggesting.unread", file.FullName, unread.Message]);
        }

        static IReadOnlyList<Example>? Refused(string sentence)
        {
            Verbs.Refuse(sentence);
            return null;
        }
    }

    private static IReadOnlyList<Example> Told(FileInfo file, ExampleTable table)
    {
        foreach (var (row, why) in table.Mistakes.Take(MostToldOf))
            Console.Error.WriteLine(Verbs.Sentences["suggesting.row", file.Name, row, Verbs.Sentences.Refused(why)]);
        if (table.Mistakes.Count > MostToldOf)
            Console.Error.WriteLine(Verbs.Sentences["suggesting.more-rows", file.Name, table.Mistakes.Count - MostToldOf]);
        return table.Examples;
    }

    private static string Mebibytes(long bytes) =>
        (bytes / 1024.0 / 1024).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static long Peak()
    {
        using var here = Process.GetCurrentProcess();
        return here.PeakWorkingSet64;
    }
}
