using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>Tells a case in the words of Open311.</summary>
/// <param name="root">Address of the city's pages.</param>
/// <param name="places">Names of places by code.</param>
internal sealed class Open311Teller(
    CaseRules rules,
    Sentences t,
    CityHere city,
    string root,
    IReadOnlyDictionary<string, string> places
)
{
    private readonly CaseNames names = CaseNames.Of(rules);

    public Fields Request(PublicCase one) =>
        new()
        {
            { "service_request_id", Open311Requests.Id(one.Number) },
            { "status", one.Status.IsOpen() ? "open" : "closed" },
            { "status_notes", Stands(one) },
            { "service_name", names.Category(one.Category) },
            { "service_code", one.Category },
            { "description", one.Words },
            { "agency_responsible", one.Unit is { } unit ? names.Unit(unit, t) : null },
            { "service_notice", Notice(one) },
            { "requested_datetime", At(one.Reported) },
            { "updated_datetime", At(one.Updated) },
            { "expected_datetime", one.Expected is { } expected ? At(expected) : null },
            { "address", Address(one) },
            { "address_id", one.Place },
            { "zipcode", null },
            { "lat", one.Lat },
            { "long", one.Lon },
            { "media_url", one.Photos.Count > 0 ? Photo(one.Photos[0]) : null },
        };

    /// <summary>What other servers add when they are asked for it: where it stands with us, all photos, what happened.</summary>
    /// <param name="passedOn">Whether we have it from another server ourselves.</param>
    public void Extend(Fields fields, PublicCase one, IEnumerable<PublicStep> steps, bool passedOn)
    {
        fields.Add(
            "extended_attributes",
            new Fields
            {
                { "internal_status", one.Status.ToString() },
                { "found_by", one.FoundBy },
                { "passed_on", passedOn },
                { "duplicate_of", one.MergedInto is { } into ? Open311Requests.Id(into) : null },
                { "photos", new Listed("photo", [.. one.Photos.Select(Photo)]) },
            }
        );
        // The answers to the questions are part of the words that the office lets everybody read.
        fields.Add("attributes", new Listed("attribute", []));
        fields.Add(
            "notes",
            new Listed(
                "note",
                [
                    .. steps.Select(step => new Fields
                    {
                        { "datetime", At(step.At) },
                        { "description", Words(step) },
                        { "type", step.Kind },
                    }),
                ]
            )
        );
    }

    public DateTimeOffset At(DateTime utc) => Open311Times.In(utc, city.Zone);

    public string Words(PublicStep step) => step.Words ?? t[$"intake.event.{step.Kind}"];

    /// <summary>Where it stands, with what the office lets everybody read of it.</summary>
    public string Stands(PublicCase one)
    {
        var status = one.MergedInto is { } into ? t["open311.merged", $"{into}"] : t[$"site.status.{one.Status}"];
        return one.Words is { } words ? t["open311.stands", status, words] : status;
    }

    public string Address(PublicCase one) =>
        names.Where(one.District, one.Street, one.Place is { } place ? places.GetValueOrDefault(place, place) : null);

    public string Unit(string unit) => names.Unit(unit, t);

    public string Category(string code) => names.Category(code);

    private string Photo(Guid id) => $"{root}/public/photos/{id}";

    private string? Notice(PublicCase one)
    {
        string?[] parts = [one.Publication is null ? t["open311.pending"] : null, city.Demo ? t["site.demo"] : null];
        return parts.Any(part => part is not null) ? string.Join(' ', parts.OfType<string>()) : null;
    }
}
