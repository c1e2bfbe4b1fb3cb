using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using Shouldly;

namespace CivicLoop.Tests.Http.Intake.Open311;

/// <summary>What was answered: status, exact type, body.</summary>
internal sealed record Said(HttpStatusCode Status, string Type, string Body, string? Link)
{
    public XElement Xml
    {
        get
        {
            Type.ShouldBe("text/xml; charset=utf-8");
            Body.ShouldStartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
            var root = XDocument.Parse(Body).Root!;
            root.DescendantsAndSelf().ShouldAllBe(element => element.Name.NamespaceName.Length == 0);
            return root;
        }
    }

    public JsonElement Json
    {
        get
        {
            Type.ShouldBe("application/json; charset=utf-8");
            return JsonDocument.Parse(Body).RootElement;
        }
    }

    /// <summary>The codes of an error in the array form that it always has.</summary>
    public int[] Codes =>
        Type.StartsWith("text/xml", StringComparison.Ordinal)
            ? [.. Xml.ShouldBeErrors().Select(error => int.Parse(error.Element("code")!.Value))]
            : [.. Json.EnumerateArray().Select(error => error.GetProperty("code").GetInt32())];

    public void ShouldRefuse(int status, params int[] codes)
    {
        ((int)Status).ShouldBe(status, Body);
        Codes.ShouldBe(codes.Length > 0 ? codes : [status], Body);
    }

    /// <summary>The one request in an answer of JSON.</summary>
    public JsonElement Only => Json.EnumerateArray().ShouldHaveSingleItem();
}

internal static class Errors
{
    public static IEnumerable<XElement> ShouldBeErrors(this XElement root)
    {
        root.Name.LocalName.ShouldBe("errors");
        root.Elements().ShouldAllBe(error => error.Name.LocalName == "error" && error.Element("description")!.Value.Length > 0);
        return root.Elements();
    }
}

/// <summary>A system that speaks Open311 with the server of a test.</summary>
internal sealed class Caller(TestServer server) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static readonly (string, string)[] Litter =
    [
        ("service_code", "litter"),
        ("address_id", "p-1"),
        ("description", "门口有两袋垃圾"),
    ];

    public string City => server.City.Code;

    /// <summary>A key of the city, made beside the server.</summary>
    public string Key(ApiScope scope = ApiScope.Open311, string code = "", string foundBy = Finders.Citizen) =>
        Key([scope], code, foundBy);

    public string Key(ApiScope[] scopes, string code = "", string foundBy = Finders.Citizen)
    {
        var key = ApiKey.New();
        server
            .City.Database.WriteInBulk(transaction =>
                TokenStore.Make(transaction, Guid.CreateVersion7(), key, code, "", scopes, foundBy, null, CityClock.Machine)
            )
            .Refusal.ShouldBeNull();
        return key.Shown;
    }

    /// <param name="path">Below <c>/{city}/open311/v2/</c> unless it begins with a slash.</param>
    public async Task<Said> Get(string path) => await Read(await http.GetAsync(At(path)));

    public async Task<Said> Post(string path, params (string Name, string Value)[] fields) =>
        await Send(path, Form(fields), null);

    public async Task<Said> Send(string path, HttpContent content, string? once)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At(path)) { Content = content };
        if (once is not null)
            request.Headers.Add("Idempotency-Key", once);
        return await Read(await http.SendAsync(request));
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public static MultipartFormDataContent Multipart(
        (string Name, string Value)[] fields,
        params (string Name, byte[] Bytes)[] files
    )
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            parts.Add(new StringContent(value, Encoding.UTF8), name);
        foreach (var (name, bytes) in files)
            parts.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new("image/jpeg") } }, name, "photo.jpg");
        return parts;
    }

    private string At(string path) => path.StartsWith('/') ? server.Address + path : $"{server.CityAddress}/open311/v2/{path}";

    private static async Task<Said> Read(HttpResponseMessage response) =>
        new(
            response.StatusCode,
            response.Content.Headers.TryGetValues("Content-Type", out var type) ? type.Single() : "",
            await response.Content.ReadAsStringAsync(),
            response.Headers.TryGetValues("Link", out var link) ? link.Single() : null
        );

    public void Dispose() => http.Dispose();
}
