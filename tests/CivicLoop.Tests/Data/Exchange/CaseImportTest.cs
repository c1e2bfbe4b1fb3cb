using System.Globalization;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Places;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Exchange.Import;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Exchange;

/// <summary>Cases of another system come in with their past, once, on both databases.</summary>
public class CaseImportTest
{
    private const string Head =
        "REC_ID,CREATE_TIME,EVENT_DESC,EVENT_SRC_NAME,SUB_TYPE_NAME,DISTRICT_NAME,COORDINATE_X,COORDINATE_Y,EVENT_STATE_NAME,"
        + "INST_TIME,DISPATCH_TIME,DISPOSE_END_TIME,CHECK_TIME,CHECK_PATROL_NAME,ARCHIVE_TIME,DISPOSE_UNIT_NAME\n";

    [Theory, EachDatabase]
    public async Task A_record_of_city_management_comes_in_by_its_column_names_and_is_whole(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);

        var summary = Import(server, Head + Closed("1") + Open("2"));

        (summary.Rows, summary.Added, summary.Bad).ShouldBe((2, 2, 0));
        var closed = State(server, "1");
        (closed.Status, closed.FoundBy, closed.Source).ShouldBe((CaseStatus.Closed, "hotline", new Source("egova", "1", null)));
        closed.ClosedAt.ShouldBe(SmallCity.Local("2020-06-03 12:00"));
        State(server, "2").Next!.Kind.ShouldBe("accept");
        Made(server).ShouldAllBe(made => made.Via == "import");
        Made(server).Min(made => made.HappenedAt).ShouldBe(SmallCity.Local("2020-06-01 08:00"));
        server.ShouldBeWhole();
        StreamRebuild.Run(server.City, Web.Program.Streams).ShouldBe(2);
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task The_same_file_again_or_from_where_it_broke_off_adds_only_what_is_not_here(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var rows = string.Concat(Enumerable.Range(1, 2500).Select(row => Closed(row.ToString(CultureInfo.InvariantCulture))));
        Import(server, Head + Closed("7") + Closed("1300")).Added.ShouldBe(2);
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => Import(server, Head + rows, progress: _ => stop.Cancel(), stop: stop));
        Numbers(server).ShouldBe(1001);
        var dry = Import(server, Head + rows, dry: true);
        (dry.Added, dry.Unchanged).ShouldBe((1499, 1001));
        Numbers(server).ShouldBe(1001);
        var rest = Import(server, Head + rows);

        (rest.Rows, rest.Added, rest.Unchanged, rest.Bad).ShouldBe((2500, 1499, 1001, 0));
        Import(server, Head + rows).Added.ShouldBe(0);
        Import(server, Head + Closed("7"), source: "another").Added.ShouldBe(1, "a number is one case of its own system only");
        Numbers(server).ShouldBe(2501);
    }

    [Theory, EachDatabase]
    public async Task Bad_rows_go_to_a_file_that_is_mended_and_comes_in_as_it_is(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var bad = Path.Combine(server.City.Folder, "bad.csv");

        var summary = Import(
            server,
            Head + Closed("1") + Closed("2").Replace("暴露垃圾", "=没有的类别", StringComparison.Ordinal),
            bad
        );

        (summary.Added, summary.Bad, summary.Problems.Single().Row).ShouldBe((1, 1, 3));
        var told = File.ReadAllText(bad);
        told.ShouldContain("'=没有的类别");
        var mended = Import(server, told.Replace("'=没有的类别", "暴露垃圾", StringComparison.Ordinal), bad);
        (mended.Rows, mended.Added, mended.Bad).ShouldBe((1, 1, 0));
        Import(server, told, bad).Bad.ShouldBe(1, "its last column may stay, however often it comes");
    }

    [Theory, EachDatabase]
    public async Task Two_who_bring_the_same_file_at_once_bring_it_once(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var rows = Head + string.Concat(Enumerable.Range(1, 300).Select(row => Closed($"{row}")));

        var both = await Task.WhenAll(Task.Run(() => Import(server, rows)), Task.Run(() => Import(server, rows)));

        both.Sum(one => one.Added).ShouldBe(300);
        both.Sum(one => one.Unchanged).ShouldBe(300);
        Numbers(server).ShouldBe(300);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_file_in_gbk_says_so_and_is_read_and_what_is_no_table_is_told()
    {
        await using var server = await TestServer.Start();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gbk = Encoding.GetEncoding("GB18030").GetBytes(Head + Closed("1"));

        SheetReader.FormOf(new MemoryStream(gbk)).ShouldBe("GB18030");
        Import(server, gbk).Added.ShouldBe(1);
        server.Office.Row(Streams(server).Single())!.Category.ShouldBe("litter");
        foreach (
            var broken in new byte[][]
            {
                [],
                Encoding.Unicode.GetBytes(Head),
                "PK\x03\x04broken"u8.ToArray(),
                "a,b\n1,2\n"u8.ToArray(),
            }
        )
            Should.Throw<SheetTroubleException>(() => Import(server, broken));
        Should
            .Throw<SheetTroubleException>(() => Import(server, "create_time,event_desc\n2020-06-01 08:00:00,a\n"))
            .Refusal.Args.ShouldBe(["rec_id"]);
    }

    [Fact]
    public async Task A_number_that_is_here_is_refused_at_the_door_too_and_the_case_is_told()
    {
        await using var server = await TestServer.Start();
        Import(server, Head + Closed("1"));

        var twice = await server.Office.Try(
            null,
            CaseOffice.Form(SmallCity.Clerk),
            new ReceiveInput("litter", SmallCity.Market, "又来了", [], "hotline", new Source("egova", "1", null))
        );

        twice.Refusal!.Code.ShouldBe("source.known");
        twice.Refusal.Args[0].ShouldBe("1");
    }

    internal static string Closed(string number) =>
        $"{number},2020-06-01 08:00:00,门前有垃圾,热线举报,暴露垃圾,北区,84.87,45.59,已结案,"
        + "2020-06-01 09:00:00,2020-06-01 10:00:00,2020-06-02 10:00:00,2020-06-03 10:00:00,核查员,2020-06-03 12:00:00,市场监管局\n";

    private static string Open(string number) =>
        $"{number},2020-06-01 08:00:00,门前有垃圾,信息采集,暴露垃圾,北区,84.87,45.59,,2020-06-01 09:00:00,2020-06-01 10:00:00,,,,,市场监管局\n";

    internal static ImportSummary Import(
        TestServer server,
        string file,
        string? bad = null,
        bool dry = false,
        string source = "egova",
        Action<int>? progress = null,
        CancellationTokenSource? stop = null
    ) => Import(server, Encoding.UTF8.GetBytes(file), bad, dry, source, progress, stop);

    private static ImportSummary Import(
        TestServer server,
        byte[] file,
        string? bad = null,
        bool dry = false,
        string source = "egova",
        Action<int>? progress = null,
        CancellationTokenSource? stop = null
    )
    {
        var texts = new Texts(Texts.Folder);
        return new CaseImporting(
            server.City,
            Rules(server),
            CaseMapping.Plain(source, CoordinateSystem.Wgs84),
            CaseWordLists.Of(texts),
            texts.In(Texts.Simplified)
        ).Run(
            new MemoryStream(file),
            bad,
            dry ? null : CaseHand.AtTheMachine("换平台"),
            progress ?? (_ => { }),
            stop?.Token ?? CancellationToken.None
        );
    }

    internal static CaseRules Rules(TestServer server) => new RulesNow(new Web.Playbooks.PlaybookReads().On).Of(server.City);

    private static long Numbers(TestServer server) =>
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from cases"));

    private static CaseState State(TestServer server, string number) =>
        server.City.Database.Read(connection =>
            Sql.One(
                connection,
                "select state from cases where source_number = $1",
                row => CaseColumns.Read(row.GetString(0)),
                number
            )
        )!;

    private static List<Guid> Streams(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(connection, "select stream from cases", row => Guid.Parse(row.GetString(0)))
        );

    private static List<Made> Made(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(connection, $"select {EventStore.Columns} from events", row => EventStore.Made(EventStore.Read(row)))
        );
}
