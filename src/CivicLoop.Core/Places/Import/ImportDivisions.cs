using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Places.Import;

/// <param name="District">Empty where the row is wrong about it.</param>
internal sealed record Divided(string District, string? Street, string? Community);

/// <summary>
/// District, street and community of a row: by code or name where it says them, the district otherwise by where the
/// row lies. Each must lie in the one above it.
/// </summary>
internal sealed class ImportDivisions(CityPart city)
{
    private readonly Dictionary<string, District> districts = ByCodeAndName(city.Districts, one => one.Code, one => one.Name);
    private readonly Dictionary<(string, string), Street> streets = city
        .Districts.SelectMany(district =>
            district.Streets.SelectMany(street =>
                new[] { ((district.Code, street.Code), street), ((district.Code, street.Name), street) }
            )
        )
        .DistinctBy(pair => pair.Item1)
        .ToDictionary();

    /// <param name="at">The district by position; null where it is unknown, and then the row has been told or must say it.</param>
    /// <param name="code">A code whose digits begin with district, street and community; empty for none.</param>
    public Divided Of(ImportRow row, District? at, string code = "")
    {
        var said = row.Given("district") ?? Prefix(code, 6);
        var district = said is null ? at : districts.GetValueOrDefault(said);
        if (said is not null && district is null)
            Unknown(row, "district", said, city.Districts.Select(one => one.Name));
        else if (district is null && !row.Bad)
            row.Wrong("district", "missing");
        else if (district is not null && at is not null && at.Code != district.Code)
            row.Wrong("district", "elsewhere", at.Name, district.Name);
        if (district is null)
            return new Divided("", null, null);

        var street = Street(row, district, Prefix(code, 9));
        return new Divided(district.Code, street?.Code, street is null ? null : Community(row, street, Prefix(code, 12)));
    }

    private Street? Street(ImportRow row, District district, string? prefix)
    {
        if ((row.Given("street") ?? prefix) is not { } said)
            return null;
        if (streets.GetValueOrDefault((district.Code, said)) is { } street)
            return street;
        if (row.Given("street") is not null)
            Unknown(row, "street", said, district.Streets.Select(one => one.Name), district.Name);
        return null;
    }

    private static string? Community(ImportRow row, Street street, string? prefix)
    {
        if ((row.Given("community") ?? prefix) is not { } said)
            return null;
        // 和平社区 and 和平社区居委会 are one.
        var found = street.Communities.FirstOrDefault(one =>
            one.Code == said
            || one.Name == said
            || one.Name.StartsWith(said, StringComparison.Ordinal) && said.EndsWith("社区", StringComparison.Ordinal)
        );
        if (found is null && row.Given("community") is not null)
            Unknown(row, "community", said, street.Communities.Select(one => one.Name), street.Name);
        return found?.Code;
    }

    private static void Unknown(ImportRow row, string field, string said, IEnumerable<string> names, string? within = null)
    {
        if (Nearest.To(said, names) is { } near)
            row.Wrong(field, "unknown-near", said, near);
        else if (within is not null)
            row.Wrong(field, "unknown-within", said, within);
        else
            row.Wrong(field, "unknown", said, string.Join("、", names));
    }

    private static string? Prefix(string code, int digits) => code.Length > digits ? code[..digits] : null;

    private static Dictionary<string, T> ByCodeAndName<T>(IEnumerable<T> things, Func<T, string> code, Func<T, string> name) =>
        things.SelectMany(one => new[] { (code(one), one), (name(one), one) }).DistinctBy(pair => pair.Item1).ToDictionary();
}
