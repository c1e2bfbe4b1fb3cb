using CivicLoop.Core.Cases;

namespace CivicLoop.Core.Demo;

/// <summary>Reasons as a clerk would write them, a handful for every act. Content of a demo, so Chinese only, as its city is.</summary>
internal static class Phrases
{
    private static readonly Dictionary<CaseAct, string[]> Reasons = new()
    {
        [CaseAct.Report] =
        [
            "巡查发现",
            "日常巡查",
            "路过看到",
            "请尽快处理",
            "现场拍照上报",
            "影响市容",
            "巡查时群众反映",
            "现场查看属实",
        ],
        [CaseAct.FixOnTheSpot] = ["当场清理", "随手处理", "已劝离", "现场整改完毕", "顺手扶正", "立即清掉了"],
        [CaseAct.RefuseToFile] =
        [
            "与在办案件重复",
            "不属于创建范围",
            "照片看不出问题",
            "位置不清，无法核实",
            "属于正在施工的围挡内",
            "现场核实未发现",
            "反映的是个人，不是地点的问题",
        ],
        [CaseAct.File] = ["符合立案条件", "情况属实，立案", "照片清楚，位置明确", "核实属实", "属于创建范围，立案"],
        [CaseAct.Dispatch] = ["按职责派遣", "请按期整改", "请责任单位办理", "按规则派遣", "请尽快到现场处理"],
        [CaseAct.Return] = ["不在本单位管辖路段", "产权属于其他单位", "该处已移交物业管理", "不属于本单位职责", "位置在相邻街道"],
        [CaseAct.Accept] = ["已接收，安排人员到场", "马上办理", "已安排", "接收", "已通知片区负责人员", "今天安排处理"],
        [CaseAct.Plan] = ["按要求制定整改计划", "需要分步整改", "材料已订购，按计划施工", "与物业商定后制定", "列入本周整改清单"],
        [CaseAct.AskExtension] =
        [
            "配件到货还要两天",
            "大风天气不能施工",
            "需要与物业协调",
            "夜间才能占道作业",
            "商户不在，联系中",
        ],
        [CaseAct.AskSuspension] =
        [
            "需要列入改造工程",
            "权属有争议，正在核实",
            "开春化冻后才能施工",
            "等待专项经费",
            "管网改造期间无法恢复",
        ],
        [CaseAct.Grant] = ["情况属实，同意", "经会审同意", "同意，请抓紧办理", "理由充分，同意"],
        [CaseAct.Deny] = ["理由不充分，按期整改", "可以先行采取措施", "不属于客观原因", "请调配人手按期完成"],
        [CaseAct.Resume] = ["已具备整改条件", "到期复核，恢复整改", "材料已到，继续整改", "天气转好，恢复施工"],
        [CaseAct.CoSign] = ["本单位负责部分已完成", "现场看过，无异议", "同意牵头单位意见", "配合事项已办理"],
        [CaseAct.CoRefuse] = ["门前部分还没有清理", "现场仍有残留，请继续", "设施没有恢复到位"],
        [CaseAct.Merge] = ["与在办案件为同一问题", "同一位置重复上报", "多人上报同一处"],
        [CaseAct.ReportFixed] =
        [
            "已整改到位",
            "清理完毕，请核查",
            "已修复",
            "现场已恢复",
            "整改完成，照片附后",
            "已处理并告知商户",
        ],
        [CaseAct.GiveToZone] = ["由片区就近整改", "属于该片区范围，请尽快到场", "片区责任人办理", "请片区按期整改并反馈"],
        [CaseAct.TakeFromZone] = ["片区人手不足，由院方统一处理", "涉及几个片区，收回统一安排", "需要专业队伍处理，收回办理"],
        [CaseAct.ReportToUnit] = ["片区已整改，请查看", "已落实到人，整改完毕", "现场已清理，照片附后", "片区已处理"],
        [CaseAct.PassCheck] = ["现场核查，已整改", "核查通过", "照片与现场一致", "整改到位", "复查没有发现问题"],
        [CaseAct.FailCheck] = ["只处理了一部分", "现场仍有残留", "照片角度不对，问题还在", "整改不彻底", "处理后又出现"],
        [CaseAct.Close] = ["核查通过，结案", "符合结案条件", "整改到位，予以结案", "资料齐全，结案"],
        [CaseAct.Receive] = ["热线转办", "市民来电反映", "热线工单转入"],
        [CaseAct.Publish] = ["内容属实，不涉及个人", "已遮挡人脸和车牌", "可以公开"],
        [CaseAct.Withhold] = ["文字涉及个人", "照片里有行人，不便公开", "不宜公开"],
        [CaseAct.AddWords] = ["补充说明", "又去看了一次"],
        [CaseAct.Reply] = ["办结答复", "告知办理结果"],
        [CaseAct.ConfirmFix] = ["看到已经改好了", "问题解决了", "确实清理了"],
        [CaseAct.DisputeFix] = ["问题还在", "没有彻底解决", "又是老样子"],
        [CaseAct.Rate] = ["对办理结果的评价", "评价"],
        [CaseAct.Reopen] = ["同一处又出现", "回访发现问题反复", "抽查不合格", "群众反映没有解决", "暗访发现反弹"],
    };

    private static readonly string[] ByHand = ["按现场权属派遣", "规则派遣的单位不管此处", "会商后确定责任单位", "属地先行处理"];
    private static readonly string[] Again = ["退单后改派", "核实权属后改派", "原单位不负责此处，改派", "会商后改派"];
    private static readonly string[] CitizenWhy =
    [
        "希望尽快解决",
        "每天都从这里走",
        "住在附近",
        "带孩子经过不安全",
        "请派人来看看",
        "已经好几天了",
        "老人走不方便",
    ];
    private static readonly string[] Offline = ["信号不好，回站后补传", "当时离线，现补录", "设备没电，回来后上传"];

    private static readonly string[] Items = ["{0}整治", "{0}问题整改", "{0}专项清理", "{0}修复"];
    private static readonly string[] Causes =
    [
        "巡查频次不够",
        "责任划分不清",
        "设施老化",
        "商户管理不严",
        "人手不足",
        "节后清理不及时",
        "施工单位恢复不到位",
    ];
    private static readonly string[] Measures =
    [
        "增加早晚各一次巡查",
        "更换破损部件并加固",
        "与商户签订门前责任书",
        "安排专人值守一周",
        "组织清理并纳入日常保洁",
        "联系产权单位共同整改",
        "设置隔离设施和提示牌",
    ];

    public const string ReasonOfCamera = "视频巡查发现";

    public static string Reason(CaseAct act, Dice dice) => dice.Pick(Reasons[act]);

    public static string ReasonByHand(bool sentBack, Dice dice) => dice.Pick(sentBack ? Again : ByHand);

    public static string Added(Dice dice) =>
        dice.Pick(["今天早上又多了一些。", "晚上更严重，路灯也照不到。", "旁边还有一处一样的。", "下雨以后味道很大。"]);

    public static string Reply(Dice dice) =>
        dice.Pick([
            "您好，责任单位已到现场整改并通过核查，感谢您的反映。",
            "您好，您反映的问题已处理完毕，我们会加强日常巡查。",
            "您好，现场已清理恢复，如再次出现请继续反映。",
        ]);

    public static string Dispute(Dice dice) => dice.Pick(["只清理了一半。", "第二天又堆起来了。", "还是原来的样子，请再看看。"]);

    public static string ReasonOfCitizen(Dice dice) => dice.Pick(CitizenWhy);

    public static string ReasonOfLateRecord(Dice dice) => dice.Pick(Offline);

    public static string What(Kind kind, Spots spots, string category, Dice dice)
    {
        var problem = string.Format(System.Globalization.CultureInfo.InvariantCulture, dice.Pick(kind.Phrases), category);
        return dice.Share() switch
        {
            < 0.08 => problem,
            < 0.14 => $"{dice.Pick(spots.Where)}{problem}，{dice.Pick(CitizenWhy)}",
            _ => dice.Pick(spots.Where) + problem,
        };
    }

    public static (string Item, string Cause, string Measure) Plan(string category, Dice dice) =>
        (
            string.Format(System.Globalization.CultureInfo.InvariantCulture, dice.Pick(Items), category),
            dice.Pick(Causes),
            dice.Pick(Measures)
        );
}
