using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>The list of cases: who sees which, what the address says, page after page, and the file of it.</summary>
public class CaseListTest
{
    private static readonly Location Avenue = new("p-3", "street", "south", SmallCity.South, "990102001", 84.85, 45.52);

    [Theory, EachDatabase]
    public async Task The_filter_reads_as_a_sentence_whose_parts_can_be_taken_away(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases?district={SmallCity.North}&theme=dirty&status=Dispatched&days=7");

        page.Words(".filter-says").ShouldContain("北区");
        page.Words(".filter-says").ShouldContain("环境脏");
        page.Words(".filter-says").ShouldContain("待接收");
        page.Words(".filter-says").ShouldContain("近\u20097\u2009天");
        page.Words(".part-count").ShouldBe("共\u20091\u2009件");
        Numbers(page).ShouldBe([done.Number]);
        page.Page.QuerySelectorAll(".filter-says .part a")
            .Select(link => link.GetAttribute("href")!)
            .ShouldContain($"/{server.City.Code}/cases?district={SmallCity.North}&theme=dirty&days=7");
    }

    [Theory, EachDatabase]
    public async Task Each_condition_finds_what_it_says_and_nothing_else(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var reported = await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);
        var accepted = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var closed = await CaseWalk.In(server.Office, CaseStatus.Closed);
        var failed = await CaseWalk.In(server.Office, CaseStatus.Fixed);
        await server.Office.Act(failed.Stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.FailCheck, []));
        var refused = await CaseWalk.In(server.Office, CaseStatus.Refused);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        async Task Finds(string query, params CaseDone[] wanted) =>
            Numbers(await clerk.Get($"cases{query}")).ShouldBe(wanted.Select(one => one.Number), ignoreOrder: true, query);

        await Finds("", reported, accepted, closed, failed, refused);
        await Finds("?status=open", reported, accepted, failed);
        await Finds("?status=ended", closed, refused);
        await Finds("?status=Accepted", accepted, failed);
        await Finds("?status=Closed", closed);
        await Finds("?status=Nonsense", reported, accepted, closed, failed, refused);
        await Finds($"?district={SmallCity.South}", reported);
        await Finds("?street=990102001", reported);
        await Finds("?unit=market", accepted, closed, failed);
        await Finds("?unit=market&status=open", accepted, failed);
        await Finds("?category=litter&trouble=failed", failed);
        await Finds("?trouble=reopened");
        await Finds("?theme=service");
        await Finds("?found=citizen&light=Green", reported, accepted, failed);
        await Finds("?light=Red");
        await Finds("?sort=due", reported, accepted, failed);
        await Finds("?sort=due&unit=market", accepted, failed);
        await Finds("?sort=due&unit=market&district=990102");
        await Finds($"?q={closed.Number}", closed);
        await Finds($"?q={closed.Number}&status=Accepted");
        await Finds("?q=南大", reported);
        await Finds("?q=%25");
        await Finds("?q=没有的地方");
        await Finds("?days=1&status=open&sort=due", reported, accepted, failed);
        await Finds("?mine=1");
    }

    [Fact]
    public async Task Each_role_sees_as_far_as_it_reads()
    {
        await using var server = await TestServer.Start();
        var north = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var south = await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);

        async Task Sees(Actor actor, params CaseDone[] wanted)
        {
            using var person = await server.SignedIn(actor);
            foreach (
                var query in new[] { "", "?sort=due", "?status=open", "?district=990102", $"?q={south.Number}", "?unit=market" }
            )
                Numbers(await person.Get($"cases{query}"))
                    .Except(wanted.Select(one => one.Number))
                    .ShouldBeEmpty($"{actor.Post} {query}");
            Numbers(await person.Get("cases")).ShouldBe(wanted.Select(one => one.Number), ignoreOrder: true, actor.Post);
            var csv = await person.Get("cases/export.csv?district=990102");
            csv.Body.Contains("南大街", StringComparison.Ordinal).ShouldBe(wanted.Contains(south), actor.Post);
        }

        await Sees(SmallCity.Clerk, north, south);
        await Sees(SmallCity.Leader, north, south);
        await Sees(SmallCity.Supervisor, north, south);
        await Sees(SmallCity.MarketClerk, north);
        await Sees(SmallCity.SouthClerk);
        await Sees(SmallCity.InspectorNorth, north);
        await Sees(SmallCity.InspectorSouth, south);
    }

    [Theory, EachDatabase]
    public async Task Pages_lie_behind_each_other_without_gap_or_repetition(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var wanted = new List<long>();
        for (var index = 0; index < CaseListReads.PageSize * 2 + 3; index++)
            wanted.Add((await server.Office.Reported()).Number);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        foreach (var query in new[] { "cases", "cases?status=open&theme=dirty", "cases?sort=due" })
        {
            var page = await clerk.Get(query);
            var seen = Numbers(page).ToList();
            while (page.Page.QuerySelector("a[rel=next]") is { } next)
            {
                page = await clerk.Get(next.GetAttribute("href")!);
                seen.AddRange(Numbers(page));
            }
            seen.Order().ShouldBe(wanted.Order(), query);
            seen.Distinct().Count().ShouldBe(wanted.Count);

            var back = new List<long>(Numbers(page));
            while (page.Page.QuerySelector("a[rel=prev]") is { } before)
            {
                page = await clerk.Get(before.GetAttribute("href")!);
                back.InsertRange(0, Numbers(page));
            }
            back.ShouldBe(seen, query);
        }
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get("cases?q=12345")).Words(".empty").ShouldContain("请放宽条件");
    }

    [Fact]
    public async Task The_file_of_a_list_runs_nothing_in_a_spreadsheet()
    {
        await using var server = await TestServer.Start();
        server.City.Database.WriteInBulk(transaction =>
        {
            transaction.Execute("update places set name = $1 where code = 'p-1'", "=HYPERLINK(\"http://x\",\"y\")");
            return 0;
        });
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var csv = await clerk.Get("cases/export.csv");

        csv.Status.ShouldBe(HttpStatusCode.OK);
        (await clerk.Bytes("cases/export.csv"))[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        csv.Body.ShouldContain("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        csv.Body.Split("\r\n").Length.ShouldBe(3);
    }

    [Fact]
    public async Task No_combination_of_filters_reads_the_city_through()
    {
        await using var server = await TestServer.Start();
        var now = server.City.Clock.Now;
        var slow = new List<string>();
        foreach (var filter in Combinations())
        foreach (var reader in new[] { SmallCity.Clerk, SmallCity.InspectorNorth, SmallCity.MarketClerk })
        {
            var plan = server.City.Database.Read(connection =>
            {
                var words = CaseWords.Asked(connection, SmallCity.Playbook, filter.Words);
                var ask = new CaseListAsk(reader, SmallCity.Playbook, now, now.AddDays(-7), words);
                var (sql, args) = CaseListQuery.Of(filter, ask).Rows("number", false, 51);
                return Sql.Many(connection, $"explain query plan {sql}", row => row.GetString(3), args);
            });
            // Rows come from an index in the order of the list. Sorted may be only the few places of a search, and last of
            // all the page's rows, once they have been picked.
            var picking = plan.Contains("SCAN near") ? plan.SkipLast(1) : plan;
            var sorted = picking.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)) && filter.Words is null;
            var scanned = plan.Any(step =>
                step.StartsWith("SCAN cases", StringComparison.Ordinal) && !step.Contains("INDEX", StringComparison.Ordinal)
            );
            if (sorted || scanned)
                slow.Add($"{reader.Post}{filter.Query()}: {string.Join(" | ", plan)}");
        }
        slow.ShouldBeEmpty();
    }

    private static IEnumerable<CaseFilter> Combinations() =>
        from status in new[] { null, CaseFilter.Open, CaseFilter.Ended, nameof(CaseStatus.Fixed), nameof(CaseStatus.Closed) }
        from district in new[] { null, SmallCity.North }
        from unit in new[] { null, "market" }
        from category in new[] { null, "litter" }
        from light in new CivicLoop.Core.Duties.Light?[] { null, CivicLoop.Core.Duties.Light.Red }
        from days in new int?[] { null, 7 }
        from words in new[] { null, "市场" }
        from byDue in new[] { false, true }
        select new CaseFilter(
            status,
            district,
            Category: category,
            Unit: unit,
            Light: light,
            Days: days,
            Words: words,
            ByDue: byDue
        );

    private static IEnumerable<long> Numbers(Answer page) =>
        page.Page.QuerySelectorAll(".cases tbody td:first-child").Select(cell => long.Parse(cell.TextContent));
}
