using System.CommandLine;
using System.Net.Sockets;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.Net.Http.Headers;

namespace CivicLoop.Web.Site;

/// <summary>The verb <c>serve</c>, and the one web application that it and the tests start.</summary>
public static class Serve
{
    private const string DefaultAddress = "http://localhost:5080";

    // A form with some photos; one photo alone is limited by the room that takes it.
    private const long LargestRequest = 30 * 1024 * 1024;

    public static Command Verb()
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"Addresses to listen at, separated by ';'. Otherwise ASPNETCORE_URLS, otherwise {DefaultAddress}.",
        };
        var command = new Command("serve", "Serves the pages of all cities under the data folder until it is stopped.") { urls };
        command.SetAction((parsed, stop) => Run(Verbs.Storage(parsed), parsed.GetValue(urls), stop));
        return command;
    }

    public static async Task<int> Run(Storage storage, string? urls, CancellationToken stop)
    {
        await using var app = Build(storage, urls);
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception unavailable) when (unavailable is IOException or SocketException)
        {
            var t = Verbs.Sentences;
            var where = app.Configuration[WebHostDefaults.ServerUrlsKey] ?? "";
            return Verbs.Refuse(
                unavailable.InnerException is AddressInUseException
                    ? t["verbs.port-taken", where]
                    : t["verbs.no-address", where, unavailable.Message]
            );
        }
        catch (FormatException unfit)
        {
            return Verbs.Refuse(Verbs.Sentences["verbs.outside-unfit", unfit.Message]);
        }
        if (!app.Services.GetRequiredService<Assets>().Built)
            Console.Error.WriteLine("The pages have no styles yet. Run: make browser");
        Console.WriteLine($"CivicLoop: {string.Join("  ", app.Urls)}");
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    public static WebApplication Build(Storage storage, string? urls = null)
    {
        var webRoot = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(Serve).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                WebRootPath = Directory.Exists(webRoot) ? webRoot : null,
            }
        );
        if (urls is not null)
            builder.WebHost.UseUrls(urls);
        else if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It warns at every start that keys are stored as they are, which is what docs/operate.md says.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It warns at every form that it made the page uncacheable, which is what is wanted.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // Errors.cs logs what went wrong, once, with the number that the page shows.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        // What keeps the server from starting is answered by Run in one sentence; these would tell it twice more, with stacks.
        var started = false;
        foreach (var starter in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"])
            builder.Logging.AddFilter(starter, level => started && level >= LogLevel.Warning);
        builder.Host.ConfigureHostOptions(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        // Behind a proxy: named ones only, as docs/operate.md says.
        var proxies = (builder.Configuration["CIVICLOOP_PROXIES"] ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (proxies.Length > 0)
            builder.Services.AddForwardedFrom(proxies);

        builder.Services.AddSite(storage, webRoot);
        Program.AddRooms(builder.Services);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        if (proxies.Length > 0)
            app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = file =>
                    file.Context.Response.Headers[HeaderNames.CacheControl] = file.Context.Request.Query.ContainsKey("v")
                        ? "public, max-age=31536000, immutable"
                        : "no-cache",
            }
        );
        app.UseTurns();
        app.UseRouting();
        app.UseSite();
        app.UseBodyLimit(LargestRequest);
        app.UseAuthentication();
        app.UseRights();
        app.UseFormTokens();
        app.UseAntiforgery();
        app.MapSite();
        var city = app.MapGroup("/{city}");
        city.MapSiteOfCity();
        Program.MapRooms(app, city);
        return app;
    }
}
