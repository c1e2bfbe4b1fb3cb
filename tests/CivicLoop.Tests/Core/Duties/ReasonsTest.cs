using CivicLoop.Core.Duties;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Duties;

public class ReasonsTest
{
    [Fact]
    public void Told_are_the_oldest_what_most_is_about_and_how_much_failed_its_check()
    {
        var monday = SmallCity.Monday;

        Reasons
            .Of([
                new Late("litter", monday.AddDays(-1), 0),
                new Late("stall", monday.AddDays(-3), 2),
                new Late("litter", monday, 1),
                new Late(null, monday.AddDays(-2), 0),
            ])
            .ShouldBe(new Reasons(monday.AddDays(-3), "litter", 2, 2, 4));
    }

    [Fact]
    public void One_of_a_kind_is_no_reason_and_nothing_late_has_none()
    {
        Reasons.Of([new Late("litter", SmallCity.Monday, 0)])!.Category.ShouldBeNull();
        Reasons.Of([]).ShouldBeNull();
    }
}
