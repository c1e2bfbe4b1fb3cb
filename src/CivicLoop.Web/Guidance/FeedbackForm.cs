using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Guidance;

/// <summary>What a team says, or what is answered to it, as it was typed; a refused one comes back whole.</summary>
public sealed record FeedbackForm(Guid Act, int? Version)
{
    public string Words { get; init; } = "";

    /// <summary>Code of a district or street.</summary>
    public string Division { get; init; } = "";

    /// <summary>Code or name of a place.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whom it is said to, or who is to answer; empty for the office.</summary>
    public string Unit { get; init; } = "";

    public string Category { get; init; } = "";

    public IReadOnlyList<StagedPhoto> Photos { get; init; } = [];

    public IReadOnlyList<(string Name, Refusal Refusal)> Unfit { get; init; } = [];

    public static FeedbackForm Fresh(int? version = null) => new(Guid.CreateVersion7(), version);

    public static async Task<FeedbackForm> Read(IFormCollection sent, City city, Guid person, PhotoTokens tokens)
    {
        var kept = sent["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        string Said(string name) => sent[name].ToString().ReplaceLineEndings("\n").Trim();
        return new FeedbackForm(
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            int.TryParse(sent["expected"], out var version) ? version : null
        )
        {
            Words = Said("words"),
            Division = Said("division"),
            Place = Said("place"),
            Unit = Said("unit"),
            Category = Said("category"),
            Photos = staged.Photos,
            Unfit = staged.Refused,
        };
    }

    /// <summary>Where it was seen, resolved once at the edge: a place says its district and street itself.</summary>
    public Outcome<FeedbackInput> Input(City city, Playbook playbook, DateOnly today)
    {
        Spot? at =
            playbook.City.Districts.Any(district => district.Code == Division) ? new Spot(Division)
            : playbook.City.Districts.FirstOrDefault(district => district.Streets.Any(street => street.Code == Division))
                is { } of
                ? new Spot(of.Code, Division)
            : (Spot?)null;
        var place = city.Database.Read(connection =>
            PlaceReads.Find(connection, Place, today)
            ?? PlaceReads.Search(connection, new PlaceFilter(Place), today, most: 2).Find(one => one.Name == Place)
        );
        if (Place.Length > 0 && place is null)
            return new Refusal("feedback.place-unknown", Place);
        if (place is not null)
            at = new Spot(place.District, place.Street);
        return at is { } spot
            ? new FeedbackInput(spot.District, spot.Street, place?.Code, Unit.Length > 0 ? Unit : null, Photos)
            : new Refusal("feedback.where-missing");
    }
}
