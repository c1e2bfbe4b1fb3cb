using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>
/// A list of cases as the platforms of 数字城管 exchange it: one row a case, their own column names, so that the file is
/// read by name there. A post stands where they name a person; what this city does not know is an empty cell.
/// </summary>
public sealed class CaseRecordTable(Sentences t, CaseNames names, CaseRules rules, SiteContext site)
{
    private static readonly (string Name, int Width)[] Columns =
    [
        ("rec_id", 10),
        ("task_num", 18),
        ("create_time", 20),
        ("event_desc", 40),
        ("address", 40),
        ("event_src_name", 14),
        ("rec_type_name", 12),
        ("event_type_name", 12),
        ("main_type_name", 16),
        ("sub_type_name", 28),
        ("event_type_code", 20),
        ("part_code", 14),
        ("district_name", 16),
        ("street_name", 18),
        ("community_name", 18),
        ("cell_name", 18),
        ("duty_grid_code", 18),
        ("coordinate_x", 14),
        ("coordinate_y", 14),
        ("event_state_name", 12),
        ("event_grade_name", 10),
        ("report_num", 10),
        ("report_patrol_name", 20),
        .. Stage("operate", "human"),
        .. Stage("verify", "patrol"),
        .. Stage("inst", "human"),
        .. Stage("dispatch", "human"),
        ("dispose_num", 10),
        ("intime_dispose_num", 10),
        .. Stage("check", "patrol"),
        .. Stage("archive", "human"),
        ("dispose_unit_name", 28),
        ("first_unit_name", 28),
        ("dispose_begin_time", 20),
        ("dispose_end_time", 20),
        ("dispose_deadline", 20),
        ("dispose_used", 12),
        ("dispose_limit", 16),
        ("rework_num", 10),
        ("hang_num", 10),
        ("postpone_num", 10),
        ("shuffle_num", 10),
        ("satisfaction_score", 10),
    ];

    public TableFile File(IEnumerable<CaseRecord> records) =>
        new(
            $"{site.Here.Code}-{t["cases.record.file"]}-{site.Today:yyyy-MM-dd}",
            [.. Columns.Select(column => new SheetColumn(column.Name, column.Width))],
            records.Select(Row)
        );

    private IReadOnlyList<object?> Row(CaseRecord record)
    {
        var (state, stages) = (record.State, record.Stages);
        return
        [
            state.Number,
            string.Create(CultureInfo.InvariantCulture, $"{site.ToLocal(state.ReportedAt):yyyyMMdd}{state.Number:D7}"),
            Time(state.ReportedAt),
            record.What,
            record.Address ?? names.Where(state.At.District, state.At.Street, record.Place),
            t[$"cases.found.{state.FoundBy}"],
            t["cases.record.kind"],
            t["cases.record.event"],
            names.ThemeOf(state.Category),
            names.Category(state.Category),
            state.Category,
            null,
            names.District(state.At.District),
            state.At.Street is { } street ? names.Street(street) : null,
            null,
            null,
            null,
            state.At.Lon,
            state.At.Lat,
            t[$"site.status.{state.Status}"],
            state.Severity is { } severity ? t[$"cases.severity.{severity}"] : null,
            stages.Report.Count,
            Post(record, stages.Report),
            .. Cells(record, stages.Operate),
            .. Cells(record, StageDone.Never),
            .. Cells(record, stages.File),
            .. Cells(record, stages.Dispatch),
            stages.Dispose.Count,
            stages.Dispose.InTime,
            .. Cells(record, stages.Check),
            .. Cells(record, stages.Archive),
            state.FixedByUnit is { } fixer ? names.Unit(fixer, t)
            : state.Unit is { } unit ? names.Unit(unit, t)
            : null,
            stages.First is { } first ? names.Unit(first, t) : null,
            Time(stages.DisposeBegan),
            Time(stages.Dispose.At),
            Time(state.Rectify?.Due),
            Used(state, stages),
            state.Rectify?.Limit,
            state.FailedChecks,
            stages.Suspensions,
            stages.Extensions,
            state.Returns,
            null,
        ];
    }

    private static (string, int)[] Stage(string stage, string who) =>
        [($"{stage}_num", 10), ($"{stage}_{who}_name", 20), ($"{stage}_time", 20), ($"intime_{stage}_num", 10)];

    private object?[] Cells(CaseRecord record, StageDone stage) =>
        [stage.Count, Post(record, stage), Time(stage.At), stage.InTime];

    // Hours of work between dispatch and the last report, with one decimal.
    private double? Used(CaseState state, StageCounts stages) =>
        stages is { DisposeBegan: { } began, Dispose.At: { } ended } && ended > began && state.Rectify is not null
            ? Math.Round(rules.Calendar.WorkedBetween(began, ended).TotalHours, 1)
            : null;

    // Whom the other system named, or the post that did it here.
    private string? Post(CaseRecord record, StageDone stage) =>
        stage.Told is { } told ? record.Told.GetValueOrDefault(told.Id)
        : stage.Post is { } post ? names.Post(post)
        : null;

    private string? Time(DateTime? utc) =>
        utc is { } time ? site.ToLocal(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
