using CivicLoop.Web.Cases;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Duties;

/// <summary>The districts of the leader's first screen as a file.</summary>
public sealed class DistrictTable(Sentences t, CaseNames names, SiteContext site)
{
    public TableFile File(CityFiguresSeen figures) =>
        new(
            $"{site.Here.Code}-{t["duties.leader.districts"]}-{site.Today:yyyy-MM-dd}",
            [
                new SheetColumn(t["duties.leader.district"], 20),
                new SheetColumn(t["duties.figure.new"], 14),
                new SheetColumn(t["duties.figure.right"], 14),
                new SheetColumn(t["duties.leader.rate"] + " %", 14),
                new SheetColumn(t["duties.leader.open"], 14),
                new SheetColumn(t["duties.figure.overdue"], 14),
            ],
            figures.Districts.Select(
                IReadOnlyList<object?> (one) =>
                    [names.District(one.District), one.New, one.Right, Rate(one.OnTime, one.Limited), one.Open, one.Overdue]
            )
        );

    /// <summary>Rounded down: 99.9 % is not everything. Null where nothing had a limit.</summary>
    public static long? Rate(long onTime, long limited) => limited == 0 ? null : onTime * 100 / limited;
}
