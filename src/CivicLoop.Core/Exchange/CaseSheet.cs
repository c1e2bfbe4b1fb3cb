namespace CivicLoop.Core.Exchange;

/// <param name="Code">What the program calls the column.</param>
/// <param name="Names">What a header may call it; letter case does not count.</param>
public sealed record CaseField(string Code, params IReadOnlyList<string> Names);

/// <summary>
/// The columns of files that bring cases: the record that platforms of 数字城管 exchange, the bulk table of Open311, and
/// what people call the same things. A column is known by its name, wherever it stands.
/// </summary>
public static class CaseSheet
{
    public const string Number = "number";
    public const string Task = "task";
    public const string Reported = "reported";
    public const string What = "what";
    public const string Category = "category";
    public const string CategoryCode = "category-code";
    public const string FoundBy = "found-by";
    public const string Status = "status";
    public const string Severity = "severity";
    public const string Unit = "unit";
    public const string First = "first-unit";

    /// <summary>Values of these are words that a mapping may translate.</summary>
    public static readonly IReadOnlyList<string> Worded =
    [
        Category,
        FoundBy,
        Status,
        Severity,
        Unit,
        First,
        "district",
        "street",
    ];

    public static readonly IReadOnlyList<CaseField> All =
    [
        new(Number, "rec_id", "service_request_id", "编号", "案件编号", "案卷编号", "工单编号"),
        new(Task, "task_num", "任务号", "案卷号"),
        new(Reported, "create_time", "requested_datetime", "上报时间", "反映时间", "受理日期"),
        new(What, "event_desc", "description", "问题描述", "案件描述", "反映内容"),
        new("address", "address", "地址", "位置描述", "发生地点"),
        new(FoundBy, "event_src_name", "问题来源", "案件来源"),
        new(Category, "sub_type_name", "service_name", "小类", "问题类别", "案件类别"),
        new(CategoryCode, "event_type_code", "service_code", "小类代码"),
        new("district", "district_name", "区", "区县", "行政区"),
        new("street", "street_name", "街道", "乡镇"),
        new("lon", "coordinate_x", "long", "lng", "longitude", "经度"),
        new("lat", "coordinate_y", "latitude", "纬度"),
        new(Status, "event_state_name", "案件状态", "状态"),
        new(Severity, "event_grade_name", "案件等级", "严重程度"),
        new("report-num", "report_num"),
        new("report-by", "report_patrol_name", "上报人"),
        .. Stage("operate", "human", "受理"),
        .. Stage("inst", "human", "立案"),
        .. Stage("dispatch", "human", "派遣"),
        new("dispose-num", "dispose_num"),
        new("dispose-intime", "intime_dispose_num"),
        new("dispose-by", "dispose_human_name", "处置人"),
        .. Stage("check", "patrol", "核查"),
        .. Stage("archive", "human", "结案"),
        new(Unit, "dispose_unit_name", "agency_responsible", "处置部门", "承办单位", "责任单位"),
        new(First, "first_unit_name"),
        new("dispose-began", "dispose_begin_time", "处置开始时间"),
        new("dispose-time", "dispose_end_time", "dispose_time", "处置结束时间", "处置时间"),
        new("due", "dispose_deadline", "expected_datetime", "处置截止时间", "办理时限"),
        new("limit", "dispose_limit"),
        new("reworks", "rework_num"),
        new("suspensions", "hang_num"),
        new("extensions", "postpone_num"),
        new("returns", "shuffle_num"),
        new("updated", "updated_datetime"),
        new("link", "链接", "网址"),
        // Ours adds it to the rows that could not be taken; what else these tables have says nothing that is not said already.
        new("problem", "问题"),
        .. Passed.Select(name => new CaseField($"~{name}", name)),
    ];

    private static IEnumerable<string> Passed =>
        [
            "rec_type_name",
            "event_type_name",
            "main_type_name",
            "part_code",
            "community_name",
            "cell_name",
            "duty_grid_code",
            "verify_num",
            "verify_patrol_name",
            "verify_time",
            "intime_verify_num",
            "dispose_used",
            "satisfaction_score",
            "status_notes",
            "service_notice",
            "address_id",
            "zipcode",
            "media_url",
            "event_property_name",
            "overtime_archive_num",
            "intime_to_archive_num",
        ];

    private static IEnumerable<CaseField> Stage(string stage, string who, string name) =>
        [
            new($"{stage}-num", $"{stage}_num"),
            new($"{stage}-by", $"{stage}_{who}_name", $"{name}人"),
            new($"{stage}-time", $"{stage}_time", $"{name}时间"),
            new($"{stage}-intime", $"intime_{stage}_num"),
        ];
}
