using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SelfReviews;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.SelfReviews;

/// <summary>The room SelfReviews: what units say of their own work, round by round.</summary>
public static class SelfReviewsRoom
{
    public static void AddSelfReviews(this IServiceCollection services)
    {
        services.AddScoped<SelfReviewPages>();
        services.AddScoped<IDutySubjects, SelfReviewDuties>();
    }

    public static void MapSelfReviews(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/self-reviews").May(Right.Read);
        room.MapGet("", (SelfReviewPages pages) => pages.Rounds());
        room.MapPost("", (HttpRequest request, SelfReviewPages pages) => pages.Ask(request)).May(Right.AskSelfReviews);
        room.MapGet("/{number:long}", (long number, SelfReviewPages pages) => pages.Round(number));
        room.MapGet(
                "/{number:long}/export.{form}",
                (long number, string form, SelfReviewPages pages) => pages.Export(number, form)
            )
            .Exports("self-reviews");
        room.MapGet(
            "/{number:long}/{unit}",
            (long number, string unit, string? done, SelfReviewPages pages) => pages.One(number, unit, done)
        );
        room.MapPost(
                "/{number:long}/{unit}/{what}",
                (long number, string unit, string what, HttpRequest request, SelfReviewPages pages) =>
                    pages.Act(number, unit, what, request)
            )
            .May(Right.ActOnSelfReviews);
    }
}

/// <summary>On a post's desk: what it is to say of its unit, and what it is to look at.</summary>
internal sealed class SelfReviewDuties(Cases.RulesNow rules, SiteContext site) : IDutySubjects
{
    public IStreamKind Stream => SelfReviewStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [SelfReviewDecide.Submit, SelfReviewDecide.Check];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        Sql.Many(
                connection,
                $"select s.stream, s.unit, r.number, r.title from self_reviews s join self_review_rounds r on r.id = s.round where s.stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), Unit: row.GetString(1), Round: row.GetInt64(2), Title: row.GetString(3)),
                [.. subjects]
            )
            .Select(one => new DutySubject(
                one.Stream,
                $"self-reviews/{one.Round}/{one.Unit}",
                one.Title,
                rules.Of(site.Here.City).Organisation.Unit(one.Unit)?.Name ?? one.Unit
            ));
}
