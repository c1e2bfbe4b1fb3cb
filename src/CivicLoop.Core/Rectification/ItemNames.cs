using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Rectification;

/// <summary>A place that a row names.</summary>
public sealed record NamedPlace(string Code, string Name, string District);

/// <summary>What people call units, posts and places, found by name or code; a name that two share is no name.</summary>
/// <param name="places">Places by what a row calls them: code or name; several where a name is shared.</param>
public sealed class ItemNames(OrganisationNow organisation, Playbook playbook, ILookup<string, NamedPlace> places)
{
    /// <summary>Between a unit and its post, where a post is named by itself.</summary>
    public const string Of = " · ";

    private readonly ILookup<string, Unit> units = organisation.Units.ToLookup(unit => unit.Name);
    private readonly ILookup<(string Unit, string Name), Post> posts = organisation.Posts.ToLookup(post =>
        (post.Unit, post.Name)
    );
    private readonly ILookup<string, Post> anywhere = organisation.Posts.ToLookup(post => post.Name);

    /// <summary>Code of a unit.</summary>
    public Outcome<string> Unit(string said) =>
        said.Length == 0 ? new Refusal("cell.unit-missing")
        : organisation.Unit(said) is { } known ? known.Code
        : One(units[said].Select(unit => unit.Code))
            ?? One(units[Bare(said)].Select(unit => unit.Code))
            ?? new Refusal("cell.unit", said);

    /// <summary>Code of a post of the unit; empty for none.</summary>
    public Outcome<string> Responsible(string unit, string said) =>
        said.Length == 0 ? ""
        : organisation.Post(said) is { } known ? known.Code
        : One(posts[(unit, said)].Select(post => post.Code))
            ?? One(posts[(unit, Bare(said))].Select(post => post.Code))
            ?? new Refusal("cell.post", said);

    /// <summary>Code of a post anywhere, written with its unit or by a name that only one has; empty for none.</summary>
    public Outcome<string> Checker(string said)
    {
        if (said.Length == 0)
            return "";
        if (organisation.Post(said) is { } known)
            return known.Code;
        if (said.Split(Of[1], 2, StringSplitOptions.TrimEntries) is [var unit, var post] && Unit(unit).Value is { } code)
            return Responsible(code, post);
        return One(anywhere[said].Select(one => one.Code)) ?? new Refusal("cell.checker", said);
    }

    /// <summary>Code and district of a place; both empty for none.</summary>
    public Outcome<NamedPlace> Place(string said) =>
        said.Length == 0 ? new NamedPlace("", "", "")
        : places[said].ToList() is [var only] ? only
        : new Refusal(places[said].Any() ? "cell.place-shared" : "cell.place", said);

    public string Name(Post post) => $"{organisation.Unit(post.Unit)?.Name ?? post.Unit}{Of}{post.Name}";

    /// <summary>The district that a unit governs or lies in; empty for a unit of the city.</summary>
    public string DistrictOf(string unit) => DistrictOf(organisation, playbook, unit);

    /// <inheritdoc cref="DistrictOf(string)"/>
    public static string DistrictOf(OrganisationNow organisation, Playbook playbook, string unit) =>
        organisation.Unit(unit)?.Division is { } division
            ? playbook
                .City.Districts.FirstOrDefault(district =>
                    district.Code == division || district.Streets.Any(street => street.Code == division)
                )
                ?.Code
                ?? ""
            : "";

    private static Outcome<string>? One(IEnumerable<string> codes) =>
        codes.ToList() is [var only] ? (Outcome<string>)only : (Outcome<string>?)null;

    // 市商务局（示例） is 市商务局: what a page adds in brackets is no part of the name.
    private static string Bare(string said)
    {
        var at = said.LastIndexOfAny(['（', '(']);
        return at > 0 ? said[..at].TrimEnd() : said;
    }
}
