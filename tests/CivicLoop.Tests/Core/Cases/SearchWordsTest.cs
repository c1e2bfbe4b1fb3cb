using CivicLoop.Core.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>How texts are cut for finding, and where a page marks what was found.</summary>
public class SearchWordsTest
{
    [Theory]
    [InlineData("门前垃圾", "门前 前垃 垃圾")]
    [InlineData("垃圾，垃圾", "垃圾")]
    [InlineData("堵", "")]
    [InlineData("A区3号楼 Wi-Fi坏了", "a 3 号楼 wi fi 坏了")]
    [InlineData("ＡＢＣ１２", "abc12")]
    [InlineData("Rubbish, RUBBISH!", "rubbish")]
    [InlineData("𠮷野家", "𠮷野 野家")]
    [InlineData("“'\"$%:;", "")]
    public void A_text_is_cut_into_pairs_and_words(string text, string words) =>
        SearchWords.Of(text).ShouldBe(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Fact]
    public void What_is_typed_is_cut_at_its_spaces() =>
        SearchWords.Terms("  垃圾　市场 a b c d e f ").ShouldBe(["垃圾", "市场", "a", "b", "c", "d"]);

    [Theory]
    [InlineData("北市场门前有垃圾", "垃圾", "北市场门前有[垃圾]")]
    [InlineData("垃圾堆垃圾", "垃圾", "[垃圾]堆[垃圾]")]
    [InlineData("Bin full, BIN!", "bin", "[Bin] full, [BIN]!")]
    [InlineData("垃圾堆旁的圾桶", "垃圾桶", "[垃圾]堆旁的[圾桶]")]
    [InlineData("没有", "垃圾", "没有")]
    [InlineData("", "垃圾", "")]
    public void What_was_looked_for_is_marked(string text, string term, string marked) =>
        Shown(SearchMarks.Of(text, [term])).ShouldBe(marked);

    [Fact]
    public void Of_a_long_text_the_stretch_around_the_first_mark_is_shown()
    {
        var text = new string('前', 50) + "垃圾" + new string('后', 50);

        Shown(SearchMarks.Around(text, ["垃圾"], 24)).ShouldBe("…" + new string('前', 16) + "[垃圾]" + new string('后', 6) + "…");
        Shown(SearchMarks.Around("一\n二", ["三"], 24)).ShouldBe("一 二");
    }

    private static string Shown(IEnumerable<Piece> pieces) =>
        string.Concat(pieces.Select(piece => piece.Found ? $"[{piece.Text}]" : piece.Text));
}
