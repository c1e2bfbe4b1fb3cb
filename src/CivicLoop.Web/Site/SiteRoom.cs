using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.ResponseCompression;

namespace CivicLoop.Web.Site;

/// <summary>The room Site: the frame of all pages, the cities page, health, errors, languages.</summary>
public static class SiteRoom
{
    public static void AddSite(this IServiceCollection services, Storage storage, string webRoot)
    {
        services.AddSingleton(new Texts(Texts.Folder));
        services.AddSingleton(new Assets(webRoot));
        services.AddSingleton(storage);
        services.AddSingleton<Cities>();
        services.AddSingleton<CitiesHere>();
        services.AddSingleton<LongWork>();
        services.AddSingleton<Turns>();
        services.AddHostedService(provider => provider.GetRequiredService<LongWork>());
        services.AddScoped<SiteContext>();
        services.AddScoped(provider =>
            provider.GetRequiredService<Texts>().In(provider.GetRequiredService<SiteContext>().Language)
        );
        services.AddScoped<Wording>();
        services.AddHttpContextAccessor();
        // Chinese as it is, not as numbered entities three times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "civicloop.form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        // All that the product keeps lies under one folder, the keys of cookies and forms too.
        var keys = Directory.CreateDirectory(Path.Combine(storage.Folder, "keys"));
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        services.AddDataProtection().SetApplicationName("civicloop").PersistKeysToFileSystem(keys);
        // Styles and scripts only: a page that holds a secret and echoes input is better not compressed under TLS.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"];
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    public static void MapSite(this IEndpointRouteBuilder root)
    {
        root.MapGet(
                "/",
                (CitiesHere cities) =>
                    new RazorComponentResult<CitiesPage>(
                        new Dictionary<string, object?> { [nameof(CitiesPage.Cities)] = cities.All() }
                    )
            )
            .May(Right.Open);
        root.MapGet("/healthz", () => Results.Text("ok")).May(Right.Open);
        root.MapGet("/readyz", Ready).May(Right.Open);
    }

    public static void MapSiteOfCity(this IEndpointRouteBuilder city) => city.MapGet("/go", Go).May(Right.ReadGround);

    /// <summary>Ready when every city can be opened.</summary>
    private static IResult Ready(CitiesHere cities)
    {
        cities.All();
        return Results.Text("ready");
    }

    /// <summary>The search box: a case number opens the case, words look through the list.</summary>
    private static IResult Go(string? q, SiteContext site)
    {
        var wanted = (q ?? "").Trim();
        return long.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Results.LocalRedirect(site.At("cases", number.ToString(CultureInfo.InvariantCulture)))
            : Results.LocalRedirect(site.At("cases") + (wanted.Length == 0 ? "" : QueryString.Create("q", wanted).Value));
    }
}
