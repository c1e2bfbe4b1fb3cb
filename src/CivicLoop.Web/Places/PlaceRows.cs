using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Places;

/// <summary>Forms of places and facilities, held against the rules that files are held against.</summary>
internal static class PlaceRows
{
    /// <summary>A form as one row of a file; its position is in the system that it says.</summary>
    public static RowOutcome Check(CaseRules rules, ImportKind kind, string code, PlaceSent sent) =>
        new ImportCheck(
            kind,
            rules.Playbook,
            rules.Organisation,
            ChinaCoordinates.System(sent["system"]) ?? CoordinateSystem.Wgs84,
            new HashSet<string> { sent["place"] }
        ).Check(1, field => field == "code" ? code : sent[field]);

    /// <summary>The one photo of a form, cleaned: of a place nothing is kept of what a camera wrote into it.</summary>
    public static async Task<Outcome<StagedPhoto>> Photo(City city, PlaceSent sent) =>
        sent.Form.Files.GetFile("photo") is { Length: > 0 } file
            ? await PhotoStaging.Stage(city, file, staff: false)
            : new Refusal("places.photo-missing");
}
