using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Places;

/// <summary>Names of what a place carries as codes; a code that the playbook of today no longer knows stands for itself.</summary>
public static class PlaceWords
{
    public static string TypeName(this Playbook playbook, string type) =>
        playbook.Places.Types.FirstOrDefault(one => one.Code == type)?.Name ?? type;

    public static string FacilityName(this Playbook playbook, string kind) => playbook.Places.Facility(kind)?.Name ?? kind;

    public static string SegmentName(this Playbook playbook, string kind) =>
        playbook.Places.Ground.SegmentKinds.FirstOrDefault(one => one.Code == kind)?.Name ?? kind;

    /// <summary>A kind of segment or facility, whichever it is.</summary>
    public static string KindName(this Playbook playbook, string kind) =>
        playbook.Places.Facility(kind)?.Name ?? playbook.SegmentName(kind);

    /// <summary>A district or a street by name.</summary>
    public static string DivisionName(this Playbook playbook, string code) =>
        playbook.City.Districts.FirstOrDefault(one => one.Code == code)?.Name
        ?? playbook.City.Districts.SelectMany(one => one.Streets).FirstOrDefault(one => one.Code == code)?.Name
        ?? code;

    /// <summary>The value of an attribute in words; empty where nothing is known.</summary>
    public static string Attribute(this Site.Sentences t, string? value) =>
        value switch
        {
            null => "",
            AttributeValues.Yes => t["places.yes"],
            AttributeValues.No => t["places.no"],
            _ => value,
        };

    /// <summary>District and street by name.</summary>
    public static string Around(this Playbook playbook, string district, string? street)
    {
        var known = playbook.City.Districts.FirstOrDefault(one => one.Code == district);
        var named = known?.Streets.FirstOrDefault(one => one.Code == street)?.Name ?? street;
        return string.Join(" ", new[] { known?.Name ?? district, named }.Where(name => !string.IsNullOrEmpty(name)));
    }

    public static string? CommunityName(this Playbook playbook, string district, string street, string? community) =>
        playbook
            .City.Districts.FirstOrDefault(one => one.Code == district)
            ?.Streets.FirstOrDefault(one => one.Code == street)
            ?.Communities.FirstOrDefault(one => one.Code == community)
            ?.Name
        ?? community;
}
