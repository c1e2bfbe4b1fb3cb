using System.Collections.Concurrent;
using System.Threading.Channels;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Demo;

/// <summary>
/// Sends generated acts through the door of Cases, a day of the city in one transaction, while the photos of the
/// next days are drawn beside it.
/// </summary>
internal sealed class DemoFeed(City city, CaseRules rules)
{
    // One citizen in so many leaves a mail address.
    private const int LeavesMail = 7;

    private readonly BlobStore blobs = new(city.PhotoFolder, building: true);
    private readonly Dictionary<Guid, Guid> streams = [];
    private readonly Dictionary<long, long> numbers = [];
    private readonly Dictionary<CaseAct, int> acts = [];

    /// <summary>What happens beside the cases, at the end of each day and in its transaction.</summary>
    public Action<CityTransaction, DateOnly>? Beside { get; init; }

    public IReadOnlyDictionary<CaseAct, int> Acts => acts;

    public int Cases => streams.Count;

    public int Photos { get; private set; }

    private sealed record Day(DateOnly Date, IReadOnlyList<DemoAct> Acts, IReadOnlyDictionary<Guid, StagedPhoto> Photos);

    public async Task Run(IEnumerable<DemoAct> all, Action<int, DateOnly, int> progress, CancellationToken stop)
    {
        // Two days ahead are enough; more would only lie in memory.
        var ahead = Channel.CreateBounded<Day>(2);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var drawing = Task.Run(() => Draw(all, ahead.Writer, failed.Token), stop);
        var campaign = rules.Playbook.City.Campaign;
        var told = 0;
        try
        {
            await foreach (var day in ahead.Reader.ReadAllAsync(stop))
            {
                city.Database.WriteInBulk(transaction => Live(transaction, day));
                var percent = Math.Min(
                    99,
                    100 * (day.Date.DayNumber - campaign.Starts.DayNumber + 1) / Math.Min(90, campaign.Days)
                );
                if (percent < told + 5)
                    continue;
                told = percent;
                progress(percent, day.Date, Cases);
            }
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
        await drawing;
    }

    /// <summary>The seal of every night that is over at this instant.</summary>
    public int SealThrough(CityTransaction transaction, DateTime now) =>
        NightlySeals.CatchUp(city.Database, transaction, rules.Calendar, now).Count;

    private async Task Draw(IEnumerable<DemoAct> all, ChannelWriter<Day> ahead, CancellationToken stop)
    {
        try
        {
            foreach (var day in Days(all))
            {
                var photos = new ConcurrentDictionary<Guid, StagedPhoto>();
                Parallel.ForEach(
                    day.Acts.SelectMany(act => act.Photos),
                    new ParallelOptions { CancellationToken = stop },
                    photo => photos[photo.Id] = Staged(photo.Drawing)
                );
                await ahead.WriteAsync(day with { Photos = photos }, stop);
            }
            ahead.Complete();
        }
        catch (Exception exception)
        {
            ahead.Complete(exception);
        }
    }

    private IEnumerable<Day> Days(IEnumerable<DemoAct> all)
    {
        var today = new List<DemoAct>();
        var date = DateOnly.MinValue;
        var none = new Dictionary<Guid, StagedPhoto>();
        foreach (var act in all)
        {
            var day = rules.Calendar.DayOf(act.Act.RecordedAt);
            if (day != date && today.Count > 0)
            {
                yield return new Day(date, today, none);
                today = [];
            }
            date = day;
            today.Add(act);
        }
        if (today.Count > 0)
            yield return new Day(date, today, none);
    }

    private StagedPhoto Staged(Drawing drawing)
    {
        var bytes = PhotoDrawing.Draw(drawing);
        return new StagedPhoto(
            blobs.Keep(bytes),
            "image/png",
            PhotoDrawing.Width,
            PhotoDrawing.Height,
            bytes.Length,
            Metadata: null
        );
    }

    private int Live(CityTransaction transaction, Day day)
    {
        // The night before is over, and a while has passed: it is sealed as a running server would have done it.
        SealThrough(transaction, rules.Calendar.ToUtc(day.Date, new TimeOnly(0, 10)));
        foreach (var act in day.Acts)
            Live(transaction, act, day.Photos);
        Beside?.Invoke(transaction, day.Date);
        Photos += day.Photos.Count;
        return day.Acts.Count;
    }

    private static long? Told(CaseCommand command) =>
        command switch
        {
            Report report => report.Number,
            Receive receive => receive.Number,
            FixOnTheSpot spot => spot.Number,
            _ => null,
        };

    private void Live(CityTransaction transaction, DemoAct demo, IReadOnlyDictionary<Guid, StagedPhoto> photos)
    {
        var form = new ActForm(demo.Act.Id, demo.Act.By, demo.Act.Via, demo.Reason, demo.Act.HappenedAt, Expected: null);
        Guid? stream = streams.TryGetValue(demo.Stream, out var known) ? known : null;
        var outcome = CaseStore.Apply(
            city.Database,
            transaction,
            rules,
            stream,
            form,
            DemoInputs.Of(demo, photos, number => numbers[number]),
            demo.Act.RecordedAt
        );
        if (outcome.Refusal is { } refusal)
            throw new InvalidOperationException(
                $"the door refused what the demo was allowed: {demo.Command} was refused: {refusal}"
            );
        streams[demo.Stream] = outcome.Value!.Stream;
        // What is found beside the generator's cases takes numbers too.
        if (Told(demo.Command) is { } told)
            numbers[told] = outcome.Value.Number;
        if (demo.Act.By.Role == Role.Citizen && demo.Command is Report { Number: var number } && number % LeavesMail == 0)
            Reporters.Left(
                transaction,
                outcome.Value.Stream,
                $"reporter-{number}@example.com",
                Texts.Simplified,
                demo.Act.RecordedAt
            );
        acts[demo.Command.Kind] = acts.GetValueOrDefault(demo.Command.Kind) + 1;
    }
}
