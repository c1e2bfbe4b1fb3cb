using CivicLoop.Web.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CivicLoop.Bench.Intake;

/// <summary>
/// What a report with a photo costs at the least: an endpoint that reads the same form, makes the photo safe on the disk
/// and writes one row, safe before the answer; it knows no city, no rule, no history.
/// </summary>
internal static class BareEndpoint
{
    public static async Task<int> Run(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024);
        await using var app = builder.Build();
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}");
        database.Open();
        Plain(database, "pragma journal_mode = wal; pragma synchronous = full");
        Plain(database, "create table reports (id text primary key, photo text, service text, lat text, long text, words text)");
        using var insert = database.CreateCommand();
        insert.CommandText = "insert into reports values ($1, $2, $3, $4, $5, $6)";
        for (var at = 1; at <= 6; at++)
            insert.Parameters.Add(new SqliteParameter { ParameterName = $"${at}" });
        var turn = new SemaphoreSlim(1);

        app.MapGet("/", () => "ready");
        app.MapPost(
            "/report",
            async (HttpContext http) =>
            {
                var form = await http.Request.ReadFormAsync();
                var id = Guid.CreateVersion7().ToString();
                await Keep(form.Files[0], Path.Combine(folder, id), folder);
                await turn.WaitAsync();
                try
                {
                    string[] row =
                    [
                        id,
                        id,
                        $"{form["service_code"]}",
                        $"{form["lat"]}",
                        $"{form["long"]}",
                        $"{form["description"]}",
                    ];
                    for (var at = 0; at < row.Length; at++)
                        insert.Parameters[at].Value = row[at];
                    insert.ExecuteNonQuery();
                }
                finally
                {
                    turn.Release();
                }
                return Results.Text(id);
            }
        );
        await app.RunAsync();
        return 0;
    }

    private static async Task Keep(IFormFile photo, string path, string folder)
    {
        await using (var file = new FileStream(path, FileMode.CreateNew))
        {
            await photo.CopyToAsync(file);
            file.Flush(flushToDisk: true);
        }
        // The folder too, or the name may be gone after a power cut.
        DiskSync.Folder(folder);
    }

    private static void Plain(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
