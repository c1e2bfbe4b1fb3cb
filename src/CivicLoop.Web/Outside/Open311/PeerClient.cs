using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CivicLoop.Core.Events;
using CivicLoop.Web.Intake.Open311;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>A request as another server told it.</summary>
/// <param name="Updated">When it last changed, or the earliest that it can have.</param>
/// <param name="PassedOn">Whether that server has it from another one itself.</param>
public sealed record TheirRequest(
    string Id,
    bool Open,
    string Service,
    string Description,
    string Address,
    double? Lat,
    double? Lon,
    DateTime? Updated,
    string Media,
    bool PassedOn
);

/// <summary>Speaks Open311 with another server: XML, which every one of them has.</summary>
public sealed class PeerClient(OutsideHttp http)
{
    public const int ToAPage = 200;
    private const int LongestId = 100;
    private const int LongestWords = 4000;

    /// <summary>Nobody is there, busy, or does not know our key: it is no fault of what was said.</summary>
    public static bool IsGone(Refusal refusal) =>
        refusal
            is { Code: "outside.away" or "outside.slow" or "outside.inside" or "outside.key" }
                or { Code: "outside.refused", Args: ["408" or "429" or "502" or "503" or "504"] };

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 20_000_000,
    };

    // Without a zone a time may be anywhere on earth; what is asked for from the earliest of them on misses nothing.
    private static readonly TimeSpan EastOfAll = TimeSpan.FromHours(14);
    private static readonly string[] WithoutZone = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>What changed since then, page by page; a server that knows no such argument tells all of ninety days.</summary>
    /// <param name="since">Null for what there is at all, as far as the server tells it.</param>
    public Task<Outcome<List<TheirRequest>>> Changed(Peer peer, DateTime? since, int page, CancellationToken stop) =>
        Requests(
            Address(
                peer,
                "requests.xml",
                ("updated_after", since is { } from ? Moments.Write(new DateTimeOffset(from, TimeSpan.Zero)) : ""),
                ("page", page.ToString(CultureInfo.InvariantCulture)),
                ("page_size", ToAPage.ToString(CultureInfo.InvariantCulture)),
                ("extensions", "true")
            ),
            stop
        );

    public Task<Outcome<List<TheirRequest>>> One(Peer peer, string id, CancellationToken stop) =>
        Requests(Address(peer, $"requests/{Uri.EscapeDataString(id)}.xml", ("extensions", "true")), stop);

    /// <summary>Null when it was taken; the refusal says whether another try may help.</summary>
    public async Task<(Refusal Refusal, bool ForGood)?> Tell(
        Peer peer,
        string key,
        Exchange word,
        string status,
        DateTime at,
        string description,
        CancellationToken stop
    )
    {
        var sent = await http.Post(
            $"{peer.Address.TrimEnd('/')}/servicerequestupdates.xml",
            new Dictionary<string, string>
            {
                ["api_key"] = key,
                ["jurisdiction_id"] = peer.Jurisdiction,
                ["service_request_id"] = word.Theirs,
                ["update_id"] = word.Item,
                ["status"] = status.ToUpperInvariant(),
                ["updated_datetime"] = Moments.Write(new DateTimeOffset(at, TimeSpan.Zero)),
                ["description"] = description,
            },
            stop
        );
        if (sent.Refusal is { } away)
            return (away, false);
        var (code, body) = sent.Value!;
        // A page that asks to sign in says 200 as well.
        if (code is >= 200 and < 300)
            return body.Length == 0 || Root(body) is { Name.LocalName: not "html" }
                ? null
                : (new Refusal("outside.not-open311"), false);
        // A wrong key may be mended, a busy server may rest; what they do not understand they never will.
        return (Refused(code), code is >= 400 and < 500 and not (401 or 403 or 408 or 429));
    }

    /// <summary>Its beginning, no character torn apart.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private async Task<Outcome<List<TheirRequest>>> Requests(string address, CancellationToken stop)
    {
        var heard = await http.Get(address, stop);
        if (heard.Refusal is { } away)
            return away;
        if (heard.Value!.Status != 200)
            return Refused(heard.Value.Status);
        return Read(heard.Value.Body) is { } requests ? requests : new Refusal("outside.not-open311");
    }

    /// <summary>The requests of an answer; null for what is none.</summary>
    public static List<TheirRequest>? Read(byte[] body) =>
        Root(body) is { Name.LocalName: "service_requests" } root
            ? [.. root.Elements().Where(one => one.Name.LocalName == "request").Select(Read).OfType<TheirRequest>()]
            : null;

    private static XElement? Root(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Strict);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Refusal Refused(int status) =>
        new(status is 401 or 403 ? "outside.key" : "outside.refused", status.ToString(CultureInfo.InvariantCulture));

    private static string Address(Peer peer, string what, params (string Name, string Value)[] asked) =>
        $"{peer.Address.TrimEnd('/')}/{what}"
        + QueryString.Create(
            asked
                .Append(("jurisdiction_id", peer.Jurisdiction))
                .Where(one => one.Item2.Length > 0)
                .Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2))
        );

    // One without an id is nothing that could be found again.
    private static TheirRequest? Read(XElement request)
    {
        static string? In(XElement? element, string name) =>
            element?.Elements().FirstOrDefault(one => one.Name.LocalName == name)?.Value.Trim();
        string Said(string name, int most) => Cut(In(request, name) ?? "", most);
        double? Degrees(string name, double most) =>
            double.TryParse(Said(name, 50), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            && Math.Abs(degrees) <= most
                ? degrees
                : null;
        if (In(request, "service_request_id") is not { Length: > 0 and <= LongestId } id || id.Any(char.IsControl))
            return null;
        return new TheirRequest(
            id,
            !Said("status", LongestId).Equals("closed", StringComparison.OrdinalIgnoreCase),
            Said("service_code", LongestId),
            Said("description", LongestWords).ReplaceLineEndings("\n"),
            Said("address", 300),
            Degrees("lat", 90),
            Degrees("long", 180),
            When(Said("updated_datetime", LongestId)) ?? When(Said("requested_datetime", LongestId)),
            In(request, "media_url") is { Length: <= 500 } media ? media : "",
            In(request.Elements().FirstOrDefault(one => one.Name.LocalName == "extended_attributes"), "passed_on") == "true"
        );
    }

    private static DateTime? When(string said) =>
        Moments.Read(said)
        ?? (
            DateTime.TryParseExact(
                said,
                WithoutZone,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var somewhere
            )
            && somewhere.Year > 1970
                ? somewhere - EastOfAll
                : null
        );
}
