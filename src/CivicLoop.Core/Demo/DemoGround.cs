using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Demo;

/// <summary>
/// The ground of a demo city: a street net drawn around its places, the grids between its streets, and facilities
/// along them. All of it is made up from a seed and marked as a sample; how many there are, the playbook says where a
/// source does.
/// </summary>
public sealed record DemoGround(IReadOnlyList<Grid> Grids, IReadOnlyList<Segment> Segments, IReadOnlyList<Facility> Facilities)
{
    public static DemoGround Make(Playbook playbook, OrganisationNow organisation, int seed)
    {
        var nets = playbook
            .City.Districts.Select(district => DemoNet.Of(district, playbook.Places, seed))
            .OfType<DemoNet>()
            .ToList();
        var kinds = playbook.Places.Ground.SegmentKinds.Select((kind, index) => (kind.Code, index)).ToDictionary();
        var segments = nets.SelectMany(net => net.Segments);
        // Where a source counts the segments of a city, they are its greater streets.
        if (playbook.Places.Ground.Segments is { } count)
            segments = segments.OrderBy(one => kinds.GetValueOrDefault(one.Kind, kinds.Count)).Take(count);
        var streets = segments.ToList();
        return new DemoGround(
            [.. nets.SelectMany(net => net.Grids)],
            streets,
            [.. DemoFacilities.Along(streets, playbook, organisation, seed)]
        );
    }
}
