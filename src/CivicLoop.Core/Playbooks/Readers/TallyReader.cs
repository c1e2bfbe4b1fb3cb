using CivicLoop.Core.Tallies;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Counters; what stands in one group must be of one measure, or its sum would be of nothing.</summary>
internal static class TallyReader
{
    public static IReadOnlyList<Counter> Read(Reading read)
    {
        var counters = new List<Counter>();
        foreach (var node in read.Root("tallies.yaml").Items("counters"))
        {
            var counter = Counter(node, read.Mistakes);
            if (
                counter.Group is { } group
                && counters.FirstOrDefault(one => one.Group == group) is { } first
                && first.Measure != counter.Measure
            )
                read.Mistakes.Add(node.Get("measure") ?? node, MistakeCode.CounterMixed, group, first.Measure, counter.Measure);
            counters.Add(counter);
        }
        return counters;
    }

    private static Counter Counter(Node node, Mistakes mistakes)
    {
        var decimals = node.Whole("decimals") ?? 0;
        if (decimals > Amount.MostDecimals)
            mistakes.Add(node.Get("decimals")!, MistakeCode.CounterAmount, node.Said("decimals"));
        if (node.Said("code") is { Length: > 0 } code && code.All(char.IsAsciiDigit))
            mistakes.Add(node.Get("code")!, MistakeCode.CounterCode, code);
        Amount? reported = null;
        if (node.Text("reported") is { } said && (reported = Amount.Parse(said, decimals).Value) is null)
            mistakes.Add(node.Get("reported")!, MistakeCode.CounterAmount, said);
        return new Counter(
            node.Said("code"),
            node.Said("name"),
            node.Said("measure"),
            decimals,
            node.Said("counts"),
            node.Text("once") switch
            {
                "thing" => Once.Thing,
                "thing-and-period" => Once.ThingAndPeriod,
                _ => Once.UnitAndPeriod,
            },
            node.Text("thing") switch
            {
                "place" => ThingKind.Place,
                "case" => ThingKind.Case,
                _ => ThingKind.Name,
            },
            node.Text("group"),
            node.Texts("by"),
            reported,
            node.Flag("sample")
        )
        {
            ReportedAs = node.Text("reported"),
        };
    }
}
