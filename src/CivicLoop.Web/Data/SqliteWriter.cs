using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CivicLoop.Web.Data;

/// <summary>
/// The one writer of a city on SQLite. Acts that wait while a group is being synced to disk form the next group:
/// one fsync for all of them, a savepoint for each, and an answer only after the commit.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Acts in one commit at most; more would make the first of them wait for the last.</summary>
    public const int GroupLimit = 256;

    private readonly BlockingCollection<Work> waiting = new(boundedCapacity: 4096);
    private readonly Func<SqliteConnection> open;
    private readonly Thread thread;

    public SqliteWriter(string name, Func<SqliteConnection> open)
    {
        this.open = open;
        thread = new Thread(Run) { IsBackground = true, Name = $"writer of {name}" };
        thread.Start();
    }

    private long commits;

    public long Commits => Interlocked.Read(ref commits);

    public Task<T> Write<T>(Func<CityTransaction, T> act)
    {
        var work = new Work<T>(act);
        waiting.Add(work);
        return work.Result;
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        SqliteTransactionView? view = null;
        var group = new List<Work>(GroupLimit);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            try
            {
                connection ??= open();
                view ??= new SqliteTransactionView(connection);
                Commit(view, group);
            }
            catch (Exception exception)
            {
                // The group is gone as a whole: each of its acts is told so, and the next one starts on a fresh connection.
                var trouble = StorageTrouble.From(exception) ?? exception;
                foreach (var work in group)
                    work.Fail(trouble);
                view?.Dispose();
                connection?.Dispose();
                (view, connection) = (null, null);
            }
        }
        view?.Dispose();
        connection?.Dispose();
    }

    private void Commit(SqliteTransactionView view, List<Work> group)
    {
        view.Execute("begin immediate");
        RunOne(view, group[0]);
        while (group.Count < GroupLimit && waiting.TryTake(out var next))
        {
            group.Add(next);
            RunOne(view, next);
        }
        view.WriteWords();
        view.Execute("commit");
        Interlocked.Increment(ref commits);
        foreach (var work in group)
            work.Answer();
    }

    private static void RunOne(SqliteTransactionView view, Work work)
    {
        var words = view.Waiting;
        view.Execute("savepoint act");
        if (work.Run(view))
            view.Execute("release act");
        else
        {
            view.Execute("rollback to act");
            view.Execute("release act");
            view.ForgetWords(words);
        }
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        waiting.Dispose();
    }

    private abstract class Work
    {
        /// <summary>False when the act failed by itself and only its savepoint is to be undone.</summary>
        public abstract bool Run(CityTransaction transaction);

        public abstract void Answer();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<CityTransaction, T> act) : Work
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? value;
        private Exception? failure;

        public Task<T> Result => source.Task;

        public override bool Run(CityTransaction transaction)
        {
            try
            {
                value = act(transaction);
                return true;
            }
            catch (Exception exception) when (StorageTrouble.From(exception) is null)
            {
                failure = exception;
                return false;
            }
        }

        public override void Answer()
        {
            if (failure is null)
                source.TrySetResult(value!);
            else
                source.TrySetException(failure);
        }

        public override void Fail(Exception exception) => source.TrySetException(exception);
    }
}
