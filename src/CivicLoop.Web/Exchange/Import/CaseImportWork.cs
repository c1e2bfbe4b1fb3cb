using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Import;

/// <summary>
/// Files of cases at work behind the pages. Where a server stopped meanwhile, the work begins again when somebody looks:
/// what is in already is passed over.
/// </summary>
public sealed class CaseImportWork(RulesNow rulesNow, Texts texts, LongWork work, ILogger<CaseImportWork> log)
{
    public int Progress(Guid id) => work.Progress(id);

    public void See(City city, CaseImport one)
    {
        if (one.Status is ImportStatus.Checking or ImportStatus.Writing)
            work.Begin(
                one.Id,
                (progress, stop) =>
                {
                    if (city.Database.Read(connection => CaseImportStore.Find(connection, one.Id)) is { } now)
                        Do(city, now, progress, stop);
                }
            );
    }

    private void Do(City city, CaseImport one, Action<int> progress, CancellationToken stop)
    {
        if (one.Status is not (ImportStatus.Checking or ImportStatus.Writing))
            return;
        try
        {
            var writing = one.Status == ImportStatus.Writing;
            var folder = ImportFolder.Of(city, one.Id);
            var importing = new CaseImporting(
                city,
                rulesNow.Of(city),
                one.Read(),
                CaseWordLists.Of(texts),
                texts.In(Texts.Simplified)
            );
            using var upload = File.OpenRead(folder.Upload);
            var summary = importing.Run(upload, folder.Bad, writing ? Hand(one) : null, progress, stop);
            Move(city, one, one with { Status = writing ? ImportStatus.Done : ImportStatus.Checked, Summary = summary });
            if (writing)
                folder.Settle();
        }
        catch (Exception exception) when (ImportTrouble.Of(exception, one.Id, "exchange.bug", log) is { } refusal)
        {
            Fail(city, one, refusal);
        }
    }

    // The right was asked when they said yes; what they said yes to is done in their name.
    private static CaseHand Hand(CaseImport one) => new(new Actor(one.Person, one.Post, Role.OfficeClerk, "", null), one.Reason);

    private static void Fail(City city, CaseImport one, Refusal refusal) =>
        Move(city, one, one with { Status = ImportStatus.Failed, Summary = one.Summary with { Trouble = refusal } });

    private static void Move(City city, CaseImport from, CaseImport to) =>
        city.Database.WriteInBulk(transaction => CaseImportStore.Move(transaction, from, to with { ChangedAt = city.Clock.Now }));
}
