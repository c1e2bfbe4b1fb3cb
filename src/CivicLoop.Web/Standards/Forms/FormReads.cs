using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Core.Standards.Forms;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Materials;
using CivicLoop.Web.Places;
using CivicLoop.Web.Sheets;

namespace CivicLoop.Web.Standards.Forms;

/// <summary>What the system fills in: one query for each kind of thing, and only of those that a form asks for.</summary>
public static class FormReads
{
    public static FormFacts Facts(
        DbConnection connection,
        Edition edition,
        IReadOnlyCollection<WorkingForm> forms,
        CaseRules rules,
        Actor reader,
        DateOnly today
    ) =>
        new(
            rules.Playbook.Places.Types,
            forms.Any(form => form.Rows is FormRowKind.Material or FormRowKind.Standard && form.Has("unit"))
                ?
                [
                    .. MaterialReads
                        .Lines(connection, edition, reader)
                        .Where(line => line.State?.Status != MaterialStatus.Withdrawn),
                ]
                : [],
            forms.Any(form => form.Rows is FormRowKind.Place or FormRowKind.Spot)
                ? PlaceReads.Search(connection, new PlaceFilter { Reader = reader }, today, SheetReader.MostRows)
                : []
        );

    /// <summary>What was found lately of each standard at each type of place; nothing where the form does not say it.</summary>
    public static IReadOnlyDictionary<(string Type, string Standard), FoundLately> Lately(
        DbConnection connection,
        Edition edition,
        WorkingForm form,
        CaseRules rules,
        Actor reader
    ) =>
        form.Has("last")
            ? VisitReads.Lately(connection, edition, reader, rules.Calendar)
            : new Dictionary<(string, string), FoundLately>();
}
