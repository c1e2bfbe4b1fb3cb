using CivicLoop.Core.Sheets;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Sheets;

public class CsvTest
{
    [Fact]
    public void Quotes_hold_commas_quotes_and_line_ends()
    {
        var rows = Csv.Read("a,\"b, \"\"c\"\"\",\"d\r\ne\"\r\nf,,\n", out var unclosed);

        unclosed.ShouldBe(0);
        rows.Select(row => row.Line).ShouldBe([1, 3]);
        rows[0].Cells.ShouldBe(["a", "b, \"c\"", "d\r\ne"]);
        rows[1].Cells.ShouldBe(["f", "", ""]);
    }

    [Fact]
    public void Empty_lines_are_no_rows_but_count()
    {
        var rows = Csv.Read("\uFEFFa\n\n\r\nb\rc", out _);

        rows.Select(row => (row.Line, row.Cells[0])).ShouldBe([(1, "a"), (4, "b"), (5, "c")]);
    }

    [Fact]
    public void A_quoted_empty_cell_is_a_row() => Csv.Read("\"\"\n", out _).ShouldHaveSingleItem().Cells.ShouldBe([""]);

    [Fact]
    public void A_quote_that_never_ends_is_told_with_its_line()
    {
        Csv.Read("a,b\nc,\"d\ne", out var unclosed);

        unclosed.ShouldBe(2);
    }
}
