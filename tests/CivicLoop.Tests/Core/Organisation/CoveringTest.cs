using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Organisation;

public class CoveringTest
{
    private static readonly Unit Force = new("a-force", "测评迎检专班", UnitKinds.TaskForce, "office", null, Sample: true);
    private static readonly Post OfForce = new("a-force-inspector", "专班督导员", "a-force", Role.Inspector, SmallCity.North);

    [Fact]
    public void A_task_force_covers_a_district_only_where_nobody_else_does()
    {
        new OrganisationNow([.. SmallCity.Units, Force], [.. SmallCity.Posts, OfForce])
            .Covering(Role.Inspector, SmallCity.North)!
            .Unit.ShouldNotBe(Force.Code);
        new OrganisationNow([Force], [OfForce]).Covering(Role.Inspector, SmallCity.North).ShouldBe(OfForce);
    }
}
