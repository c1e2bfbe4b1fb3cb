namespace CivicLoop.Web.Site;

/// <summary>
/// Requests take turns at the databases: only so many are at work at once, the others wait without holding a
/// thread, a connection or memory. Reading is synchronous, and a request may hold two connections; without turns
/// a crowd of readers starves the threads and empties the pool of PostgreSQL, and nobody is answered at all.
/// </summary>
public sealed class Turns
{
    /// <summary>
    /// At work at once: four a core keep it busy, more would only fill memory with half made pages. With two
    /// connections each and the writers it stays well within a pool of a hundred.
    /// </summary>
    public static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount * 4, 8, 24);

    /// <summary>Waiting at most; who comes later is told to come back.</summary>
    public const int MostWaiting = 2_000;

    /// <summary>Nobody waits longer than this: better to be told in time to come back than to be answered when gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Forms on their way in at once. They hold no turn, for an upload may take minutes, but each holds memory and room
    /// on the disk.
    /// </summary>
    public const int MostForms = 500;

    private readonly SemaphoreSlim free = new(AtOnce);
    private int waiting;
    private int forms;

    /// <summary>Room for one more form on its way in; null when there is none. Disposing gives it back.</summary>
    public IDisposable? Form()
    {
        if (Interlocked.Increment(ref forms) <= MostForms)
            return new FormRoom(this);
        Interlocked.Decrement(ref forms);
        return null;
    }

    /// <summary>False when too many wait already, or when it took too long.</summary>
    public async Task<bool> Take(CancellationToken stop)
    {
        if (free.Wait(0, CancellationToken.None))
            return true;
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return false;
        }
        try
        {
            return await free.WaitAsync(Patience, stop);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Give() => free.Release();

    private sealed class FormRoom(Turns turns) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref turns.forms);
    }
}

/// <summary>The turn of one request: given back when its answer begins, so that a slow reader holds up nobody.</summary>
internal sealed class Turn(Turns turns)
{
    private readonly Turns turns = turns;
    private int held;

    public async Task<bool> Take(CancellationToken stop)
    {
        if (!await turns.Take(stop))
            return false;
        Interlocked.Exchange(ref held, 1);
        return true;
    }

    public void Give()
    {
        if (Interlocked.Exchange(ref held, 0) == 1)
            turns.Give();
    }

    /// <summary>Reads the form while somebody else has the turn: an upload may take minutes.</summary>
    /// <returns>False when the crowd is too large: <see cref="Errors.Busy"/>.</returns>
    public static async Task<bool> ReadForm(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return true;
        if (context.Items[typeof(Turn)] is not Turn turn)
        {
            await Read(context);
            return true;
        }
        using var room = turn.turns.Form();
        return room is not null && await Aside(context, () => Read(context));
    }

    // A form whose last part never ends is told by the framework as a fault of reading, as a broken disk is; only the
    // disk has a number of its own for it.
    private static async Task Read(HttpContext context)
    {
        const int noNumber = unchecked((int)0x80131620);
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (IOException cut) when (cut is { HResult: noNumber } and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("the form breaks off", StatusCodes.Status400BadRequest, cut);
        }
    }

    /// <summary>Waits for something while somebody else has the turn. False when too many wait for theirs already.</summary>
    public static async Task<bool> Aside(HttpContext context, Func<Task> wait)
    {
        if (context.Items[typeof(Turn)] is not Turn turn)
        {
            await wait();
            return true;
        }
        turn.Give();
        await wait();
        return await turn.Take(context.RequestAborted);
    }
}

public static class TurnsMiddleware
{
    public static void UseTurns(this IApplicationBuilder app)
    {
        // A thread each for those at work and for the writers, at once and not one every half second.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Turns.AtOnce * 2), completions);
        var turns = app.ApplicationServices.GetRequiredService<Turns>();
        app.Use(
            async (context, next) =>
            {
                var turn = new Turn(turns);
                context.Items[typeof(Turn)] = turn;
                if (!await turn.Take(context.RequestAborted))
                {
                    await Errors.Busy(context);
                    return;
                }
                context.Response.OnStarting(() =>
                {
                    turn.Give();
                    return Task.CompletedTask;
                });
                try
                {
                    await next(context);
                }
                finally
                {
                    turn.Give();
                }
            }
        );
    }
}
