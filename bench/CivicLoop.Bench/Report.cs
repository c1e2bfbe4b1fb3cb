using System.Globalization;
using System.Runtime.InteropServices;

namespace CivicLoop.Bench;

/// <summary>A table of figures, kept beside the command that made it and what it ran on.</summary>
internal sealed class Report(string name, string title, params string[] columns)
{
    private readonly List<string> lines = [];
    private readonly List<string> notes = [];

    public void Row(params string[] cells)
    {
        lines.Add($"| {string.Join(" | ", cells)} |");
        Console.WriteLine(lines[^1]);
    }

    public void Note(string sentence)
    {
        notes.Add(sentence);
        Console.WriteLine(sentence);
    }

    public async Task Save()
    {
        var text = string.Join(
            '\n',
            [
                $"# {title}",
                "",
                $"`make bench ARGS={name}` · {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
                "",
                $"| {string.Join(" | ", columns)} |",
                $"|{string.Join('|', columns.Select(_ => "--"))}|",
                .. lines,
                "",
                .. notes.Select(note => $"- {note}"),
                "",
            ]
        );
        await File.WriteAllTextAsync(Path.Combine(Tree.Root, "bench", "CivicLoop.Bench", "results", $"{name}.md"), text);
    }

    public static string Number(double value, string format = "#,0") => value.ToString(format, CultureInfo.InvariantCulture);
}

internal static class Figures
{
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
    }
}

internal static class Tree
{
    /// <summary>The root of the source tree, found upwards from where the program lies.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CivicLoop.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
