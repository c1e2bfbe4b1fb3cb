using System.Net;
using CivicLoop.Tests.Http.SelfChecks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Site;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Contracts;

/// <summary>责任书 on screen, on paper and as a file for Word: every version as it was issued.</summary>
public class LetterTest
{
    [Fact]
    public async Task Each_version_keeps_its_text_and_says_who_accepted_it()
    {
        await using var server = await ContractPagesTest.City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var first = await clerk.Get("contracts/4/letters/1");
        first.Said(".letter-title").ShouldBe("定人定点责任书");
        first.Said(".letter-sheet").ShouldContain("责任主体：督导队 北区督导员。");
        first.Said(".letter-answer").ShouldContain("签收");
        first.Said(".letter-head + .notice-warn").ShouldContain("已被第 2 版取代");
        var second = await clerk.Get("contracts/4/letters/2");
        second.Said(".letter-sheet").ShouldContain("责任主体：北区创城办 北区自查员。");
        second.Said(".letter-answer").ShouldBe("等待北区创城办 北区自查员签收。");
        second.Page.QuerySelector(".letter-head + .notice-warn").ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_file_is_one_that_Word_opens_with_the_text_of_the_page(bool demo)
    {
        await using var server = await ContractPagesTest.City();
        if (demo)
            server.City.Database.WriteInBulk(transaction =>
            {
                DemoMark.Set(transaction);
                return 0;
            });
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var (status, bytes, headers) = await clerk.Download("contracts/4/letters/1.docx");

        status.ShouldBe(HttpStatusCode.OK);
        headers["Content-Disposition"].ShouldContain(".docx");
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator()
            .Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath} {error.Description}")
            .ShouldBeEmpty();
        var lines = document.MainDocumentPart!.Document!.Body!.ChildElements.Select(one => one.InnerText).ToList();
        lines.Contains(LetterSheet.Made).ShouldBe(demo);
        var page = await clerk.Get("contracts/4/letters/1");
        foreach (var line in page.Page.QuerySelectorAll(".letter p"))
            lines.ShouldContain(line.TextContent.Trim());
        lines.ShouldContain(line => line.StartsWith("已签收：北区督导员", StringComparison.Ordinal));
    }
}
