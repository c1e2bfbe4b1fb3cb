using System.Globalization;
using System.Text;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Suggesting;

/// <summary>The verb <c>classify</c> as it is typed: figures for a table, one sentence for what is none.</summary>
public sealed class ClassifyVerbTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("civicloop-classify-").FullName;

    [Fact]
    public async Task It_prints_the_figures_for_a_table_that_it_has_not_seen()
    {
        var typed = await Classify(Table(60), Table(20));

        typed.Code.ShouldBe(0, typed.Error);
        typed.Out.ShouldContain("learnt from 60 texts, marked on 20, 2 labels");
        foreach (var figure in new[] { "macro-F1", "accuracy", "coverage", "learning", "memory" })
            typed.Out.ShouldContain(figure);
        typed.Out.Split('\n').ShouldContain(line => line.StartsWith("macro-F1            1.0000", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Wrong { get; } =
        new()
        {
            { "", "The file is empty" },
            { "门口有垃圾,litter\n", "must name the columns text and label" },
            { "text,label\n", "too little to learn from" },
            { "text,label\n\"没有关上的引号,litter\n", "quotation mark that begins on line 2 never ends" },
        };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_wrong_with_a_table_is_said_in_a_sentence(string text, string says)
    {
        var typed = await Classify(text, Table(20));

        typed.Code.ShouldBe(1);
        typed.Error.ShouldContain(says);
        typed.Error.ShouldNotContain("   at ", Case.Sensitive, "no stack of calls");
        typed.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_one_that_is_no_table_are_named()
    {
        var test = Kept("test.csv", Encoding.UTF8.GetBytes(Table(20)));

        var missing = await Typed.Run("classify", "--train", Path.Combine(folder, "nowhere.csv"), "--test", test);
        (missing.Code, missing.Error.Contains("nowhere.csv")).ShouldBe((1, true), missing.Error);
        (await Typed.Run("classify", "--train", folder, "--test", test)).Error.ShouldContain("There is no file");
        var noise = new byte[4_000];
        new Random(1).NextBytes(noise);
        var none = await Typed.Run("classify", "--train", test, "--test", Kept("noise.csv", noise));
        (none.Code, none.Error.Contains("noise.csv: This file is not a table")).ShouldBe((1, true), none.Error);
    }

    [Fact]
    public async Task What_is_not_UTF_8_is_read_and_said_so_and_a_row_without_words_is_left_out_and_named()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var train = Kept("gb.csv", Encoding.GetEncoding("GB18030").GetBytes(Table(60) + ",litter\n独一份,rare\n"));

        var typed = await Typed.Run("classify", "--train", train, "--test", Kept("t.csv", Encoding.UTF8.GetBytes(Table(20))));

        typed.Code.ShouldBe(0, typed.Error);
        typed.Error.ShouldContain("gb.csv is not UTF-8 and is read as GB18030");
        typed.Error.ShouldContain("gb.csv, row 62 left out: it has no text");
        typed.Out.ShouldContain("1 labels have one text only");
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_learnt_within_a_minute()
    {
        var typed = await Classify(Table(100_000), Table(20));

        typed.Code.ShouldBe(0, typed.Error);
        var seconds = typed.Out.Split('\n').Single(line => line.StartsWith("learning", StringComparison.Ordinal)).Split(' ')[^2];
        double.Parse(seconds, CultureInfo.InvariantCulture).ShouldBeLessThan(60);
    }

    private Task<Typed> Classify(string train, string test) =>
        Typed.Run(
            "classify",
            "--train",
            Kept("train.csv", Encoding.UTF8.GetBytes(train)),
            "--test",
            Kept("test.csv", Encoding.UTF8.GetBytes(test))
        );

    private static string Table(int rows) =>
        "text,label\n"
        + string.Concat(
            Enumerable
                .Range(0, rows)
                .Select(row => row % 2 == 0 ? $"门口垃圾堆了{row}天没人清,litter\n" : $"路口{row}号摊贩占道经营,stall\n")
        );

    private string Kept(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
