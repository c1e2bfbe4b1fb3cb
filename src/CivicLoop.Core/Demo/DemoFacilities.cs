using System.Globalization;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Demo;

/// <summary>Facilities of a demo, along its streets: as many as the playbook counts, otherwise as many as a city of its size has.</summary>
internal static class DemoFacilities
{
    private const double Kerb = 8;

    public static IEnumerable<Facility> Along(
        IReadOnlyList<Segment> streets,
        Playbook playbook,
        OrganisationNow organisation,
        int seed
    )
    {
        if (streets.Count == 0)
            yield break;
        foreach (var kind in playbook.Places.Facilities)
        {
            var count = kind.Count ?? Usual(kind.Code, streets.Count);
            // Places that are such a facility themselves come first.
            var places = playbook.Places.Places.Where(place => place.Type == kind.Code).Take(count).ToList();
            for (var number = 1; number <= count; number++)
            {
                var dice = Dice.For(seed, "facility " + kind.Code, number);
                yield return number <= places.Count
                    ? At(kind, number, places[number - 1], dice)
                    : On(kind, number, dice.Pick(streets), organisation, playbook, dice);
            }
        }
    }

    private static int Usual(string kind, int streets) =>
        kind switch
        {
            "toilet" => Math.Max(1, streets / 8),
            "bin" => streets,
            "transfer-station" => Math.Max(1, streets / 60),
            _ => Math.Max(1, streets / 12),
        };

    private static Facility At(FacilityKind kind, int number, Place place, Dice dice) =>
        new(
            Code(kind, number),
            kind.Code,
            place.Name,
            place.District,
            place.Street,
            place.Code,
            place.Lon,
            place.Lat,
            State(kind, place.Owner, dice),
            Sample: true
        );

    private static Facility On(
        FacilityKind kind,
        int number,
        Segment street,
        OrganisationNow organisation,
        Playbook playbook,
        Dice dice
    )
    {
        var share = dice.Share();
        var (from, to) = (street.Line[0], street.Line[1]);
        var (lon, lat) = (from.Lon + (to.Lon - from.Lon) * share, from.Lat + (to.Lat - from.Lat) * share);
        lat += (dice.Chance(0.5) ? Kerb : -Kerb) / Distance.MetresPerDegree;
        lon += (dice.Chance(0.5) ? Kerb : -Kerb) / Distance.MetresPerDegree;
        var unit = organisation.Governing(street.Street) ?? organisation.Governing(street.District);
        var near =
            playbook
                .City.Districts.SelectMany(district => district.Streets)
                .FirstOrDefault(one => one.Code == street.Street)
                ?.Name
            ?? "";
        return new Facility(
            Code(kind, number),
            kind.Code,
            $"{near}{kind.Name}{number}",
            street.District,
            street.Street,
            Place: null,
            Math.Round(lon, 6),
            Math.Round(lat, 6),
            State(kind, unit?.Code, dice),
            Sample: true
        );
    }

    private static string Code(FacilityKind kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind.Code}-{number:D4}");

    private static FacilityState State(FacilityKind kind, string? unit, Dice dice)
    {
        var condition = dice.Share() switch
        {
            < 0.92 => FacilityCondition.Good,
            < 0.97 => FacilityCondition.Worn,
            < 0.99 => FacilityCondition.Broken,
            _ => FacilityCondition.Closed,
        };
        return new FacilityState(
            unit,
            condition,
            new([.. kind.Attributes.Select(one => KeyValuePair.Create(one.Code, Value(one, dice)))])
        );
    }

    private static string Value(FacilityAttribute attribute, Dice dice) =>
        attribute.Kind switch
        {
            AttributeKind.YesNo => dice.Chance(0.72) ? "yes" : "no",
            AttributeKind.Whole => dice.Between(2, 20).ToString(CultureInfo.InvariantCulture),
            AttributeKind.Choice => dice.Pick(attribute.Options),
            _ => "示例",
        };
}
