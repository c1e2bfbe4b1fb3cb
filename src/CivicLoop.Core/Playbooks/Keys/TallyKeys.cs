using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class TallyKeys
{
    private static readonly Shape Counter = new(
        "counter",
        Code("counter", "Stable code, not of figures alone.", "dead-corners"),
        new Key("name", Form.Text, "What is counted.", "清除卫生死角"),
        new Key("measure", Form.Choice, "Its unit of measure; figures of two are never added.", "处") { Words = Measures.All },
        new Key("decimals", Form.Whole, "Digits behind the point, at most 3. Otherwise whole ones are counted.", "3").Optional(),
        new Key("counts", Form.Text, "What counts and what does not, one sentence.", "清理完毕并复查过的死角，一处算一次"),
        new Key("once", Form.Choice, "What makes two entries the same. Otherwise unit-and-period.", "thing")
        {
            Words = ["unit-and-period", "thing", "thing-and-period"],
            Required = false,
        },
        new Key("thing", Form.Choice, "What the thing that is counted is called by. Otherwise name.", "place")
        {
            Words = ["name", "place", "case"],
            Required = false,
        },
        new Key("group", Form.Text, "What several counters of one measure have in common.", "“三驾”").Optional(),
        new Key("by", Form.Ref, "The units whose work it is. Otherwise any unit enters it.", "[city-services]")
        {
            Kind = "unit",
            Many = true,
            Required = false,
        },
        new Key("reported", Form.Text, "The total that the source gives, with its 余, 近 or 万.", "2000余").Optional(),
        Sample,
        Source
    );

    internal static readonly FileShape File = new(
        "tallies.yaml",
        "工作台账: what the city counts of the work that was done, each in its own unit of measure.",
        new Shape(
            "tallies",
            new Key("counters", Form.Map, "The counters.", "[{code: dead-corners, name: 清除卫生死角, measure: 处, …}]")
            {
                Of = Counter,
                Many = true,
            },
            Source
        ),
        Absence.StandInIfAny
    );
}
