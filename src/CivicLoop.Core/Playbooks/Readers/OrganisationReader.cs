using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Groups, units, posts, contracts. 层层有人抓、事事有人管: nobody who owes is without a post.</summary>
internal static class OrganisationReader
{
    private const string File = "organisation.yaml";

    public static OrganisationPart Read(Reading read, CityPart city)
    {
        var root = read.Root(File);
        var leading = root.Get("leading-group");
        var units = root.Items("units").Select(node => (Node: node, Unit: Unit(node))).ToList();
        var posts = root.Items("posts")
            .Select(node => (Node: node, Post: Post(node)))
            .Where(pair => pair.Post is not null)
            .ToList();
        if (root is not null)
        {
            WithoutPost(read, units, [.. posts.Select(pair => pair.Post!)]);
            Roles(read, root, city, [.. posts.Select(pair => pair.Post!)]);
            Divisions(read, root, city, units);
            Loops(read, units);
            Parts(read, units);
        }
        return new OrganisationPart(
            new LeadingGroup(
                leading.Said("name"),
                leading.Said("head"),
                leading.Said("deputy"),
                leading.Said("members"),
                leading.Texts("command-line")
            )
            {
                HeadPost = leading.Text("head-post"),
            },
            [.. root.Items("work-groups").Select(Group)],
            root.Get("supervision") is { } supervision ? Group(supervision) : null,
            [.. units.Select(pair => pair.Unit)],
            [.. posts.Select(pair => pair.Post!)],
            [.. root.Items("contracts").Select(node => ContractReader.Read(read, node))],
            root.Text("mechanism")
        )
        {
            Members = [.. units.SelectMany(pair => pair.Node.Texts("members").Distinct().Select(unit => (pair.Unit.Code, unit)))],
        };
    }

    private static Unit Unit(Node node) =>
        new(
            node.Said("code"),
            node.Said("name"),
            node.Said("kind"),
            node.Text("parent"),
            node.Text("division"),
            node.Flag("sample")
        );

    private static Post? Post(Node node) =>
        Role(node.Said("role")) is { } role
            ? new Post(node.Said("code"), node.Said("name"), node.Said("unit"), role, node.Text("district"))
            : null;

    private static Role? Role(string word) =>
        word switch
        {
            "inspector" => Core.Organisation.Role.Inspector,
            "office-clerk" => Core.Organisation.Role.OfficeClerk,
            "unit-clerk" => Core.Organisation.Role.UnitClerk,
            "supervisor" => Core.Organisation.Role.Supervisor,
            "leader" => Core.Organisation.Role.Leader,
            "system-administrator" => Core.Organisation.Role.SystemAdministrator,
            "security-administrator" => Core.Organisation.Role.SecurityAdministrator,
            "audit-administrator" => Core.Organisation.Role.AuditAdministrator,
            _ => null,
        };

    private static WorkGroup Group(Node node) =>
        new(
            node.Said("code"),
            node.Said("name"),
            node.Said("led-by"),
            node.Text("posting"),
            node.Texts("units"),
            node.Flag("sample")
        )
        {
            Post = node.Text("post"),
        };

    private static void WithoutPost(Reading read, List<(Node Node, Unit Unit)> units, List<Post> posts)
    {
        var held = posts.Select(post => post.Unit).ToHashSet();
        var clerks = posts.Where(post => post.Role == Core.Organisation.Role.UnitClerk).Select(post => post.Unit).ToHashSet();
        foreach (var (node, unit) in units)
        {
            if (!held.Contains(unit.Code))
                read.Mistakes.Add(node, MistakeCode.UnitWithoutPost, unit.Code, unit.Name);
            else if (UnitKinds.Owing.Contains(unit.Kind) && !clerks.Contains(unit.Code))
                read.Mistakes.Add(node, MistakeCode.UnitWithoutClerk, unit.Code, unit.Name);
        }
    }

    private static void Roles(Reading read, Node root, CityPart city, List<Post> posts)
    {
        var at = root.Get("posts") ?? root;
        foreach (var word in Keys.OrganisationKeys.Roles.Where(word => posts.All(post => post.Role != Role(word))))
            read.Mistakes.Add(at, MistakeCode.RoleWithoutPost, word);
        if (posts.All(post => post.Role != Core.Organisation.Role.Inspector))
            return;
        foreach (var district in city.Districts)
        {
            if (
                !posts.Any(post =>
                    post.Role == Core.Organisation.Role.Inspector && (post.District is null || post.District == district.Code)
                )
            )
                read.Mistakes.Add(at, MistakeCode.DistrictWithoutInspector, district.Code, district.Name);
        }
    }

    // 属地: a district is governed by one unit, a street by at most one.
    private static void Divisions(Reading read, Node root, CityPart city, List<(Node Node, Unit Unit)> units)
    {
        foreach (var taken in units.Where(pair => pair.Unit.Division is not null).GroupBy(pair => pair.Unit.Division))
        {
            foreach (var (node, unit) in taken.Skip(1))
                read.Mistakes.Add(node, MistakeCode.DivisionTaken, unit.Code, taken.Key!, taken.First().Unit.Code);
        }
        foreach (var district in city.Districts.Where(district => units.All(pair => pair.Unit.Division != district.Code)))
            read.Mistakes.Add(root.Get("units") ?? root, MistakeCode.DistrictWithoutUnit, district.Code, district.Name);
    }

    // A zone is a part of a unit, and only a committee has members.
    private static void Parts(Reading read, List<(Node Node, Unit Unit)> units)
    {
        var kinds = units.DistinctBy(pair => pair.Unit.Code).ToDictionary(pair => pair.Unit.Code, pair => pair.Unit.Kind);
        foreach (var (node, unit) in units)
        {
            if (unit.Kind == UnitKinds.Zone && (unit.Parent is null || kinds.GetValueOrDefault(unit.Parent) == UnitKinds.Zone))
                read.Mistakes.Add(node, MistakeCode.ZoneOfNothing, unit.Code, unit.Name);
            if (unit.Kind != UnitKinds.Committee && node.Texts("members").Count > 0)
                read.Mistakes.Add(node, MistakeCode.MembersOfOther, unit.Code, unit.Name);
        }
    }

    private static void Loops(Reading read, List<(Node Node, Unit Unit)> units)
    {
        var parents = units.DistinctBy(pair => pair.Unit.Code).ToDictionary(pair => pair.Unit.Code, pair => pair.Unit.Parent);
        foreach (var (node, unit) in units)
        {
            var above = unit.Parent;
            for (var steps = 0; above is not null && above != unit.Code && steps < units.Count; steps++)
                above = parents.GetValueOrDefault(above);
            if (above == unit.Code)
                read.Mistakes.Add(node, MistakeCode.UnitLoop, unit.Code, unit.Parent!);
        }
    }
}
