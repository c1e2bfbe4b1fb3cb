using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>The documents of playbooks, made from the keys that are read and from the marks that the shipped ones carry.</summary>
public class PlaybookGeneratedDocsTest
{
    [Fact]
    public void Every_key_of_a_playbook_is_documented() => GeneratedDoc.InStep("docs/playbooks.md", PlaybookDocs.Keys());

    [Fact]
    public void Every_sourced_figure_is_listed() => GeneratedDoc.InStep("docs/sources.md", PlaybookDocs.Sources());

    [Fact]
    public void A_figure_of_a_source_stands_in_the_file_that_names_it()
    {
        foreach (var (city, _, mark) in PlaybookDocs.Figures())
            SourceTree.Read($"playbooks/{city}/{mark.File}").ShouldContain(mark.Figure);
    }
}
