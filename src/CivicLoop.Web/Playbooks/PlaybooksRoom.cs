using System.Globalization;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Playbooks.Import;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Playbooks;

/// <summary>The room Playbooks: rules as data, the rules in force made of them, and the page that shows them.</summary>
public static class PlaybooksRoom
{
    public static void AddPlaybooks(this IServiceCollection services)
    {
        services.AddSingleton<PlaybookReads>();
        services.AddScoped<PlaybookImportPages>();
        services.AddSingleton(provider => new RulesNow(provider.GetRequiredService<PlaybookReads>().On));
    }

    public static void MapPlaybooks(this IEndpointRouteBuilder city)
    {
        city.MapGroup("/playbook").May(Right.Open).MapPlaybook();
        city.MapGroup("/playbook/import").May(Right.ImportPlaybooks).MapImport();
    }

    private static void MapImport(this RouteGroupBuilder import)
    {
        import.MapGet("", (PlaybookImportPages pages) => pages.Start());
        import
            .MapPost("", (PlaybookImportPages pages, HttpContext context) => pages.Upload(context))
            .WithMetadata(new LargeBody(PlaybookZip.Largest));
        import.MapGet("/{id:guid}", (PlaybookImportPages pages, Guid id) => pages.Show(id));
        import.MapPost(
            "/{id:guid}/confirm",
            (PlaybookImportPages pages, Guid id, HttpContext context) => pages.Confirm(id, context)
        );
        import.MapPost("/{id:guid}/drop", (PlaybookImportPages pages, Guid id) => pages.Drop(id));
    }

    private static void MapPlaybook(this RouteGroupBuilder playbook)
    {
        playbook.MapGet("", Page);
        playbook
            .MapGet(
                "/{table}.{form:regex(^(csv|xlsx)$)}",
                (string table, string form, RulesNow rules, SiteContext site, Sentences t, Wording w) =>
                    new PlaybookTables(rules.Of(site.Here.City).Playbook, t, w, site).File(table)?.As(form, site, t)
                    ?? Results.NotFound()
            )
            .Exports("playbook");
    }

    /// <param name="version">First day of a version; otherwise the one in force today.</param>
    /// <param name="month">Month of the calendar, yyyy-MM; otherwise this one, or the campaign's first.</param>
    private static Results<RazorComponentResult<PlaybookPage>, NotFound> Page(
        SiteContext site,
        PlaybookReads reads,
        string? version,
        string? month
    )
    {
        using var connection = site.Here.Database.Open();
        var versions = PlaybookReads.Versions(connection);
        var shown = version is null
            ? PlaybookReads.VersionOn(versions, site.Today)
            : versions.FirstOrDefault(one => one.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == version);
        if (shown is null && version is not null)
            return TypedResults.NotFound();
        var sheet = shown is null ? null : Sheet(reads.Of(connection, shown.Id), shown, versions, site.Today, month);
        return new RazorComponentResult<PlaybookPage>(new Dictionary<string, object?> { [nameof(PlaybookPage.Sheet)] = sheet });
    }

    private static PlaybookSheet Sheet(
        Core.Playbooks.Playbook playbook,
        PlaybookVersion shown,
        IReadOnlyList<PlaybookVersion> versions,
        DateOnly today,
        string? month
    )
    {
        var campaign = playbook.City.Campaign;
        var running = today >= campaign.Starts && today < campaign.Starts.AddDays(campaign.Days);
        var first =
            DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var asked) ? asked
            : running ? today
            : campaign.Starts;
        return new PlaybookSheet(playbook, shown, versions, Within(first));
    }

    // The arrows of the calendar must not lead past the end of time.
    private static DateOnly Within(DateOnly day) =>
        day.Year < 1900 ? new DateOnly(1900, 1, 1)
        : day.Year > 2199 ? new DateOnly(2199, 12, 1)
        : day;
}
