using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Places.Import;

/// <summary>
/// Files at work behind the pages. Where a server stopped meanwhile, the work begins again when somebody looks:
/// nothing of it was kept before its end.
/// </summary>
public sealed class ImportWork(RulesNow rulesNow, Texts texts, LongWork work, ILogger<ImportWork> log)
{
    /// <summary>Rows so far.</summary>
    public int Progress(Guid id) => work.Progress(id);

    /// <summary>Begins what the file's status says is to be done, unless it is under way already.</summary>
    public void See(City city, PlaceImport one)
    {
        if (one.Status is ImportStatus.Checking or ImportStatus.Writing)
            work.Begin(
                one.Id,
                (progress, stop) =>
                {
                    // What waited its turn is looked at again: it may have been done meanwhile.
                    if (city.Database.Read(connection => ImportStore.Find(connection, one.Id)) is { } now)
                        Do(city, now, progress, stop);
                }
            );
    }

    private void Do(City city, PlaceImport one, Action<int> progress, CancellationToken stop)
    {
        try
        {
            if (one.Status == ImportStatus.Checking)
                Check(city, one, progress, stop);
            else if (one.Status == ImportStatus.Writing)
                Write(city, one, progress, stop);
        }
        catch (Exception exception) when (ImportTrouble.Of(exception, one.Id, "import.bug", log) is { } refusal)
        {
            Fail(city, one, refusal);
        }
    }

    private void Check(City city, PlaceImport one, Action<int> progress, CancellationToken stop)
    {
        var rules = rulesNow.Of(city);
        var folder = ImportFolder.Of(city, one.Id);
        var checking = new ImportChecking(
            city,
            rules,
            one.Kind,
            ChinaCoordinates.System(one.System)!.Value,
            rules.Calendar.DayOf(city.Clock.Now),
            texts.In(Texts.Simplified)
        );
        using var upload = File.OpenRead(folder.Upload);
        var summary = checking.Run(upload, one.Mapping, folder, progress, stop);
        Move(city, one, one with { Status = ImportStatus.Checked, Summary = summary });
    }

    private void Write(City city, PlaceImport one, Action<int> progress, CancellationToken stop)
    {
        var folder = ImportFolder.Of(city, one.Id);
        var now = city.Clock.Now;
        ImportWriting.Run(
            city,
            one.Kind,
            folder,
            new PlaceHand(one.Person, one.Post, one.Reason, now, one.From),
            rulesNow.Of(city).Calendar.DayOf(now),
            progress,
            stop,
            // Written and said to be written are one transaction: a file is never written twice.
            transaction => ImportStore.Move(transaction, one, one with { Status = ImportStatus.Done, ChangedAt = now })
        );
        folder.Settle();
    }

    private static void Fail(City city, PlaceImport one, Refusal refusal) =>
        Move(city, one, one with { Status = ImportStatus.Failed, Summary = one.Summary with { Trouble = refusal } });

    private static void Move(City city, PlaceImport from, PlaceImport to) =>
        city.Database.WriteInBulk(transaction => ImportStore.Move(transaction, from, to with { ChangedAt = city.Clock.Now }));
}
