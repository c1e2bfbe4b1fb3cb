using System.Data.Common;
using CivicLoop.Core.Lessons;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Lessons;

/// <summary>The room Lessons: what worked, kept for the next one, and what of it became an institution.</summary>
public static class LessonsRoom
{
    public static void AddLessons(this IServiceCollection services)
    {
        services.AddScoped<LessonPages>();
        services.AddScoped<IDutySubjects, LessonDuties>();
    }

    public static void MapLessons(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/lessons").May(Right.Read);
        room.MapGet("", (HttpRequest request, LessonPages pages) => pages.All(request.Query));
        room.MapGet("/export.{form}", (string form, HttpRequest request, LessonPages pages) => pages.Export(form, request.Query))
            .Exports("lessons");
        room.MapGet("/new", (HttpRequest request, LessonPages pages) => pages.Ask(request.Query)).May(Right.TellLessons);
        room.MapPost("/new", (HttpRequest request, LessonPages pages) => pages.Tell(request)).May(Right.TellLessons);
        room.MapGet("/{number:long}", (long number, string? done, LessonPages pages) => pages.One(number, done));
        room.MapPost(
                "/{number:long}/{what}",
                (long number, string what, HttpRequest request, LessonPages pages) => pages.Act(number, what, request)
            )
            .May(Right.TellLessons);
    }
}

/// <summary>On a post's desk: lessons to be judged, and those that came back.</summary>
internal sealed class LessonDuties(SiteContext site, Sentences t) : IDutySubjects
{
    public IStreamKind Stream => LessonStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [LessonDecide.Review, LessonDecide.Mend];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        Sql.Many(
                connection,
                $"select stream, number from lessons where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), Number: row.GetInt64(1)),
                [.. subjects]
            )
            .Select(one => new DutySubject(
                one.Stream,
                $"lessons/{one.Number}",
                LessonReads.Find(connection, one.Number, site.Who.Actor)?.Title ?? t["lessons.of", one.Number]
            ));
}
