using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

public class MistakeTextsTest
{
    private static readonly Texts Texts = new(Path.Combine(AppContext.BaseDirectory, "texts"));

    [Theory]
    [InlineData(CivicLoop.Web.Site.Texts.Simplified)]
    [InlineData(CivicLoop.Web.Site.Texts.English)]
    public void Every_mistake_of_a_playbook_has_its_two_sentences(string language)
    {
        foreach (var code in MistakeCode.All)
        {
            var mistake = new Mistake("file", 1, code);
            Texts.Find(language, mistake.What).ShouldNotBeNullOrEmpty(mistake.What);
            Texts.Find(language, mistake.Remedy).ShouldNotBeNullOrEmpty(mistake.Remedy);
        }
    }
}
