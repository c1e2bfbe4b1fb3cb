using System.Globalization;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Places;

/// <summary>A file held against a city and written, on both databases.</summary>
public class ImportTest
{
    private const string Head = "编号,名称,类型,经度,纬度,管理单位\n";

    [Theory, EachDatabase]
    public async Task Ten_thousand_rows_with_one_bad_in_a_hundred_lose_none_of_the_good_and_tell_every_bad_one(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var file = new StringBuilder(Head);
        for (var row = 1; row <= 10_000; row++)
            file.Append(
                CultureInfo.InvariantCulture,
                $"N{row},新点{row},{(row % 100 == 0 ? "没有的类型" : "market")},84.87,45.59,market\n"
            );

        using var work = new Work(server);
        var summary = work.Check(file.ToString());
        work.Write();

        summary.ShouldSatisfyAllConditions(
            () => summary.Rows.ShouldBe(10_000),
            () => summary.Added.ShouldBe(9_900),
            () => summary.Bad.ShouldBe(100),
            () => summary.Problems.Count.ShouldBe(100),
            () => summary.Problems[0].Row.ShouldBe(101),
            () => summary.Points.Count.ShouldBeInRange(100, ImportSummary.MostPoints)
        );
        work.Count("places").ShouldBe(9_903);
        work.Count("ownerships").ShouldBe(9_903);
        SheetReader.Rows(new MemoryStream(File.ReadAllBytes(work.Folder.Bad))).Count().ShouldBe(101);
    }

    [Theory, EachDatabase]
    public async Task The_same_file_twice_changes_nothing(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var work = new Work(server);
        const string file = Head + "p-1,北市场,market,84.871,45.591,north\nN1,新点,street,84.88,45.6,\n";

        work.Check(file).ShouldSatisfyAllConditions(one => one.Added.ShouldBe(1), one => one.Changed.ShouldBe(1));
        work.Write();
        var (owners, changes) = (work.Count("ownerships"), work.Count("place_changes"));
        var again = work.Check(file);
        work.Write();

        again.ShouldSatisfyAllConditions(
            one => one.Unchanged.ShouldBe(2),
            one => one.Added.ShouldBe(0),
            one => one.Changed.ShouldBe(0)
        );
        (owners, changes).ShouldBe((4, 2));
        (work.Count("ownerships"), work.Count("place_changes")).ShouldBe((owners, changes));
        work.Place("p-1").Owner.ShouldBe("north");
        work.Place("p-1", new DateOnly(2020, 12, 31)).Owner.ShouldBe("market");
    }

    [Theory, EachDatabase]
    public async Task Mended_bad_rows_come_in_as_they_are_with_their_last_column(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var work = new Work(server);
        work.Check(Head + "N1,\"新点，\"\"一\"\"\",集贸,84.87,45.59,market\nN2,新点二,market,84.87,45.59,\n").Bad.ShouldBe(1);
        work.Write();

        var mended = File.ReadAllText(work.Folder.Bad).Replace("集贸,", "market,", StringComparison.Ordinal);
        work.Check(mended).ShouldSatisfyAllConditions(one => one.Bad.ShouldBe(0), one => one.Added.ShouldBe(1));
        work.Write();

        work.Place("N1").Name.ShouldBe("新点，\"一\"");
        work.Place("N2").Owner.ShouldBe("");
    }

    [Theory, EachDatabase]
    public async Task Grids_segments_and_facilities_come_in_as_GeoJSON_and_a_second_time_change_nothing(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var grids = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"网格编码":"990101001001001","名称":"第一网格"},
            "geometry":{"type":"Polygon","coordinates":[[[84.87,45.59],[84.88,45.59],[84.88,45.6],[84.87,45.6],[84.87,45.59]]]}}]}
            """;
        var segments = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"L1","name":"北大街","kind":"main"},
            "geometry":{"type":"LineString","coordinates":[[84.87,45.59],[84.88,45.59]]}}]}
            """;
        var facilities = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"T1","name":"公厕","设施类别":"公共厕所","无障碍设施":"有","厕位数":12},
            "geometry":{"type":"Point","coordinates":[84.87,45.59]}}]}
            """;
        foreach (
            var (what, file) in new[]
            {
                (ImportKind.Grids, grids),
                (ImportKind.Segments, segments),
                (ImportKind.Facilities, facilities),
            }
        )
        {
            using var work = new Work(server, what, CoordinateSystem.Gcj02);
            work.Check(file)
                .ShouldSatisfyAllConditions(one => one.Problems.ShouldBeEmpty(), one => one.Added.ShouldBe(1, what.ToString()));
            work.Write();
            work.Check(file).Unchanged.ShouldBe(1, what.ToString());
        }
        using var connection = server.City.Database.Open();
        GroundReads.GridAt(connection, 84.872, 45.594)!.Community.ShouldBe("990101001001");
        FacilityReads
            .Find(connection, "T1", new DateOnly(2021, 1, 1))!
            .State.Attributes.Text.ShouldBe("\naccessible=yes\nseats=12\n");
    }

    [Theory, EachDatabase]
    public async Task A_whole_file_in_the_wrong_system_is_doubted_where_the_same_places_are_known(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var work = new Work(server);
        var (lon, lat) = ChinaCoordinates.WgsToGcj(84.87, 45.59);

        var summary = work.Check(Head + string.Create(CultureInfo.InvariantCulture, $"p-1,北市场,market,{lon},{lat},market\n"));

        summary.Warned.ShouldBe(1);
        summary.Warnings.ShouldHaveSingleItem().Code.ShouldBe("shifted");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public async Task Both_encodings_of_Chinese_spreadsheets_are_read(string encoding)
    {
        await using var server = await TestServer.Start();
        using var work = new Work(server);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        work.Check(Encoding.GetEncoding(encoding).GetBytes(Head + "N1,龘靐新点,集贸市场,84.87,45.59,市场监管局\n"))
            .Added.ShouldBe(1);
    }

    [Fact]
    public async Task A_workbook_with_a_title_over_its_header_is_read()
    {
        await using var server = await TestServer.Start();
        using var work = new Work(server);
        using var file = new MemoryStream();
        Workbook.Write(
            file,
            "点位",
            "点位普查表",
            [new("点位编号"), new("点位名称"), new("点位类型"), new("经度（WGS84）"), new("纬度（WGS84）")],
            [
                ["N1", "新点", "集贸市场", 84.87, 45.59],
                ["N2", "新点", "集贸市场", 45.59, 84.87],
            ]
        );

        var summary = work.Check(file.ToArray());

        summary.Added.ShouldBe(1);
        summary
            .Problems.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Code.ShouldBe("swapped"), one => one.Row.ShouldBe(4));
    }

    /// <summary>One import after the other, without pages.</summary>
    private sealed class Work : IDisposable
    {
        private static readonly DateOnly Today = new(2021, 1, 1);
        private readonly City city;
        private readonly ImportKind kind;
        private readonly CoordinateSystem system;
        private readonly string path = Directory.CreateTempSubdirectory("civicloop-import-").FullName;

        public Work(TestServer server, ImportKind kind = ImportKind.Places, CoordinateSystem system = CoordinateSystem.Wgs84)
        {
            (city, this.kind, this.system) = (server.City, kind, system);
            Folder = new ImportFolder(path);
        }

        public ImportFolder Folder { get; }

        public ImportSummary Check(string file) => Check(Encoding.UTF8.GetBytes(file));

        public ImportSummary Check(byte[] file)
        {
            var rules = new CaseRules(TestServer.SmallPlaybook, SmallCity.Calendar, SmallCity.Organisation);
            var t = new Texts(Texts.Folder).In(Texts.Simplified);
            using var upload = new MemoryStream(file);
            return new ImportChecking(city, rules, kind, system, Today, t).Run(
                upload,
                new Dictionary<string, string>(),
                Folder,
                _ => { },
                CancellationToken.None
            );
        }

        public void Write() =>
            ImportWriting.Run(
                city,
                kind,
                Folder,
                new PlaceHand(SmallCity.Clerk, "普查", city.Clock.Now, Today),
                Today,
                _ => { },
                CancellationToken.None
            );

        public Place Place(string code, DateOnly? day = null) =>
            city.Database.Read(connection => PlaceReads.Find(connection, code, day ?? Today)).ShouldNotBeNull();

        public long Count(string table) =>
            city.Database.Read(connection => Sql.Number(connection, $"select count(*) from {table}"));

        public void Dispose() => Directory.Delete(path, recursive: true);
    }
}
