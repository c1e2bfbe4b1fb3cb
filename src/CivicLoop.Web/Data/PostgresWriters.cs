using System.Collections.Concurrent;

namespace CivicLoop.Web.Data;

/// <summary>
/// A few threads that do all writing on PostgreSQL, for every city. An act holds a thread while it waits for the
/// database; threads of its own keep that from starving the requests of everybody else.
/// </summary>
internal sealed class PostgresWriters : IDisposable
{
    /// <summary>Acts at once; two cores of a database are busy with fewer, and the pool of connections has room for more.</summary>
    private const int Threads = 16;

    private readonly BlockingCollection<Action> waiting = new(boundedCapacity: 4096);
    private readonly List<Thread> threads = [];

    public PostgresWriters()
    {
        for (var index = 0; index < Threads; index++)
        {
            var thread = new Thread(Run) { IsBackground = true, Name = $"writer {index + 1}" };
            thread.Start();
            threads.Add(thread);
        }
    }

    public Task<T> Write<T>(Func<T> act)
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add(() =>
        {
            try
            {
                source.SetResult(act());
            }
            catch (Exception exception)
            {
                source.SetException(exception);
            }
        });
        return source.Task;
    }

    private void Run()
    {
        foreach (var act in waiting.GetConsumingEnumerable())
            act();
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        threads.ForEach(thread => thread.Join());
        waiting.Dispose();
    }
}
