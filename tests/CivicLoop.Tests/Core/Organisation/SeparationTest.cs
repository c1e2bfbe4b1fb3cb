using CivicLoop.Core.Organisation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Organisation;

/// <summary>三员分立: whoever runs, guards or audits the system does that and nothing else.</summary>
public class SeparationTest
{
    public static TheoryData<Role, Role> Pairs()
    {
        var data = new TheoryData<Role, Role>();
        foreach (var held in Enum.GetValues<Role>())
        foreach (var wanted in Enum.GetValues<Role>())
            data.Add(held, wanted);
        return data;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void An_administrator_holds_one_post_and_no_other(Role held, Role wanted)
    {
        var apart = Separation.IsAdministrator(held) || Separation.IsAdministrator(wanted);

        Separation.TakingUp(wanted, [held])?.Code.ShouldBe(apart ? "holding.administrator-apart" : null);
        (Separation.TakingUp(wanted, [held]) is null).ShouldBe(!apart);
    }

    [Fact]
    public void Who_holds_nothing_may_take_up_anything()
    {
        foreach (var wanted in Enum.GetValues<Role>())
            Separation.TakingUp(wanted, []).ShouldBeNull();
    }
}
