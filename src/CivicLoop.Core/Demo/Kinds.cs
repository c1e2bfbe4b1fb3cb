namespace CivicLoop.Core.Demo;

/// <summary>What a picture shows and what a sentence says about a category, found by words in the category's name.</summary>
/// <param name="Words">A category whose name holds one of them is of this kind; the first kind that fits is taken.</param>
/// <param name="Often">How often it is found, beside the others.</param>
/// <param name="Phrases">What somebody on the spot would write after saying where.</param>
/// <param name="Indoors">True where it is found at counters and in halls rather than in the street.</param>
internal sealed record Kind(Scene Scene, string[] Words, double Often, string[] Phrases, bool Indoors = false)
{
    public static Kind Of(string category)
    {
        foreach (var kind in All)
        {
            foreach (var word in kind.Words)
            {
                if (category.Contains(word, StringComparison.Ordinal))
                    return kind;
            }
        }
        return Other;
    }

    private static readonly Kind Other = new(Scene.Notice, [], 0.5, ["{0}，需要处理", "发现{0}", "{0}"]);

    public static readonly Kind[] All =
    [
        new(Scene.Snow, ["雪", "冰"], 0.5, ["积雪未清", "路面结冰易滑", "台阶有冰", "雪堆占了人行道", "残雪压实未铲"]),
        new(
            Scene.Bin,
            ["垃圾桶", "果皮箱", "垃圾箱", "满溢", "垃圾分类", "收集容器"],
            1.6,
            ["垃圾桶满溢", "果皮箱没有及时清掏", "垃圾桶周围有散落", "桶身脏污", "垃圾桶盖破损"]
        ),
        new(
            Scene.Litter,
            ["垃圾", "保洁", "清扫", "卫生死角", "烟头", "杂物", "堆放", "乱堆", "渣土", "不洁", "脏", "绿地", "白色污染"],
            3,
            [
                "地面有垃圾",
                "有成堆垃圾",
                "烟头较多",
                "有纸屑和塑料袋",
                "杂物堆放",
                "卫生死角没有清理",
                "散落生活垃圾",
                "有建筑垃圾",
            ]
        ),
        new(
            Scene.Posters,
            ["小广告", "张贴", "涂写", "刻画", "牛皮癣", "乱贴"],
            1.8,
            ["墙面有小广告", "电线杆贴满广告", "楼道内乱贴乱画", "卷帘门上有喷涂广告", "站牌被贴了广告"]
        ),
        new(
            Scene.Bicycles,
            ["自行车", "单车", "电动车", "非机动车"],
            1.6,
            ["非机动车乱停", "共享单车压盲道", "电动车堵住通道", "单车倒了一片", "电动车停在人行道上"]
        ),
        new(
            Scene.Cars,
            ["机动车", "停车", "停放", "车辆", "占用消防"],
            1.6,
            ["车辆停在人行道上", "消防通道被占", "车辆乱停堵住出口", "车压盲道停放", "车辆逆向停放"]
        ),
        new(
            Scene.Stall,
            ["占道", "经营", "摊", "店外", "流动", "市场秩序"],
            1.6,
            ["店外摆摊", "流动摊点占道", "货物摆到人行道", "占道经营影响通行", "摊位越线经营"]
        ),
        new(
            Scene.Crossing,
            ["红灯", "斑马线", "礼让", "标线", "横穿", "信号灯", "交通", "逆行", "隔离", "出租", "公交"],
            1.0,
            ["行人闯红灯较多", "斑马线磨损看不清", "车辆不礼让行人", "护栏移位", "信号灯时间太短"]
        ),
        new(
            Scene.Tiles,
            ["路面", "破损", "道板", "井盖", "坑", "盲道", "台阶", "无障碍", "设施", "缺失", "损坏", "扶手", "健身"],
            1.5,
            ["地砖破损", "井盖松动有响声", "路面有坑", "盲道断开", "健身器材松动", "栏杆断了一截", "台阶缺角"]
        ),
        new(
            Scene.Billboard,
            ["公益广告", "宣传", "氛围", "展板", "标语", "横幅", "核心价值观", "褪色", "景观", "广告"],
            1.6,
            ["公益广告褪色", "展板破损", "宣传栏内容过期", "横幅脱落一角", "公益广告被遮挡", "没有看到公益广告"]
        ),
        new(
            Scene.Smoke,
            ["油烟", "烟尘", "吸烟", "控烟", "禁烟", "噪", "扬尘", "焚烧", "气味"],
            0.7,
            ["有人室内吸烟", "油烟直排", "工地扬尘", "没有禁烟标识", "噪音扰民", "有人烧落叶"]
        ),
        new(
            Scene.Water,
            ["积水", "污水", "漏水", "下水", "堵塞", "水面", "河"],
            0.7,
            ["污水外溢", "下水道堵了", "路面积水", "水管漏水", "排水口有异味"]
        ),
        new(
            Scene.Lamp,
            ["灯", "照明", "亮化", "供电"],
            0.7,
            ["路灯不亮", "楼道灯坏了", "两盏路灯闪烁", "灯杆倾斜", "夜间照明不足"]
        ),
        new(
            Scene.Green,
            ["绿化", "树", "花", "草", "种菜", "毁绿", "裸露"],
            0.9,
            ["绿化带有枯枝", "绿地被踩出小路", "树木断枝", "黄土裸露", "绿篱缺株"]
        ),
        new(
            Scene.Wires,
            ["晾", "线", "飞线", "私拉", "外立面", "立面", "招牌", "搭建", "楼道", "违建", "空调"],
            1.0,
            ["飞线充电", "电线垂落", "沿街晾晒", "招牌歪斜", "楼道堆物", "私搭棚子"]
        ),
        new(
            Scene.Queue,
            ["窗口", "排队", "服务", "态度", "大厅", "办事", "投诉", "便民", "等候", "志愿", "老年", "急救", "母婴"],
            1.1,
            [
                "窗口排队太长",
                "服务台无人值守",
                "工作人员态度生硬",
                "没有摆放老花镜",
                "叫号机坏了",
                "志愿服务点没人",
                "母婴室上锁",
            ],
            Indoors: true
        ),
        new(
            Scene.Notice,
            [
                "公示",
                "标识",
                "标志",
                "证照",
                "价格",
                "投诉电话",
                "制度",
                "明码",
                "上墙",
                "过期",
                "未成年",
                "网吧",
                "消防",
                "食品",
            ],
            0.9,
            ["公示栏内容过期", "没有公示投诉电话", "明码标价不全", "营业执照没有上墙", "标识牌缺字", "灭火器过期"],
            Indoors: true
        ),
    ];
}
