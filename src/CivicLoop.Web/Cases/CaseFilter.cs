using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;

namespace CivicLoop.Web.Cases;

/// <summary>
/// Which cases a list shows. It lives in the address, reads as a sentence, and every part of it can be taken away
/// alone. What the address says and nobody knows is left out.
/// </summary>
/// <param name="Status">One status, or <c>open</c>, or <c>ended</c>.</param>
/// <param name="Days">Reported in the last so many days: 1, 7 or 30.</param>
/// <param name="Trouble">One of <see cref="Troubles"/>.</param>
/// <param name="Mine">Only what the reader reported.</param>
/// <param name="Words">A case's number, or words of a place's name.</param>
/// <param name="ByDue">What burns most first, instead of newest first.</param>
/// <param name="Helping">Only what the reader's unit helps with.</param>
/// <param name="Zone">Only what this zone of a unit puts right now.</param>
public sealed record CaseFilter(
    string? Status = null,
    string? District = null,
    string? Street = null,
    string? Theme = null,
    string? Category = null,
    string? Unit = null,
    Light? Light = null,
    string? FoundBy = null,
    int? Days = null,
    string? Trouble = null,
    bool Mine = false,
    string? Words = null,
    bool ByDue = false,
    bool Helping = false,
    string? Zone = null
)
{
    public const string Open = "open";
    public const string Ended = "ended";
    public const string Failed = "failed";
    public const string Reopened = "reopened";

    /// <summary>
    /// What went wrong with a case, each with its condition: a check was failed, twice or more; opened again after its
    /// end; returned so often that units push it about; came back after closing; is itself what came back.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Troubles = new Dictionary<string, string>
    {
        [Failed] = "failed_checks > 0",
        ["failed-twice"] = "failed_checks > 1",
        [Reopened] = "reopenings > 0",
        ["contested"] = "returns > 1",
        ["rebounded"] = "rebounds > 0",
        ["rebound"] = "rebound_of is not null",
    };

    public static readonly IReadOnlyList<int> DayChoices = [1, 7, 30];

    /// <summary>A light can only be on what somebody owes: those are shown by what burns.</summary>
    public bool BurnsFirst => ByDue || Light is not null;

    public bool IsEmpty => this with { ByDue = false } == new CaseFilter();

    public static CaseFilter Of(IQueryCollection query)
    {
        string? Text(string key) => query[key].ToString().Trim() is { Length: > 0 and <= 60 } text ? text : null;
        string? Among(string key, params IEnumerable<string> known) =>
            Text(key) is { } text && known.Contains(text) ? text : null;
        return new CaseFilter(
            Among("status", [Open, Ended, .. Enum.GetNames<CaseStatus>()]),
            Text("district"),
            Text("street"),
            Text("theme"),
            Text("category"),
            Text("unit"),
            Among("light", Enum.GetNames<Light>()) is { } light ? Enum.Parse<Light>(light) : null,
            Among("found", Finders.All),
            int.TryParse(Text("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && DayChoices.Contains(days)
                ? days
                : null,
            Among("trouble", Troubles.Keys),
            Text("mine") == "1",
            Text("q"),
            Text("sort") == "due",
            Text("helping") == "1",
            Text("zone")
        );
    }

    /// <summary>The filter as it stands in the address; empty for everything.</summary>
    public string Query(params ReadOnlySpan<(string Key, string Value)> more)
    {
        var pairs = Parts().Select(part => KeyValuePair.Create(part.Key, (string?)part.Value)).ToList();
        if (ByDue)
            pairs.Add(KeyValuePair.Create("sort", (string?)"due"));
        foreach (var (key, value) in more)
            pairs.Add(KeyValuePair.Create(key, (string?)value));
        return QueryString.Create(pairs).Value ?? "";
    }

    /// <summary>The same for a link: the bare address of the list begins with the reader's first view, so everything is asked for.</summary>
    public string Link => Query() is { Length: > 0 } query ? query : "?all=1";

    /// <summary>Its parts in the order of the sentence, each with the filter that is left without it.</summary>
    public IEnumerable<(string Key, string Value, CaseFilter Without)> Parts()
    {
        if (Words is not null)
            yield return ("q", Words, this with { Words = null });
        if (District is not null)
            yield return ("district", District, this with { District = null, Street = null });
        if (Street is not null)
            yield return ("street", Street, this with { Street = null });
        if (Theme is not null)
            yield return ("theme", Theme, this with { Theme = null });
        if (Category is not null)
            yield return ("category", Category, this with { Category = null });
        if (Unit is not null)
            yield return ("unit", Unit, this with { Unit = null });
        if (Zone is not null)
            yield return ("zone", Zone, this with { Zone = null });
        if (Status is not null)
            yield return ("status", Status, this with { Status = null });
        if (Light is { } light)
            yield return ("light", light.ToString(), this with { Light = null });
        if (Trouble is not null)
            yield return ("trouble", Trouble, this with { Trouble = null });
        if (FoundBy is not null)
            yield return ("found", FoundBy, this with { FoundBy = null });
        if (Mine)
            yield return ("mine", "1", this with { Mine = false });
        if (Helping)
            yield return ("helping", "1", this with { Helping = false });
        if (Days is { } days)
            yield return ("days", days.ToString(CultureInfo.InvariantCulture), this with { Days = null });
    }
}
