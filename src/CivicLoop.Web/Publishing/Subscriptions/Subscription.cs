using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Publishing.Subscriptions;

/// <summary>A piece of the city, and of what can be wrong there, whose news somebody gets by mail.</summary>
/// <param name="District">Code; always said.</param>
/// <param name="Street">Code; empty for the whole district.</param>
/// <param name="Theme">Code; empty where a category says more, and for everything.</param>
/// <param name="Category">Code; empty for all.</param>
public sealed record Area(string District, string Street, string Theme, string Category)
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public Refusal? Refused(Playbook playbook)
    {
        var district = playbook.City.Districts.FirstOrDefault(one => one.Code == District);
        return District.Length == 0 ? new Refusal("subscriptions.district-missing")
            : district is null ? new Refusal("public.district-unknown", District)
            : Street.Length > 0 && district.Streets.All(street => street.Code != Street)
                ? new Refusal("subscriptions.street-elsewhere")
            : Theme.Length > 0 && playbook.Problems.Themes.All(theme => theme.Code != Theme)
                ? new Refusal("category.unknown", Theme)
            : Category.Length > 0 && playbook.Category(Category) is null ? new Refusal("category.unknown", Category)
            : null;
    }

    public PublicFilter Filter(Playbook playbook, DateTime newsSince) =>
        new(Categories(playbook))
        {
            District = District,
            Street = Street.Length > 0 ? Street : null,
            NewsSince = newsSince,
        };

    private List<string>? Categories(Playbook playbook) =>
        Category.Length > 0 ? [Category]
        : Theme.Length > 0
            ?
            [
                .. playbook
                    .Problems.Themes.Where(theme => theme.Code == Theme)
                    .SelectMany(theme => theme.Groups)
                    .SelectMany(group => group.Categories)
                    .Select(category => category.Code),
            ]
        : null;

    /// <summary>克拉玛依区 · 昆仑路街道 · 环境卫生.</summary>
    public string Said(CaseNames names) =>
        string.Join(
            " · ",
            new[]
            {
                names.Where(District, Street.Length > 0 ? Street : null, null),
                Category.Length > 0 ? names.Category(Category)
                : Theme.Length > 0 ? names.Theme(Theme)
                : "",
            }.Where(part => part.Length > 0)
        );

    /// <summary>The list of the same cases, as the end of an address.</summary>
    public string Address() =>
        new PublicQuery
        {
            District = District,
            Street = Street,
            Category = Category,
        }.Address();
}

/// <param name="Code">Knowing it is the right to confirm and to stop.</param>
/// <param name="ConfirmedAt">Null while nobody has said that they want it.</param>
public sealed record Subscription(Guid Id, string Code, string Mail, string Language, Area Area, DateTime? ConfirmedAt);

/// <summary>How often one address may ask for mail of an area.</summary>
public sealed class SubscribeLimiter(IConfiguration configuration)
    : AddressLimiter(configuration.GetValue("CIVICLOOP_SUBSCRIPTIONS", 20), "subscriptions.too-often");
