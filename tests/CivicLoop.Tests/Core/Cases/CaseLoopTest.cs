using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>The loop as it should go, from report to closing.</summary>
public class CaseLoopTest
{
    [Fact]
    public void A_case_goes_from_report_to_closing_through_five_people()
    {
        var loop = Loop.Closed();

        loop.Now.Status.ShouldBe(CaseStatus.Closed);
        loop.Now.Next.ShouldBeNull();
        loop.History.Select(entry => entry.Event.GetType().Name)
            .ShouldBe([
                "CaseReported",
                "CaseFiled",
                "CaseDispatched",
                "CaseAccepted",
                "FixReported",
                "CheckPassed",
                "CaseClosed",
            ]);
    }
}
