using System.Collections.Concurrent;

namespace CivicLoop.Web.Site;

/// <summary>
/// Work behind the pages that takes long, one piece after the other, each on a thread of its own. What the server
/// stopped meanwhile begins again when somebody looks.
/// </summary>
public sealed class LongWork : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Guid, Running> running = [];
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly CancellationTokenSource stopping = new();

    private sealed class Running
    {
        public int Rows;
        public Task Task = Task.CompletedTask;
    }

    /// <summary>Rows so far.</summary>
    public int Progress(Guid id) => running.TryGetValue(id, out var work) ? Volatile.Read(ref work.Rows) : 0;

    /// <summary>Begins it, unless it is under way already.</summary>
    /// <param name="work">Given a way to tell its rows; throws what is its own business to catch only for a stop.</param>
    public void Begin(Guid id, Action<Action<int>, CancellationToken> work)
    {
        if (stopping.IsCancellationRequested)
            return;
        var begun = new Running();
        if (running.TryAdd(id, begun))
            begun.Task = Task.Factory.StartNew(
                () => Run(id, begun, work),
                stopping.Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
    }

    private void Run(Guid id, Running begun, Action<Action<int>, CancellationToken> work)
    {
        try
        {
            oneAtATime.Wait(stopping.Token);
            try
            {
                work(rows => Volatile.Write(ref begun.Rows, rows), stopping.Token);
            }
            finally
            {
                oneAtATime.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; it stays where it was.
        }
        finally
        {
            running.TryRemove(id, out _);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(work => work.Task))
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        stopping.Dispose();
        oneAtATime.Dispose();
    }
}
