using System.Net;
using System.Text;
using System.Text.Json;
using CivicLoop.Core.Accounts;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using Shouldly;

namespace CivicLoop.Tests.Http.Exchange.Api;

/// <summary>What the API answered.</summary>
internal sealed record Told(HttpStatusCode Status, string Type, string Body, HttpResponseMessage Response)
{
    public JsonElement Json
    {
        get
        {
            Type.ShouldBe("application/json", Body);
            return JsonDocument.Parse(Body).RootElement;
        }
    }

    public long Number => Json.GetProperty("number").GetInt64();

    /// <summary>That it is turned away in the one form, naming these fields.</summary>
    public void ShouldRefuse(int status, string? code = null, params string[] fields)
    {
        ((int)Status).ShouldBe(status, Body);
        Type.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(Body).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString()!.ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("title").GetString()!.ShouldNotStartWith("[");
        if (code is not null)
            problem.GetProperty("code").GetString().ShouldBe(code, Body);
        if (fields.Length > 0)
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(error => error.GetProperty("field").GetString())
                .ShouldBe(fields, Body);
    }
}

/// <summary>An outside system that calls the API by its key.</summary>
internal sealed class ApiCaller : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly TestServer server;

    public ApiCaller(TestServer server, string code = "camera", string foundBy = "video", params ApiScope[] scopes)
    {
        this.server = server;
        if (code.Length == 0)
            return;
        var key = ApiKey.New();
        server
            .City.Database.WriteInBulk(transaction =>
                TokenStore.Make(
                    transaction,
                    Guid.CreateVersion7(),
                    key,
                    code,
                    "东片区视频巡查",
                    scopes.Length > 0 ? scopes : [ApiScope.Write, ApiScope.Read],
                    foundBy,
                    null,
                    CityClock.Machine
                )
            )
            .Refusal.ShouldBeNull();
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key.Shown}");
    }

    /// <summary>A snapshot of litter at the market, with a number of its own.</summary>
    public static object Litter(string? number = "CAM-1", string? link = "https://video.example/alarms/1") =>
        new
        {
            category = "litter",
            what = "门口有两袋垃圾",
            place = "p-1",
            sourceNumber = number,
            sourceLink = link,
        };

    public async Task<Told> Get(string path) => await Read(await http.GetAsync(At(path)));

    public Task<Told> Post(string path, object? body = null, string? once = null) =>
        Send(
            path,
            body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
            once
        );

    public async Task<Told> Send(string path, HttpContent? content, string? once = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At(path)) { Content = content };
        if (once is not null)
            request.Headers.Add("Idempotency-Key", once);
        return await Read(await http.SendAsync(request));
    }

    private string At(string path) =>
        path.StartsWith("http", StringComparison.Ordinal) ? path : $"{server.CityAddress}/api/v1/{path}";

    private static async Task<Told> Read(HttpResponseMessage response) =>
        new(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType ?? "",
            await response.Content.ReadAsStringAsync(),
            response
        );

    public void Dispose() => http.Dispose();
}
