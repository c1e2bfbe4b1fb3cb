using CivicLoop.Core.Tallies;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.SelfReviews;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace CivicLoop.Tests.Http.SelfReviews;

/// <summary>A round of two units: one has answered, one is missing.</summary>
internal static class Reviewed
{
    public static async Task In(TestServer server)
    {
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        var today = rules.Calendar.DayOf(server.City.Clock.Now);
        var input = new RoundInput("第一轮自我检视", today.AddDays(-30), today, today.AddDays(5), ["market", "north"]);
        var made = (await SelfReviewStore.Ask(server.City, rules, CaseOffice.Form(SmallCity.Clerk), input)).Value!;
        var review = server.City.Database.Read(connection => SelfReviewReads.Find(connection, made.Id, "market"))!;
        var figures = server.City.Database.Read(connection =>
            SelfReviewReads.Figures(connection, rules, "market", input.From, input.To, server.City.Clock.Now)
        );
        (
            await SelfReviewStore.Submit(
                server.City,
                rules,
                CaseOffice.Form(SmallCity.MarketClerk),
                review.Stream,
                new CivicLoop.Web.SelfReviews.ReviewInput("清理了市场。\n补齐了果壳箱。", "人手不足", 12, Amount.Of(3)),
                figures
            )
        ).Refusal.ShouldBeNull();
    }
}
