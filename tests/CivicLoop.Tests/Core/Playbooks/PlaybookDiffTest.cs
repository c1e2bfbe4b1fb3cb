using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Playbooks;

/// <summary>What becomes of every entry when another playbook follows.</summary>
public class PlaybookDiffTest
{
    private static readonly Playbook Now = new SmallFolder().Playbook;

    private static IReadOnlyList<PlaybookChange> From(SmallFolder next, OrganisationNow? organisation = null) =>
        PlaybookDiff.Of(Now, next.Playbook, organisation ?? new OrganisationNow(Now.Organisation.Units, Now.Organisation.Posts));

    [Fact]
    public void The_same_playbook_changes_nothing() => From(new SmallFolder()).ShouldBeEmpty();

    [Fact]
    public void Categories_limits_and_rules_are_added_changed_and_ended()
    {
        var changes = From(
            new SmallFolder()
                .Change("problems.yaml", "code: stain, name: 污渍", "code: mould, name: 霉斑")
                .Change("problems.yaml", "name: 占道经营", "name: 占道摆摊")
                .Change("problems.yaml", "to: {lead: market}", "to: {lead: north}")
                .Change("limits.yaml", "limit: 2 natural days", "limit: 3 natural days")
                .Change("limits.yaml", "accept: 4 working hours", "accept: 1 working day")
        );

        changes
            .Select(change => (change.Part, change.Fate, change.Code))
            .ShouldBe(
                [
                    ("categories", PlaybookFate.Added, "mould"),
                    ("categories", PlaybookFate.Changed, "stall"),
                    ("categories", PlaybookFate.Ended, "stain"),
                    ("difficulties", PlaybookFate.Changed, "dated"),
                    ("stages", PlaybookFate.Changed, "accept"),
                    ("dispatch", PlaybookFate.Changed, "market"),
                ],
                ignoreOrder: true
            );
        changes
            .Single(change => change.Code == "dated")
            .Fields.ShouldHaveSingleItem()
            .ShouldBe(("limit", "2 natural days", "3 natural days"));
        changes.Single(change => change.Code == "stall").Fields.ShouldHaveSingleItem().ShouldBe(("name", "占道经营", "占道摆摊"));
    }

    [Fact]
    public void Rules_of_decomposition_and_figures_of_scores_are_told_one_by_one()
    {
        const string Tasks = """
            tasks:
              - {code: markets, name: 市场里的标准, when: {place: [market], method: [field]}, to: {lead: market}}
              - {code: owners, name: 点位属于谁, to: {lead: owner-of-place}}
            """;
        const string Scores = """
            places: {checks-count-for: 60, open: {minor: 1, major: 3, grave: 8}, late: 2, rebound: 2}
            units: {late: 0.5, late-most: 20}
            """;
        var now = new SmallFolder().With("tasks.yaml", Tasks).With("scores.yaml", Scores).Playbook;
        var next = new SmallFolder()
            .With("tasks.yaml", Tasks)
            .Change("tasks.yaml", "to: {lead: market}", "to: {lead: north, with: [market, dispatch], evidence: [photo]}")
            .Change("tasks.yaml", "code: owners", "code: places")
            .With("scores.yaml", Scores)
            .Change("scores.yaml", "checks-count-for: 60", "checks-count-for: 30")
            .Change("scores.yaml", "units: {late: 0.5", "units: {late: 0.75");

        var changes = PlaybookDiff.Of(now, next.Playbook, new OrganisationNow(now.Organisation.Units, now.Organisation.Posts));

        changes
            .Select(change => (change.Part, change.Fate, change.Code))
            .ShouldBe([
                ("tasks", PlaybookFate.Changed, "markets"),
                ("tasks", PlaybookFate.Added, "places"),
                ("tasks", PlaybookFate.Ended, "owners"),
                ("scores", PlaybookFate.Changed, "checks-count-for"),
                ("scores", PlaybookFate.Changed, "unit-late"),
            ]);
        changes[0].Fields.ShouldBe([("leads", "market", "north"), ("helps", "", "market, dispatch"), ("evidence", "", "Photo")]);
        changes[3].Fields.ShouldHaveSingleItem().ShouldBe(("days", "60", "30"));
        changes[4].Fields.ShouldHaveSingleItem().ShouldBe(("points", "0.5", "0.75"));
    }

    [Fact]
    public void Units_posts_and_places_come_in_and_what_the_tables_have_stays()
    {
        var tables = new OrganisationNow(
            Now.Organisation.Units.Append(new Unit("made-here", "页面上设的单位", "bureau", null, null, Sample: true)),
            Now.Organisation.Posts
        );

        var changes = From(
            new SmallFolder()
                .Change(
                    "organisation.yaml",
                    "  - {code: market, name: 市场局, kind: bureau}",
                    "  - {code: market, name: 新名, kind: bureau}\n  - {code: park, name: 园林局, kind: bureau}"
                )
                .Change(
                    "organisation.yaml",
                    "  - {code: walker,",
                    "  - {code: park-clerk, name: 园林局联络员, unit: park, role: unit-clerk}\n  - {code: runner,"
                )
                .Append("places/places.csv", "P3,新市场,market,990101,990101001,,84.86,45.66,market,true"),
            tables
        );

        changes
            .Select(change => (change.Part, change.Fate, change.Code))
            .ShouldBe(
                [
                    ("units", PlaybookFate.Stays, "market"),
                    ("units", PlaybookFate.Added, "park"),
                    ("posts", PlaybookFate.Added, "park-clerk"),
                    ("posts", PlaybookFate.Added, "runner"),
                    ("posts", PlaybookFate.Stays, "walker"),
                    ("places", PlaybookFate.Added, "P3"),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Files_that_differ_are_named_whatever_is_in_them()
    {
        var next = new SmallFolder().Without("ladder.yaml").Change("rhythm.yaml", "08:30", "09:00").Folder.Files;

        PlaybookDiff
            .Files(new SmallFolder().Folder.Files, next)
            .ShouldBe([
                ("base/ladder.yaml", PlaybookFate.Added),
                ("ladder.yaml", PlaybookFate.Ended),
                ("rhythm.yaml", PlaybookFate.Changed),
            ]);
    }
}
