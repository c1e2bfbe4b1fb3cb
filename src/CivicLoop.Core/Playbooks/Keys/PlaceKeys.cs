using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class PlaceKeys
{
    private static readonly Shape Type = new(
        "place-type",
        Code("place-type", "Stable code.", "market"),
        new Key("name", Form.Text, "The type.", "农贸（集贸）市场"),
        Sample,
        Source
    );

    internal static readonly FileShape Types = new(
        "places/types.yaml",
        "Types of places that are inspected.",
        new Shape(
            "place-types",
            new Key("types", Form.Map, "The types.", "[{code: market, name: 农贸（集贸）市场}]") { Of = Type, Many = true },
            Source
        )
    );

    internal static readonly FileShape Places = new(
        "places/places.csv",
        "点位: the places. Taken over once; afterwards the city's own tables hold.",
        new Shape(
            "place",
            Code("place", "Stable code.", "P0001"),
            new Key("name", Form.Text, "The place.", "准噶尔市场"),
            new Key("type", Form.Ref, "Its type.", "market") { Kind = "place-type" },
            new Key("district", Form.Ref, "Its district.", "650203") { Kind = "district" },
            new Key("street", Form.Ref, "Its street.", "650203001") { Kind = "street" },
            new Key("community", Form.Ref, "Its community.", "650203001001") { Kind = "community", Required = false },
            new Key("lon", Form.Number, "Longitude, degrees.", "84.87321"),
            new Key("lat", Form.Number, "Latitude, degrees.", "45.58112"),
            new Key("owner", Form.Ref, "The unit that answers for it.", "market-bureau") { Kind = "unit" },
            Sample
        ),
        Absence.Nothing
    );
}
