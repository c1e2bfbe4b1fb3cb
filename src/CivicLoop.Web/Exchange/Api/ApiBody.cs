using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivicLoop.Core.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>What a call sent: its fields and the photos beside them.</summary>
internal sealed record ApiSent<T>(T Fields, IReadOnlyList<IFormFile> Photos);

/// <summary>
/// Reads what a call sends: JSON, or a form with photos whose fields are named alike. Either way it is read by the
/// same strict eye, and what is wrong is named with its field.
/// </summary>
internal static class ApiBody
{
    /// <summary>Bytes of JSON: many long sealed photos and words still fit.</summary>
    public const int Largest = 256 * 1024;

    // Fields that are lists; of the others there is one each.
    private const string Photos = "photos";

    public static async Task<Outcome<ApiSent<T>>> Read<T>(HttpContext http)
        where T : class, new()
    {
        var request = http.Request;
        if (request.HasFormContentType)
            return await Turn.ReadForm(http) ? Form<T>(request.Form) : new Refusal("storage.busy");
        if (request.ContentLength == 0 || request.ContentLength is null && request.ContentType is null)
            return new ApiSent<T>(new T(), []);
        if (!request.HasJsonContentType())
            return new Refusal("api.type", request.ContentType ?? "");
        using var body = new MemoryStream();
        var whole = true;
        // Read while somebody else has the turn: a slow line is no reason to keep others waiting.
        if (!await Turn.Aside(http, async () => whole = await Copy(request.Body, body, http.RequestAborted)))
            return new Refusal("storage.busy");
        if (!whole)
            return new Refusal("api.too-large", $"{Largest / 1024}");
        try
        {
            body.Position = 0;
            return JsonSerializer.Deserialize<T>(body, ApiJson.In) is { } fields
                ? new ApiSent<T>(fields, [])
                : new Refusal("api.bad-json", "1", "1");
        }
        catch (JsonException broken)
        {
            return Broken(broken);
        }
    }

    private static Outcome<ApiSent<T>> Form<T>(IFormCollection form)
        where T : class, new()
    {
        if (form.Files.FirstOrDefault(file => file.Name is not (Photos or "photos[]")) is { } stray)
            return new Refusal("api.bad-file", stray.Name);
        var fields = new JsonObject();
        foreach (var (name, values) in form)
        {
            List<string> said = [.. values.OfType<string>().Where(value => !string.IsNullOrWhiteSpace(value))];
            if (said.Count == 0)
                continue;
            // answers.kind=水果: the answer to one question.
            if (name.Split('.', 2) is [var outer, var inner])
            {
                if (fields[outer] is not JsonObject within)
                    fields[outer] = within = [];
                within[inner] = new JsonArray([.. said]);
            }
            else if (name == Photos)
                fields[name] = new JsonArray([.. said]);
            else if (said.Count > 1)
                return new Refusal("api.bad-twice", name);
            else
                fields[name] = said[0];
        }
        try
        {
            return new ApiSent<T>(
                fields.Deserialize<T>(ApiJson.In)!,
                [.. form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0)]
            );
        }
        catch (JsonException broken)
        {
            return Broken(broken);
        }
    }

    // $.lon: the field is lon. Without a field the text itself is no JSON.
    private static Refusal Broken(JsonException broken) =>
        broken.Path is { Length: > 2 } path
            ? new Refusal("api.bad-field", path[2..])
            : new Refusal("api.bad-json", Count(broken.LineNumber), Count(broken.BytePositionInLine));

    private static string Count(long? from) => ((from ?? 0) + 1).ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> Copy(Stream from, MemoryStream to, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, stop)) > 0; )
        {
            if (to.Length + read > Largest)
                return false;
            to.Write(buffer, 0, read);
        }
        return true;
    }
}
