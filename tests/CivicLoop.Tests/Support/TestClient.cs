using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>What the server answered, read as a page.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, IHtmlDocument Page, string? Location)
{
    public IHtmlFormElement Form(string selector = "main form") =>
        Page.QuerySelector(selector).ShouldBeAssignableTo<IHtmlFormElement>($"no form {selector} in: {Page.Body?.TextContent}")!;
}

/// <summary>
/// A browser without script: keeps cookies, follows nothing by itself, and fills in the very form that the page has,
/// hidden fields and all.
/// </summary>
public sealed class TestClient(TestServer server) : IDisposable
{
    private readonly HttpClient http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
    )
    {
        BaseAddress = new Uri(server.Address),
    };

    /// <param name="path">Below the city unless it begins with a slash: <c>desk</c>, <c>/login?city=…</c>.</param>
    public async Task<Answer> Get(string path) => await Read(await http.GetAsync(At(path)));

    /// <summary>What is no page: its bytes and its headers.</summary>
    public async Task<(HttpStatusCode Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)> Download(string path)
    {
        using var response = await http.GetAsync(At(path));
        return (
            response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(one => one.Key, one => string.Join(", ", one.Value))
        );
    }

    /// <summary>What was answered, byte by byte.</summary>
    public Task<byte[]> Bytes(string path) => http.GetByteArrayAsync(At(path));

    public async Task<Answer> Follow(Answer redirect) =>
        await Get(redirect.Location.ShouldNotBeNull($"{redirect.Status}, no redirect"));

    /// <summary>Sends a form of a page with some of its fields filled in.</summary>
    /// <param name="fields">Name and value; a name that the form does not have is sent all the same, as a cheat would.</param>
    public async Task<Answer> Submit(Answer page, IHtmlFormElement form, params (string Name, string Value)[] fields) =>
        await Submit(page, form, fields, []);

    public async Task<Answer> Submit(
        Answer page,
        IHtmlFormElement form,
        (string Name, string Value)[] fields,
        (string Name, string File, string Type, byte[] Bytes)[] files
    )
    {
        var filled = Filled(form).Where(own => fields.All(field => field.Name != own.Name)).Concat(fields).ToList();
        HttpContent content;
        if (files.Length == 0 && form.Enctype != "multipart/form-data")
            content = new FormUrlEncodedContent(filled.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        else
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in filled)
                parts.Add(new StringContent(value), name);
            foreach (var (name, file, type, bytes) in files)
                parts.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } }, name, file);
            content = parts;
        }
        var target = form.GetAttribute("action") is { Length: > 0 } action ? action : page.Page.DocumentUri;
        return await Read(await http.PostAsync(new Uri(new Uri(page.Page.DocumentUri), target), content));
    }

    /// <summary>Posts what no page offered: no token, no hidden field.</summary>
    public async Task<Answer> Post(string path, params (string Name, string Value)[] fields) =>
        await Read(
            await http.PostAsync(
                At(path),
                new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
            )
        );

    public async Task SignIn(string login, string password = TestServer.Password)
    {
        var page = await Get($"/login?city={server.City.Code}");
        var answer = await Submit(page, page.Form("form:has(#login)"), ("login", login), ("password", password));
        if (answer.Page.QuerySelector("#code") is not null)
            answer = await Submit(answer, answer.Form("form:has(#code)"), ("code", server.Code(login)));
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Page.Body?.TextContent);
    }

    private Uri At(string path) => new(new Uri(server.CityAddress + "/"), path);

    private static async Task<Answer> Read(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        // Tests run beside each other, and a parser's pages share what it keeps: each page has its own.
        var page = new HtmlParser().ParseDocument(body);
        page.Location.Href = response.RequestMessage!.RequestUri!.ToString();
        return new Answer(response.StatusCode, body, page, response.Headers.Location?.ToString());
    }

    // What a browser would send: neither buttons nor files nor boxes that are not ticked.
    private static IEnumerable<(string Name, string Value)> Filled(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            var field = element switch
            {
                IHtmlInputElement { Type: "submit" or "button" or "file" or "image" } => default,
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => default,
                IHtmlInputElement input => (input.Name, input.Value),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                IHtmlSelectElement select => (select.Name, select.Value),
                _ => default((string? Name, string? Value)),
            };
            if (!string.IsNullOrEmpty(field.Name))
                yield return (field.Name, field.Value ?? "");
        }
    }

    public void Dispose() => http.Dispose();
}
