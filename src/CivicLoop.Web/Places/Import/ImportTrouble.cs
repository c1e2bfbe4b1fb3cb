using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;

namespace CivicLoop.Web.Places.Import;

/// <summary>What went wrong with a file at work behind the pages, in words for whoever sent it.</summary>
internal static class ImportTrouble
{
    /// <summary>Null for a stop of the server: the file stays where it was.</summary>
    /// <param name="bug">Code of the sentence for a fault of ours: it says what of the file was written.</param>
    public static Refusal? Of(Exception exception, Guid file, string bug, ILogger log)
    {
        switch (exception)
        {
            case OperationCanceledException:
                return null;
            case SheetTroubleException trouble:
                return trouble.Refusal;
        }
        if (StorageTrouble.IsTaken(exception))
            return new Refusal("import.changed-meanwhile");
        if (StorageTrouble.From(exception) is { } storage)
        {
            log.LogWarning(exception, "The storage said no to the file {Id}: {Code}", file, storage.Refusal.Code);
            return storage.Refusal;
        }
        log.LogError(exception, "Bug with the file {Id}", file);
        return new Refusal(bug);
    }
}
