namespace CivicLoop.Core.Demo;

/// <summary>Where on a place something is, and what the place looks like, by words in the name of the place's type.</summary>
internal sealed record Spots(Backdrop Backdrop, string[] Words, string[] Where, double Often = 1, bool Indoors = false)
{
    public static Spots Of(string placeType)
    {
        foreach (var spots in All)
        {
            foreach (var word in spots.Words)
            {
                if (placeType.Contains(word, StringComparison.Ordinal))
                    return spots;
            }
        }
        return Street;
    }

    private static readonly Spots Street = new(
        Backdrop.Street,
        [],
        [
            "路口东侧",
            "人行道上",
            "药店门口",
            "桥头",
            "路北",
            "路南",
            "拐角处",
            "银行门前",
            "天桥下",
            "报刊亭边",
            "岗亭旁",
            "非机动车道",
        ],
        1.4
    );

    private static readonly Spots[] All =
    [
        new(Backdrop.Street, ["厕"], ["男厕", "女厕", "门口", "洗手台边"], 0.8, Indoors: true),
        new(Backdrop.Street, ["工地"], ["东门出入口", "围挡外", "南侧围挡", "洗车台旁"], 0.7),
        new(
            Backdrop.School,
            ["学校", "小学", "中学", "幼儿园", "校园"],
            ["校门口", "围墙外", "操场边", "接送区", "门卫室旁", "校门东侧"],
            0.8
        ),
        new(
            Backdrop.Market,
            ["市场", "集贸", "商场", "超市", "夜市"],
            ["南门处", "北门口", "水产区", "蔬菜区", "入口左侧", "二楼通道", "肉铺前", "卸货区", "收银台旁"],
            2
        ),
        new(
            Backdrop.Hall,
            ["汽车站", "火车站", "客运", "候机", "机场"],
            ["候车厅", "售票处", "出站口", "安检口旁", "站前广场"],
            1,
            Indoors: true
        ),
        new(Backdrop.BusStop, ["公交", "站台"], ["站台上", "候车亭内", "站牌旁", "站台北端", "候车亭后"], 1.1),
        new(
            Backdrop.Park,
            ["公园", "广场", "绿地", "景区", "河", "体育"],
            ["东门内", "湖边步道", "健身区", "凉亭旁", "广场西侧", "儿童乐园边", "长椅旁"],
            1.1
        ),
        new(
            Backdrop.Hall,
            [
                "大厅",
                "窗口",
                "银行",
                "医院",
                "政务",
                "卫生院",
                "宾馆",
                "酒店",
                "饭店",
                "网吧",
                "影院",
                "图书",
                "博物",
                "场馆",
                "单位",
                "营业",
            ],
            ["一楼大厅", "服务台", "2号窗口", "等候区", "门厅", "电梯口", "咨询台旁", "停车场"],
            0.9,
            Indoors: true
        ),
        new(
            Backdrop.Residence,
            ["小区", "社区", "居民", "楼院", "村", "家属"],
            ["3号楼前", "单元门口", "7号楼道内", "车棚旁", "东门门卫处", "12号楼后", "休闲亭边", "2单元楼道"],
            1.7
        ),
    ];
}
