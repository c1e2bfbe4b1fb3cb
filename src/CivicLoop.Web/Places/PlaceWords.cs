using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Places;

/// <summary>Names of what a place carries as codes; a code that the playbook of today no longer knows stands for itself.</summary>
public static class PlaceWords
{
    public static string TypeName(this Playbook playbook, string type) =>
        playbook.Places.Types.FirstOrDefault(one => one.Code == type)?.Name ?? type;

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
