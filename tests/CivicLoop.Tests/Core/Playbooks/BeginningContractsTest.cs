using CivicLoop.Core.Contracts;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Playbooks;

/// <summary>The table of contracts that a city begins with: read, and its mistakes told with file and line.</summary>
public class BeginningContractsTest
{
    private const string Header = "kind,level,role,party,over,object,since,until\n";

    [Fact]
    public void Units_and_posts_lead_and_answer_beside_over_areas_and_places()
    {
        var begins = Folder(
            "levels,city,,leader,district,990101,2020-11-23,2021-02-22\nlevels,unit,lead,market,street,990101001,,\n"
                + "levels,unit,beside,north,street,990101001,,\nplaces,,,walker,place,P1,,"
        ).Playbook.Organisation.Begins;

        begins
            .Select(one =>
                $"{one.Level} {one.Lead} {one.Party.Unit}/{one.Party.Post} {one.Object.Over} {one.Object.Name} {one.Line}"
            )
            .ShouldBe([
                "city True top/leader District 北区 2",
                "unit True market/ Street 北街 3",
                "unit False north/ Street 北街 4",
                "only True patrol/walker Place 北市场 5",
            ]);
        begins[0].Since.ShouldBe(new DateOnly(2020, 11, 23));
        begins[1].Until.ShouldBeNull();
    }

    [Theory]
    [InlineData("levls,city,,leader,district,990101,,", "dangling-code-near")]
    [InlineData("levels,,,leader,district,990101,,", "contract-level")]
    [InlineData("places,city,,walker,place,P1,,", "contract-level")]
    [InlineData("levels,city,,leader,place,P1,,", "contract-over")]
    [InlineData("levels,city,,leader,segment,L1,,", "not-choice")]
    [InlineData("levels,city,,leader,street,990101,,", "contract-object")]
    [InlineData("levels,city,,nobody,district,990101,,", "dangling-code")]
    [InlineData("levels,city,,leader,district,990109,,", "dangling-code-near")]
    [InlineData("places,,,market,place,P1,,", "contract-party")]
    [InlineData("levels,city,,leader,district,990101,2021-02-22,2020-11-23", "contract-term")]
    [InlineData("levels,city,,leader,district,990101,tomorrow,", "not-day")]
    [InlineData("levels,city,maybe,leader,district,990101,,", "not-choice")]
    [InlineData("levels,unit,,south,street,990102001,,", "contract-taken")]
    [InlineData("levels,unit,beside,market,street,990102001,,", "contract-taken")]
    public void A_mistake_is_told_with_its_line(string row, string code)
    {
        var folder = Folder($"levels,unit,,market,street,990102001,,\n{row}");

        folder.Mistakes.ShouldContain(
            mistake => mistake.File == "contracts.csv" && mistake.Line == 3 && mistake.Code == code,
            string.Join('\n', folder.Mistakes)
        );
    }

    [Fact]
    public void Terms_that_do_not_meet_and_other_levels_take_nothing_from_each_other() =>
        Folder(
            "levels,unit,,market,street,990102001,2020-11-23,2020-12-31\nlevels,unit,,south,street,990102001,2021-01-01,\n"
                + "levels,city,,leader,street,990102001,,"
        )
            .Playbook.Organisation.Begins.Count.ShouldBe(3);

    [Fact]
    public void Qujing_begins_with_a_leader_for_each_of_its_districts_and_streets()
    {
        var begins = PlaybookFolders.Parsed("qujing").Organisation.Begins;

        begins.Count.ShouldBe(4 + 25);
        begins.Select(one => one.Party).Distinct().Count().ShouldBe(26);
        begins.Where(one => one.Object.Over == Over.Street).Select(one => one.Object.Code).Distinct().Count().ShouldBe(25);
    }

    internal static SmallFolder Folder(string rows) =>
        new SmallFolder()
            .Append(
                "organisation.yaml",
                """
                contracts:
                  - {code: levels, kind: 两级包联, over: [district, street], levels: [{code: city, name: 市级领导}, {code: unit, name: 市直单位}]}
                  - {code: places, kind: 定人定点, over: [place], party: post}
                """
            )
            .With("contracts.csv", Header + rows);
}
