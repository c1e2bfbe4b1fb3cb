using CivicLoop.Core.Messages;
using CivicLoop.Web.Messages.Channels;

namespace CivicLoop.Web.Messages;

/// <summary>
/// One channel of one city: served beside the others, one batch at a time. After it did not answer, or asked to be
/// left alone, it rests; meanwhile nothing is taken for it, and nobody waits for it.
/// </summary>
internal sealed class Line
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    private int silent;
    private DateTime restsUntil;

    /// <summary>What it is at now, or was last.</summary>
    public Task Serving { get; private set; } = Task.CompletedTask;

    /// <param name="now">By the city's clock.</param>
    public bool IsFree(DateTime now) => Serving.IsCompleted && now >= restsUntil;

    public void Serve(Func<Task> work) => Serving = work();

    /// <summary>What a try says about the channel itself.</summary>
    /// <returns>How long it rests from now on; null where it may go on.</returns>
    public TimeSpan? After(Delivery delivery, DateTime now)
    {
        silent = delivery.IsSilence ? silent + 1 : 0;
        TimeSpan? rest =
            delivery.Went == Went.Throttled ? delivery.Wait ?? TimeSpan.FromMinutes(1)
            : delivery.IsSilence ? Shorter(Timing.Pause(silent), LongestRest)
            : null;
        restsUntil = now + (rest ?? TimeSpan.Zero);
        return rest;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
