using CivicLoop.Core.Contracts;
using CivicLoop.Tests.Core.Playbooks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Playbooks;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Playbooks;

public class PlaybookImportTest
{
    private static readonly DateOnly First = new(2020, 11, 23);
    private static readonly DateOnly Later = new(2021, 2, 1);

    [Theory, EachDatabase]
    public async Task A_playbook_comes_back_from_the_database_as_it_was_in_the_folder(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var folder = PlaybookFolders.Read("karamay");

        Import(city, folder, First).New.ShouldBeTrue();

        var back = new PlaybookReads().On(city.City, First);
        var there = PlaybookFolders.Parsed("karamay");
        back.Places.Places.ShouldBe(there.Places.Places);
        back.Organisation.Units.ShouldBe(there.Organisation.Units);
        back.Sources.ShouldBe(there.Sources);
        back.StandIns.ShouldBe(there.StandIns);
        back.Limits.Calendar.ShouldBe(there.Limits.Calendar);
    }

    [Theory, EachDatabase]
    public async Task Organisation_and_places_are_seeded_once_and_then_the_tables_are_the_truth(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Import(city, new SmallFolder().Folder, First);
        city.Database.WriteInBulk(transaction =>
            transaction.ExecuteNow("update units set name = $1 where code = $2", "改过名的市场局", "market")
        );

        var changed = new SmallFolder()
            .Change("organisation.yaml", "name: 市场局, kind", "name: 方案里的新名, kind")
            .Append("places/places.csv", "P3,新市场,market,990101,990101001,,84.86,45.66,market,true");
        var done = Import(city, changed.Folder, Later);

        (done.Units, done.Posts, done.Places).ShouldBe((0, 0, 1));
        city.Database.Read(OrganisationReads.Now).Unit("market").ShouldNotBeNull().Name.ShouldBe("改过名的市场局");
        Count(city, "places").ShouldBe(3);
        Count(city, "ownerships").ShouldBe(3);
    }

    [Theory, EachDatabase]
    public async Task The_version_of_the_day_is_in_force_and_the_old_one_stays_readable(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Import(city, new SmallFolder().Folder, First);
        Import(city, new SmallFolder().Change("limits.yaml", "2 natural days", "3 natural days").Folder, Later);
        var reads = new PlaybookReads();

        reads.On(city.City, Later.AddDays(-1)).Difficulty("dated")!.Limit.Amount.ShouldBe(2);
        reads.On(city.City, Later).Difficulty("dated")!.Limit.Amount.ShouldBe(3);
        reads.On(city.City, First.AddDays(-100)).Difficulty("dated")!.Limit.Amount.ShouldBe(2);
        city.Database.Read(PlaybookReads.Versions)
            .Select(version => (version.ValidFrom, version.Until))
            .ShouldBe([(First, Later), (Later, null)]);
    }

    [Theory, EachDatabase]
    public async Task The_same_playbook_again_changes_nothing(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Import(city, new SmallFolder().Folder, First);

        var again = Import(city, new SmallFolder().Folder, First);

        again.Refusal.ShouldBeNull();
        again.New.ShouldBeFalse();
        Count(city, "playbooks").ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_day_that_is_taken_or_lies_before_a_version_is_refused_and_nothing_changes(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Import(city, new SmallFolder().Folder, First);
        var other = new SmallFolder()
            .Change("limits.yaml", "80%", "70%")
            .Append("places/places.csv", "P3,新市场,market,990101,990101001,,84.86,45.66,market,true");

        Import(city, other.Folder, First).Refusal.ShouldNotBeNull().Code.ShouldBe("playbook.day-taken");
        Import(city, other.Folder, First.AddDays(-1)).Refusal.ShouldNotBeNull().Code.ShouldBe("playbook.before-latest");

        Count(city, "playbooks").ShouldBe(1);
        Count(city, "places").ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task Contracts_are_made_once_and_what_became_of_them_is_left_alone(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        const string rows = "levels,city,,leader,district,990101,,\nlevels,unit,,market,street,990101001,,";
        var first = Import(city, BeginningContractsTest.Folder(rows).Folder, First);
        (first.Contracts, first.Left.Count).ShouldBe((2, 0));
        var made = city.Database.Read(connection => ContractReads.Holding(connection, First));
        made.Select(state => (state.Status, state.From, state.Next?.Kind))
            .Distinct()
            .ShouldBe([(ContractStatus.Issued, First, "accept-letter")]);
        Proof.Of(city.City).Bent.ShouldBeEmpty();

        // The same rows are there; another party for the same ground is not forced upon who leads there.
        var later = Import(
            city,
            BeginningContractsTest.Folder(rows.Replace("unit,,market", "unit,,north", StringComparison.Ordinal)).Folder,
            Later
        );

        later.Contracts.ShouldBe(0);
        var left = later.Left.ShouldHaveSingleItem();
        (left.Line, left.Why.Code).ShouldBe((3, "contract.lead-taken"));
        Count(city, "contracts").ShouldBe(2);
    }

    private static Imported Import(TestCity city, PlaybookFolder folder, DateOnly from) =>
        PlaybookImport.Run(city.City, folder, folder.Parse().Playbook.ShouldNotBeNull(), from);

    private static long Count(TestCity city, string table) =>
        city.Database.Read(connection => Sql.Number(connection, $"select count(*) from {table}"));
}
