using CivicLoop.Core.Cases;
using CivicLoop.Web.Exchange.Hooks;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>One example of each shape, made of the shape itself so that it cannot be another.</summary>
internal static class ApiExamples
{
    private static readonly DateTime Found = new(2020, 11, 23, 2, 0, 0, DateTimeKind.Utc);

    private static readonly ApiCase Case = new()
    {
        Number = 1286,
        Status = "open",
        Stage = CaseStatus.Dispatched,
        StageName = "待签收",
        Category = "litter",
        CategoryName = "暴露垃圾",
        FoundBy = "video",
        District = "650203",
        Street = "650203001",
        Place = null,
        Unit = null,
        Lon = 84.889,
        Lat = 45.58,
        Reviewed = false,
        Words = null,
        PhotoLinks = [],
        Reported = Found,
        Expected = Found.AddDays(1),
        Closed = null,
        Updated = Found.AddHours(1),
        MergedInto = null,
        Page = "https://city.example/karamay/public/1286",
    };

    private static readonly ApiCase Own = Case with
    {
        Own = new ApiOwn(
            "CAM-0417-20201123-100000",
            "https://video.example/alarms/20201123-0417",
            null,
            [new ApiAnswer(Found.AddHours(2), "已派市容管理部门，今天清运。")]
        ),
    };

    private static readonly object[] All =
    [
        new ApiReport
        {
            Category = "litter",
            What = "人行道上堆着三袋垃圾",
            Lon = 84.8893,
            Lat = 45.5797,
            Crs = "WGS84",
            FoundAt = "2020-11-23T10:00:00+08:00",
            SourceNumber = "CAM-0417-20201123-100000",
            SourceLink = "https://video.example/alarms/20201123-0417",
        },
        new ApiWords { Words = "摄像头又拍到一次，还在原处" },
        new ApiConfirmation { Words = "画面上已经清走" },
        new ApiPhotos([new ApiPhoto("CfDJ8P…", "image/jpeg", 1280, 960)]),
        new ApiCategories([
            new ApiCategory(
                "litter",
                "暴露垃圾",
                "市容环境",
                "环境脏",
                "公共场所有成堆的垃圾",
                ["inspector", "citizen", "video"],
                null,
                [new ApiQuestion("kind", "是哪一种", "singlevaluelist", ["生活垃圾", "建筑垃圾"], false)]
            ),
        ]),
        Case,
        new ApiHappening(
            Guid.Parse("0199f2c4-5b1e-7c3a-9d40-6f0e2f9a1b77"),
            "case.dispatched",
            "karamay",
            Found.AddHours(1),
            Case.Number,
            3,
            Case,
            null
        ),
        new ApiCases([Case], "https://city.example/karamay/api/v1/cases?limit=50&after=1606096800000-1286"),
    ];

    /// <summary>Null for a shape that nobody sends or answers by itself.</summary>
    public static object? Of(Type shape, bool own = false) =>
        !own ? All.FirstOrDefault(one => one.GetType() == shape)
        : shape == typeof(ApiCase) ? Own
        : shape == typeof(ApiCases) ? new ApiCases([Own], null)
        : Of(shape);
}
