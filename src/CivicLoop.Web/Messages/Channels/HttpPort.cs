using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>Posts to somebody else's address: no redirects, answers no longer than they have to be.</summary>
public sealed class HttpPort : IDisposable
{
    private const int LongestAnswer = 64 * 1024;

    // Chinese as it is, not as numbered escapes three times as long: robots count bytes.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        MaxResponseContentBufferSize = LongestAnswer,
    };

    public Task<(HttpStatusCode Status, string Body)> PostJson(Uri to, object body, CancellationToken stop) =>
        Post(to, JsonSerializer.Serialize(body, Plain), "application/json", null, stop);

    /// <param name="header">One header more, as <c>Name: value</c>; null for none.</param>
    public async Task<(HttpStatusCode Status, string Body)> Post(
        Uri to,
        string body,
        string type,
        string? header,
        CancellationToken stop
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type, "utf-8")),
        };
        if (header?.Split(':', 2) is [var name, var value])
            request.Headers.TryAddWithoutValidation(name.Trim(), value.Trim());
        using var response = await client.SendAsync(request, stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(stop));
    }

    public void Dispose() => client.Dispose();
}
