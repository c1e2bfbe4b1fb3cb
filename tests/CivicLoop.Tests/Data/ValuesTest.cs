using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data;

/// <summary>Texts as both databases hold them.</summary>
public class ValuesTest
{
    [Fact]
    public void What_no_database_holds_becomes_the_letter_for_the_unreadable()
    {
        Values.Text("").ShouldBe("");
        Values.Text("门口有垃圾 😀").ShouldBe("门口有垃圾 😀");
        Values.Text("a\0b").ShouldBe("a\ufffdb");
        Values.Text("a\ud83d").ShouldBe("a\ufffd");
        Values.Text("\ude00\0😀").ShouldBe("\ufffd\ufffd😀");
    }

    [Theory, EachDatabase]
    public async Task Words_with_a_nought_in_them_bend_no_history(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var citizen = server.Anybody();

        await citizen.Report(Reporting.Litter.But(("what", "门口\0有垃圾"), ("contact", "139\0")));
        await server.Office.Act(server.StreamOf(1), SmallCity.Citizen, new WordsInput(CaseAct.AddWords, "半个\ud83d字", []));

        (await citizen.Get("public?q=a%00b")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        server.IsWhole();
        server
            .City.Database.Read(connection => Sql.Many(connection, "select text from texts", row => row.GetString(0)))
            .ShouldContain("门口\ufffd有垃圾");
    }
}
