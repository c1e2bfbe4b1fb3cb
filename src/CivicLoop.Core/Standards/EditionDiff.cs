namespace CivicLoop.Core.Standards;

/// <summary>What became of a standard from one edition to the next.</summary>
public enum Became
{
    Added,
    Removed,
    Changed,
}

/// <summary>A standard that is not the same in both.</summary>
/// <param name="Before">Null for one that was added.</param>
/// <param name="After">Null for one that was removed.</param>
/// <param name="Fields">Which of its parts differ: text, look, methods, weight, places, occurrence, rule, category, materials, branch.</param>
public sealed record StandardChange(Became What, Located? Before, Located? After, IReadOnlyList<string> Fields)
{
    public string Code => (After ?? Before)!.Standard.Code;
}

/// <summary>Two editions of a system held against each other, standard by standard, by their codes.</summary>
public static class EditionDiff
{
    /// <returns>In the order of the later edition, then what was removed.</returns>
    public static IReadOnlyList<StandardChange> Of(Edition before, Edition after)
    {
        var changes = new List<StandardChange>();
        foreach (var now in after.Located)
        {
            if (before.Find(now.Standard.Code) is not { } was)
                changes.Add(new StandardChange(Became.Added, null, now, []));
            else if (Fields(was, now) is { Count: > 0 } fields)
                changes.Add(new StandardChange(Became.Changed, was, now, fields));
        }
        changes.AddRange(
            before
                .Located.Where(was => after.Find(was.Standard.Code) is null)
                .Select(was => new StandardChange(Became.Removed, was, null, []))
        );
        return changes;
    }

    private static List<string> Fields(Located before, Located after)
    {
        var (was, now) = (before.Standard, after.Standard);
        var fields = new List<string>();
        void Hold(string field, bool same)
        {
            if (!same)
                fields.Add(field);
        }
        Hold(
            "branch",
            (before.Project.Name, before.Indicator.Name, before.Content.Name)
                == (after.Project.Name, after.Indicator.Name, after.Content.Name)
        );
        Hold("text", was.Text == now.Text);
        Hold("look", was.Look == now.Look);
        Hold("methods", was.Methods.SequenceEqual(now.Methods));
        Hold("weight", was.Weight == now.Weight);
        Hold("places", was.Places.Order(StringComparer.Ordinal).SequenceEqual(now.Places.Order(StringComparer.Ordinal)));
        Hold("occurrence", was.Occurrence == now.Occurrence && was.Draw.SequenceEqual(now.Draw));
        Hold("rule", was.Rules.SequenceEqual(now.Rules));
        Hold("category", was.Category == now.Category);
        Hold("materials", was.Materials.SequenceEqual(now.Materials));
        return fields;
    }
}
