using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>The parts of a filter in words.</summary>
public static class CaseFilterWords
{
    public static string Part(Sentences t, CaseNames names, string key, string value) =>
        key switch
        {
            "district" => names.District(value),
            "street" => names.Street(value),
            "theme" => names.Theme(value),
            "category" => names.Category(value),
            "unit" or "zone" => names.Unit(value, t),
            "status" => Status(t, value),
            "light" => t[$"site.light.{value}"],
            "days" => t[$"cases.days.{value}"],
            "found" => t[$"cases.found.{value}"],
            "trouble" => t[$"cases.trouble.{value}"],
            "mine" => t["cases.mine"],
            "helping" => t["cases.helping"],
            _ => t["cases.words", value],
        };

    /// <summary>The whole filter as one sentence.</summary>
    public static string Sentence(Sentences t, CaseNames names, CaseFilter filter) =>
        string.Join(" · ", filter.Parts().Select(part => Part(t, names, part.Key, part.Value)));

    public static string Status(Sentences t, string value) =>
        value is CaseFilter.Open or CaseFilter.Ended ? t[$"cases.status.{value}"] : t[$"site.status.{value}"];
}
