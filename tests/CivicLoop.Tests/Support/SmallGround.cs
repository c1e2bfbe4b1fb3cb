using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Places;
using CivicLoop.Web.Places.Import;

namespace CivicLoop.Tests.Support;

/// <summary>The ground of the small city: one grid, one segment, one toilet at its market.</summary>
public static class SmallGround
{
    public static readonly Grid Grid = new(
        "990101001001001",
        "第一网格",
        SmallCity.North,
        "990101001",
        "990101001001",
        new Outline([
            [(84.87, 45.59), (84.88, 45.59), (84.88, 45.6), (84.87, 45.6), (84.87, 45.59)],
        ]),
        Sample: true
    );

    public static readonly Segment Segment = new(
        "L-1",
        "北大街一段",
        "main",
        StreetSide.Both,
        SmallCity.North,
        "990101001",
        780,
        [(84.87, 45.6), (84.88, 45.6)],
        Sample: true
    );

    public static readonly Facility Toilet = new(
        "T-1",
        "toilet",
        "北大街公厕",
        SmallCity.North,
        "990101001",
        "p-1",
        84.875,
        45.595,
        new FacilityState("market", FacilityCondition.Good, new([new("accessible", "yes"), new("seats", "12")])),
        Sample: true
    );

    public static DateOnly Today(TestServer server) => SmallCity.Calendar.DayOf(server.City.Clock.Now);

    public static void In(TestServer server) =>
        server.City.Database.WriteInBulk(transaction =>
        {
            GroundStore.Insert(transaction, [Grid]);
            GroundStore.Insert(transaction, [Segment]);
            GroundStore.Insert(transaction, [Toilet], Hand(server, 9));
            return 0;
        });

    /// <summary>A file that was checked: new rows, a bad one, a doubtful one.</summary>
    public static Guid Checked(TestServer server)
    {
        var id = Guid.CreateVersion7();
        var now = server.City.Clock.Now;
        var summary = new ImportSummary
        {
            Headers = ["编号", "名称"],
            Rows = 3,
            Added = 2,
            Bad = 1,
            Warned = 1,
            Problems = [new RowProblem(4, "lon", "swapped", "45.6", "84.9")],
            Warnings = [new RowProblem(3, "lon", "shifted", "GCJ-02")],
            ByCode = new Dictionary<string, int> { ["swapped"] = 1 },
            First = [new Dictionary<string, string> { ["code"] = "N1", ["name"] = "新市场" }],
            Points = [new ImportPoint(84.87, 45.59, true), new ImportPoint(84.88, 45.6, false)],
        };
        server.City.Database.WriteInBulk(transaction =>
        {
            ImportStore.Add(
                transaction,
                new PlaceImport(
                    id,
                    ImportKind.Places,
                    "点位普查.csv",
                    "csv",
                    "WGS84",
                    Today(server),
                    ImportStatus.Checked,
                    new Dictionary<string, string>(),
                    summary,
                    "普查",
                    SmallCity.Clerk.Person,
                    SmallCity.Clerk.Post,
                    now,
                    now
                )
            );
            return 0;
        });
        return id;
    }

    public static PlaceHand Hand(TestServer server, int daysAgo = 0) =>
        new(SmallCity.Clerk, "登记", server.City.Clock.Now.AddDays(-daysAgo), Today(server).AddDays(-daysAgo));
}
