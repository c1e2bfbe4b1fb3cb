using CivicLoop.Core.Events;
using CivicLoop.Core.Lessons;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Lessons;

/// <summary>Lessons as streams of the one history.</summary>
public sealed class LessonStream : StreamKind<LessonState, LessonEvent>
{
    private LessonStream()
        : base(
            "lesson",
            "lessons",
            LessonEventJson.Kinds,
            LessonEventContext.Default.LessonState,
            [
                // Found by what everybody reads: until it is published it is of no category to anybody else.
                new("category", state => state.Shown is null ? null : state.Category),
                new("place_type", state => state.PlaceType),
                new("unit", state => state.Unit),
                new("status", state => state.Status),
                new("document", state => state.Document),
                new("told_at", state => state.ToldAt),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static LessonStream Kind { get; } = new();

    public override LessonState Evolve(LessonState? before, LessonEvent happened, Made made) =>
        LessonDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(LessonEvent happened) =>
        happened switch
        {
            LessonTold told => [told.Text.Title, told.Text.Words],
            LessonChanged changed => [changed.Text.Title, changed.Text.Words],
            _ => [],
        };
}
