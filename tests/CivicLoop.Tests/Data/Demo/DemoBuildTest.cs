using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Demo;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Site;
using Npgsql;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Demo;

public sealed class DemoBuildTest : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("civicloop-demo-").FullName;
    private readonly List<string> schemas = [];

    [Theory, EachDatabase]
    public async Task A_demo_is_whole_its_history_fits_and_its_clock_stands_at_day_ninety(DatabaseKind kind)
    {
        await using var cities = Opened(kind, "qujing");
        var lived = await Build(cities, cases: 150);

        lived.Cases.ShouldBeInRange(130, 150);
        var city = cities.Find("qujing").ShouldNotBeNull();
        city.Database.Read(DemoMark.Is).ShouldBeTrue();
        var verified = Proof.Of(city);
        verified.Bent.ShouldBeEmpty();
        long Count(string sql) => city.Database.Read(connection => Sql.Number(connection, sql));
        // A self-check that found something, and a finding from above, opened a case beside those of the feed.
        var found =
            Count("select count(*) from self_checks where status = 'Found'")
            + Count("select count(*) from cases where found_by in ('upstream', 'guidance')");
        // What visits found is put right and checked beside the feed as well.
        const string ofVisits =
            "select c.stream from cases c join visit_items i on i.case_number = c.number and i.effect = 'Reported'";
        var visited = Count($"select count(*) from ({ofVisits} group by c.stream) begun");
        visited.ShouldBeGreaterThan(5);
        Count("select count(*) from visit_items where effect = 'CheckPassed'").ShouldBeGreaterThan(3);
        var (selfChecks, items) = (Count("select count(*) from self_checks"), Count("select count(*) from rectification_items"));
        items.ShouldBeGreaterThan(50);
        var beside = Web
            .Program.Streams.Where(kind => kind.Name is not ("case" or "contract" or "self-check" or "rectification-item"))
            .Sum(kind => Count($"select count(*) from {kind.Table}"));
        // Numbers on paper have no gap, and even in a small city orders stand in several of their states.
        Count(
                "select count(*) from order_numbers n where last <> (select count(*) from orders where paper_rung = n.rung and paper_year = n.year)"
            )
            .ShouldBe(0);
        Count("select count(distinct status) from orders").ShouldBeGreaterThan(3);
        verified.Streams.ShouldBe(lived.Cases + lived.Contracts + found + visited + selfChecks + items + beside);
        // One act may be several events, and a merge is told in two histories: each act counts once.
        Count("select count(distinct act) from events where kind not like '%.%'")
            .ShouldBe(
                lived.Acts.Values.Sum() + found + Count($"select count(distinct act) from events where stream in ({ofVisits})")
            );
        verified.Photos.ShouldBe(Count("select count(*) from photos"));
        verified.Photos.ShouldBeGreaterThanOrEqualTo(lived.Photos);
        verified.Seals.ShouldBe(89);
        var playbook = PlaybookFolders.Parsed("qujing");
        // 26 leaders over 4 districts and 25 streets, without a gap.
        var board = city.Database.Read(connection =>
            BoardReads.Of(connection, playbook, playbook.ContractKind("leaders")!, playbook.City.Campaign.Starts)
        );
        board.Faults.ShouldBeEmpty();
        board.Rows.Count.ShouldBe(29);
        board.Contracts.Values.Select(one => one.Party).Distinct().Count().ShouldBe(26);
        var stands = DemoCity.Stands(playbook, RulesNow.CalendarOf(playbook));
        (city.Clock.Now - stands).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Organised(city, stands);
        Count("select count(*) from api_tokens where code = 'video-patrol'").ShouldBe(1);
        Count("select count(*) from subscriptions where confirmed_at is null").ShouldBe(3);
        Count("select count(*) from subscriptions where confirmed_at is not null").ShouldBeGreaterThan(10);
        Count("select count(*) from subscriptions where mail not like '%@example.com'").ShouldBe(0, "they are nobody's");
        Count("select count(*) from contacts where contact not like '%@example.com'").ShouldBe(0);
    }

    // People with a history: one who is about to hand over, one who is lent, one who came from another post.
    private static void Organised(City city, DateTime now)
    {
        var organisation = city.Database.Read(OrganisationReads.Now);
        var held = city.Database.Read(connection => HoldingReads.At(connection, now));
        held.Single(one => one.Holding.Seconded).Holding.To!.Value.ShouldBeInRange(now, now.AddDays(6));
        organisation.Posts.Where(post => held.All(one => one.Holding.Post != post.Code)).ShouldHaveSingleItem();
        var committee = organisation.Units.First(unit => unit.Kind == UnitKinds.Committee).Code;
        city.Database.Read(connection => CommitteeReads.IssuesOf(connection, committee))
            .Select(issue => issue.Status)
            .ShouldBe([IssueStatus.Raised, IssueStatus.Decided, IssueStatus.Settled]);
        var handed = held.Single(one => one.Holding.To is not null && !one.Holding.Seconded).Holding;
        var sheet = city.Database.Read(connection => HandoverReads.OfPost(connection, handed.Post)).Single();
        (sheet.By(HandoverSide.Gives) is not null, sheet.By(HandoverSide.Takes) is null).ShouldBe((true, true));
        city.Database.Read(connection => HoldingReads.OfPost(connection, handed.Post)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Its_people_can_sign_in_and_nobody_else_on_the_machine_reads_their_passwords()
    {
        await using var cities = Opened(DatabaseKind.Sqlite, "qujing");
        var lived = await Build(cities, cases: 20);

        var users = DemoUser.Of(folder, "qujing");
        users.Count.ShouldBeGreaterThan(20);
        users.Select(user => user.Role).Distinct().Count().ShouldBe(8);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(lived.UsersFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var clerk = users.First(user => user.Role == "OfficeClerk");
        var city = cities.Find("qujing")!;
        (await Try(city, clerk.Password)).Person.ShouldNotBeNull();
        (await Try(city, clerk.Password + "x")).Person.ShouldBeNull();
        users.Where(user => user.Secret is not null).Select(user => user.Role).Order().Distinct().Count().ShouldBe(3);

        Task<Entered> Try(City city, string password) =>
            SignIn.Try(city, clerk.Login, password, city.Clock.Now, AuditBy.CommandLine);
    }

    [Theory, EachDatabase]
    public async Task An_interrupted_start_leaves_nothing_that_a_later_one_could_stumble_over(DatabaseKind kind)
    {
        await using var cities = Opened(kind, "qujing");
        using var stop = new CancellationTokenSource();
        await using (var site = cities.Build("qujing").ShouldNotBeNull())
        {
            cities.Build("qujing").ShouldBeNull("one builds at a time");
            var (files, playbook) = Qujing();
            await Should.ThrowAsync<OperationCanceledException>(() =>
                new DemoBuild(cities.Storage, site, files, playbook, 1, 300).Run((_, _, _) => stop.Cancel(), stop.Token)
            );
            cities.Find("qujing").ShouldBeNull();
        }
        cities.All().ShouldNotContain("qujing");
        Directory.EnumerateFileSystemEntries(Path.Combine(folder, "cities")).ShouldBeEmpty();

        await Build(cities, cases: 20);
        cities.All().ShouldContain("qujing");
    }

    [Fact]
    public async Task Two_demo_cities_share_one_file_of_users()
    {
        await using var cities = Opened(DatabaseKind.Sqlite, "qujing");
        await Build(cities, cases: 10);
        var passwords = DemoUser.Of(folder, "qujing").Select(user => user.Password).ToList();
        await Build(cities, cases: 10, code: "elsewhere");
        DemoUser.Of(folder, "qujing").Select(user => user.Password).ShouldBe(passwords);
        DemoUser.Of(folder, "elsewhere").ShouldNotBeEmpty();
    }

    private async Task<Lived> Build(Cities cities, int cases, string code = "qujing")
    {
        await using var site = cities.Build(code).ShouldNotBeNull();
        var (files, playbook) = Qujing();
        return await new DemoBuild(cities.Storage, site, files, playbook, 1, cases).Run(
            (_, _, _) => { },
            TestContext.Current.CancellationToken
        );
    }

    private static (Web.Playbooks.PlaybookFolder Files, CivicLoop.Core.Playbooks.Playbook Playbook) Qujing() =>
        (PlaybookFolders.Read("qujing"), PlaybookFolders.Parsed("qujing"));

    private Cities Opened(DatabaseKind kind, string code)
    {
        if (kind == DatabaseKind.Sqlite)
            return new Cities(new Storage(folder, null, null));
        schemas.Add(PostgresCity.SchemaOf(code));
        Drop();
        var owner = Requires.Database();
        return new Cities(new Storage(folder, owner, null));
    }

    private void Drop()
    {
        using var source = schemas.Count == 0 ? null : NpgsqlDataSource.Create(Requires.Database());
        foreach (var schema in schemas)
        {
            using var command = source!.CreateCommand($"drop schema if exists {schema} cascade");
            command.ExecuteNonQuery();
        }
    }

    public ValueTask DisposeAsync()
    {
        Drop();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
