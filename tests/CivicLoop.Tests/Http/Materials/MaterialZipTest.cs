using System.IO.Compression;
using System.Net;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Materials;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Sheets;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Materials;

/// <summary>All materials in one file, with an index that tells what is in it.</summary>
public class MaterialZipTest
{
    private const string Hostile = "=HYPERLINK(\"http://x\") ../../a\\b:c*?";

    private static ZipArchive Open(byte[] bytes) => new(new MemoryStream(bytes));

    private static List<IReadOnlyList<string>> Index(ZipArchive zip)
    {
        using var file = new MemoryStream();
        using (var packed = zip.Entries[0].Open())
            packed.CopyTo(file);
        file.Position = 0;
        return [.. SheetReader.Rows(file).Skip(1).Select(row => row.Cells)];
    }

    private static List<string> Files(IEnumerable<IReadOnlyList<string>> index) =>
        [.. index.Select(row => row[8]).Where(file => file.Length > 0).Distinct()];

    private static async Task Hard(TestServer server, MaterialState material)
    {
        var stream = server
            .City.Database.Read(connection => MaterialReads.Find(connection, material.Number, SmallCity.Clerk))!
            .Stream;
        foreach (var title in new[] { Hostile, "安排" })
            (
                await MaterialStore.Add(
                    server.City,
                    SmallCity.Rules,
                    CaseOffice.Form(SmallCity.NorthClerk),
                    stream,
                    new PieceInput(
                        MaterialPart.Plan,
                        title,
                        "第一行\n第二行 \u0001",
                        [],
                        new PhotoInput(server.Office.Photo(title), [.. MaterialStore.Facts.Select(fact => $"+{fact}")])
                    )
                )
            ).Refusal.ShouldBeNull();
    }

    private static Material Find(TestServer server, long number) =>
        server.City.Database.Read(connection => MaterialReads.Find(connection, number, SmallCity.Clerk))!;

    [Theory, EachDatabase]
    public async Task The_index_tells_every_file_and_a_person_gets_what_the_pages_show_them(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await MaterialPagesTest.In(server);
        await Hard(server, Find(server, 2).State);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);

        (await clerk.Get("materials")).Words("main").ShouldContain("下载全套材料（zip，2\u2009份）");
        var (status, bytes, headers) = await clerk.Download("materials/export.zip");
        (status, headers["Content-Type"]).ShouldBe((HttpStatusCode.OK, "application/zip"));
        using var zip = Open(bytes);
        var index = Index(zip);

        zip.Entries[0].FullName.ShouldBe("材料索引.xlsx");
        Files(index).ShouldBe(zip.Entries.Skip(1).Select(entry => entry.FullName), ignoreOrder: true);
        zip.Entries.Select(entry => entry.FullName.ToUpperInvariant()).ShouldBeUnique();
        var folder = zip.Entries[1].FullName.Split('/');
        folder.ShouldBe(["rules 市场有管理制度", "市场监管局", "rules 测评材料提交表.docx"]);
        zip.Entries.Count.ShouldBe(1 + 1 + 3 + 1 + 2, "an index, two papers, five photos");
        index.Single(row => row[14] == "+cause" && row[7] == Hostile)[9].ShouldBe("+time", "no formula, as a text");
        index.Count(row => row[15] == "缺").ShouldBe(2, "what the north lacks");

        using (
            var paper = Paper(
                zip.Entries.Single(entry =>
                    entry.FullName.Contains("北区", StringComparison.Ordinal)
                    && entry.Name.EndsWith(".docx", StringComparison.Ordinal)
                )
            )
        )
        {
            var words = paper.MainDocumentPart!.Document!.Body!.InnerText;
            words.ShouldContain(Hostile);
            words.ShouldContain("第一行");
            words.ShouldContain("+background");
            paper.MainDocumentPart.ImageParts.Count().ShouldBe(2);
        }
        using (var photo = zip.Entries.First(entry => entry.Name == "rules-01.png").Open())
        using (var content = new StreamReader(photo))
            (await content.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("Plan", "as it was taken in");

        using var own = Open(await north.Bytes("materials/export.zip"));
        own.Entries.ShouldAllBe(entry => !entry.FullName.Contains("市场监管局", StringComparison.Ordinal));
        Index(own).ShouldAllBe(row => row[2].Contains("北区", StringComparison.Ordinal));
        own.Entries.Count.ShouldBe(4);
        using var accepted = Open(await clerk.Bytes("materials/export.zip?state=Accepted"));
        accepted.Entries.Count.ShouldBe(5);
        using var one = Open(await clerk.Bytes("materials/1/export.zip"));
        one.Entries.Select(entry => entry.Name).ShouldBe(accepted.Entries.Select(entry => entry.Name));
        (await north.Get("materials/1/export.zip")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var none = Open(await clerk.Bytes("materials/export.zip?q=nothing-like-it"));
        none.Entries.ShouldHaveSingleItem();
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_photo_that_is_gone_is_a_line_of_the_index_and_the_rest_is_whole(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await MaterialPagesTest.In(server);
        var pieces = Find(server, 1).State.Pieces;
        var erased = pieces[0].Photos[0].Photo.Id;
        var lost = server
            .City.Database.Read(connection => PhotoReads.Stored(connection, [pieces[1].Photos[0].Photo.Id]))
            .Values.Single();
        server.City.Database.WriteInBulk(transaction =>
            PhotoRows.Erase(transaction, erased, SmallCity.Clerk.Person, server.City.Clock.Now)
        );
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        server.Office.Blobs.Delete(lost.Blob);

        using var zip = Open(await clerk.Bytes("materials/1/export.zip"));
        var index = Index(zip);

        Files(index).ShouldBe(zip.Entries.Skip(1).Select(entry => entry.FullName), ignoreOrder: true);
        zip.Entries.Select(entry => entry.Name).Skip(1).ShouldBe(["rules 测评材料提交表.docx", "rules-03.png"]);
        index.Select(row => row[15]).Where(note => note.Length > 0).ShouldBe(["照片已删除", "照片文件缺失"]);
        using var paper = Paper(zip.Entries[1]);
        paper.MainDocumentPart!.Document!.Body!.InnerText.ShouldContain("照片文件缺失");
        paper.MainDocumentPart.ImageParts.ShouldHaveSingleItem();
        // Bytes that are lost are told by the proof as well, and are what this test did.
        server.Office.Photo(System.Text.Encoding.UTF8.GetString("Mechanism"u8)).Blob.ShouldBe(lost.Blob);
        server.ShouldBeWhole();
    }

    private static WordprocessingDocument Paper(ZipArchiveEntry entry)
    {
        var file = new MemoryStream();
        using (var packed = entry.Open())
            packed.CopyTo(file);
        file.Position = 0;
        var paper = WordprocessingDocument.Open(file, isEditable: false);
        new OpenXmlValidator().Validate(paper).Select(fault => $"{fault.Path?.XPath} {fault.Description}").ShouldBeEmpty();
        return paper;
    }
}
