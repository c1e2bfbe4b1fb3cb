using System.Globalization;

namespace CivicLoop.Web.Data;

/// <summary>
/// What time it is in a city: the machine's clock plus an offset that only a demo has and that only grows.
/// Here, and nowhere else, the house asks the time.
/// </summary>
public sealed class CityClock(CityDatabase database)
{
    private const string Key = "clock.offset";

    private readonly Lock refreshing = new();
    private long readAt = long.MinValue;
    private long offset;

    /// <summary>The machine's own time: for sessions, lockout and logs.</summary>
    public static DateTime Machine => Values.Truncate(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>The city's time, UTC, in whole milliseconds: for acts, duties and beats.</summary>
    public DateTime Now => Machine.AddMilliseconds(Offset);

    /// <summary>Sets the clock of a demo; refused when it would go backwards.</summary>
    /// <returns>False when the clock stands later already.</returns>
    public bool MoveTo(CityTransaction transaction, DateTime wanted)
    {
        var wantedOffset = (long)(wanted - Machine).TotalMilliseconds;
        var stored = Stored(transaction);
        if (stored is not null && wantedOffset < stored)
            return false;
        Settings.Put(transaction, Key, wantedOffset.ToString(CultureInfo.InvariantCulture));
        readAt = long.MinValue;
        return true;
    }

    // Read again every second, so that a clock moved by a verb is seen by the server beside it.
    private long Offset
    {
        get
        {
            var tick = Environment.TickCount64;
            lock (refreshing)
            {
                if (readAt == long.MinValue || tick - readAt > 1000)
                {
                    offset = database.Read(connection =>
                    {
                        using var command = connection.CreateCommand();
                        command.CommandText = $"select value from settings where key = '{Key}'";
                        return command.ExecuteScalar() is string text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
                    });
                    readAt = tick;
                }
                return offset;
            }
        }
    }

    private static long? Stored(CityTransaction transaction) =>
        Settings.Get(transaction, Key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
