using System.IO.Compression;
using System.Text;
using CivicLoop.Web.Sheets;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Sheets;

/// <summary>Tables that people bring and take.</summary>
public class SheetTest
{
    private static readonly SheetField[] Fields =
    [
        new("code", ["编号", "Code"], Required: true),
        new("name", ["名称", "Name"], Required: true),
        new("length", ["长度", "Length"]),
    ];

    [Fact]
    public void What_is_written_as_xlsx_reads_back_the_same()
    {
        using var file = new MemoryStream();
        Workbook.Write(
            file,
            "点位/一",
            "演示数据，均为虚构",
            [new SheetColumn("编号"), new SheetColumn("名称"), new SheetColumn("长度（米）"), new SheetColumn("日期")],
            [
                ["=1+1", "南门\n\"处\" \u0001𠮷", 12.5, new DateOnly(2020, 11, 23)],
                ["b", null, -3, null],
            ]
        );
        file.Position = 0;

        var rows = SheetReader.Rows(file).ToList();

        rows.Select(row => row.Number).ShouldBe([1, 2, 3, 4]);
        rows[0].Cells[0].ShouldBe("演示数据，均为虚构");
        rows[2].Cells.ShouldBe(["=1+1", "南门\n\"处\" 𠮷", "12.5", "2020-11-23"]);
        rows[3].Cells.Take(3).ShouldBe(["b", "", "-3"]);
    }

    [Fact]
    public void A_table_finds_its_header_below_a_note_and_names_what_it_does_not_know()
    {
        var table = SheetTable.Of(Csv("演示数据\n\n编号,长度 (米),备注,名称*\na,3,x,甲\n,,,\nb\n"), Fields);

        table.Unknown.ShouldBe(["备注"]);
        var records = table.Records().ToList();
        records
            .Select(record => (record.Number, record["code"], record["name"], record["length"]))
            .ShouldBe([(4, "a", "甲", "3"), (6, "b", "", "")]);
    }

    [Fact]
    public void A_header_may_be_explained_by_hand()
    {
        var table = SheetTable.Of(Csv("编号,叫法\na,甲\n"), Fields, new Dictionary<string, string> { ["叫法"] = "name" });

        table.Records().ToList().ShouldHaveSingleItem()["name"].ShouldBe("甲");
    }

    [Theory]
    [InlineData("编号,编号,名称\n", "sheet.column-twice(编号)")]
    [InlineData("编号,长度\n", "sheet.column-missing(名称)")]
    [InlineData("甲,乙\n1,2\n", "sheet.no-header(编号、名称)")]
    [InlineData("编号,名称\n\"a,b\n", "sheet.quote(2)")]
    [InlineData("", "sheet.empty")]
    [InlineData("a\0b", "sheet.unknown")]
    public void A_table_that_is_none_says_what_it_lacks(string text, string refusal) =>
        Should
            .Throw<SheetTroubleException>(() => SheetTable.Of(Csv(text), Fields).Records().ToList())
            .Refusal.ToString()
            .ShouldBe(refusal);

    [Fact]
    public void Csv_as_a_Chinese_spreadsheet_writes_it_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var file = new MemoryStream(Encoding.GetEncoding("GB18030").GetBytes("编号,名称\n1,人民路㐀\n"));

        SheetReader.Rows(file).Last().Cells.ShouldBe(["1", "人民路㐀"]);
    }

    [Fact]
    public void A_broken_workbook_is_one_sentence()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("[Content_Types].xml").Open().Dispose();
        foreach (var bytes in new[] { file.ToArray(), file.ToArray()[..30], "PK\x03\x04 nothing"u8.ToArray() })
            Should
                .Throw<SheetTroubleException>(() => SheetReader.Rows(new MemoryStream(bytes)).ToList())
                .Refusal.Code.ShouldBe("sheet.broken");
    }

    private static IEnumerable<SheetRow> Csv(string text) => SheetReader.Rows(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
