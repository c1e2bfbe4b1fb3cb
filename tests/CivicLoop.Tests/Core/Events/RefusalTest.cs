using CivicLoop.Core.Events;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Events;

public class RefusalTest
{
    [Fact]
    public void Two_refusals_are_equal_by_code_and_values()
    {
        new Refusal("unit.unknown", "a").ShouldBe(new Refusal("unit.unknown", "a"));
        new Refusal("unit.unknown", "a").ShouldNotBe(new Refusal("unit.unknown", "b"));
        new Refusal("unit.unknown", "a").GetHashCode().ShouldBe(new Refusal("unit.unknown", "a").GetHashCode());
    }

    [Fact]
    public void A_refusal_reads_as_its_code_with_its_values()
    {
        new Refusal("act.future").ToString().ShouldBe("act.future");
        new Refusal("act.not-now", "Close", "Filed").ToString().ShouldBe("act.not-now(Close, Filed)");
    }
}
