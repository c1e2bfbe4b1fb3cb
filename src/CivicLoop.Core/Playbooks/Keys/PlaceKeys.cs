using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class PlaceKeys
{
    private static readonly Shape Type = new(
        "place-type",
        Code("place-type", "Stable code.", "market"),
        new Key("name", Form.Text, "The type.", "农贸（集贸）市场"),
        new Key(
            "window",
            Form.Flag,
            "窗口: people are served there across a counter; such types are visited with the form of windows.",
            "true"
        ).Optional(),
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

    private static readonly Shape SegmentKind = new(
        "segment-kind",
        Code("segment-kind", "Stable code.", "main"),
        new Key("name", Form.Text, "The kind.", "主干道"),
        Sample,
        Source
    );

    internal static readonly FileShape Ground = new(
        "places/ground.yaml",
        "How the ground is divided: grids and street segments.",
        new Shape(
            "ground",
            new Key(
                "grid-digits",
                Form.Whole,
                "Digits of a grid's code: 15 is division 6, street 3, community 3, serial 3.",
                "15"
            ),
            new Key(
                "segments",
                Form.Whole,
                "How many street segments the city says it has; a demo makes as many.",
                "83"
            ).Optional(),
            new Key("segment-kinds", Form.Map, "Kinds of street segments.", "[{code: main, name: 主干道}]")
            {
                Of = SegmentKind,
                Many = true,
            },
            Source
        ),
        Absence.StandInIfAny
    );

    internal static readonly IReadOnlyList<string> AttributeKinds = ["yes-no", "whole", "choice", "text"];

    private static readonly Shape Attribute = new(
        "facility-attribute",
        Code("facility-attribute", "Stable code within its kind.", "accessible") with
        {
            Repeats = true,
        },
        new Key("name", Form.Text, "What is registered.", "无障碍设施"),
        new Key("kind", Form.Choice, "What its values look like.", "yes-no") { Words = AttributeKinds },
        new Key("options", Form.Text, "For a choice: what there is to choose from.", "[一类, 二类, 三类]").Optional().List()
    );

    private static readonly Shape FacilityKind = new(
        "facility-kind",
        Code("facility-kind", "Stable code.", "toilet"),
        new Key("name", Form.Text, "The kind.", "公共厕所"),
        new Key("count", Form.Whole, "How many the city says it has; a demo makes as many.", "1230").Optional(),
        new Key("attributes", Form.Map, "What is registered of each.", "[{code: accessible, name: 无障碍设施, kind: yes-no}]")
        {
            Of = Attribute,
            Many = true,
            Required = false,
        },
        Sample,
        Source
    );

    internal static readonly FileShape Facilities = new(
        "places/facilities.yaml",
        "Kinds of facilities that the city keeps a register of, with what is registered of each.",
        new Shape(
            "facilities",
            new Key("kinds", Form.Map, "The kinds.", "[{code: toilet, name: 公共厕所, attributes: …}]")
            {
                Of = FacilityKind,
                Many = true,
            },
            Source
        ),
        Absence.StandInIfAny
    );
}
