using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Intake.Open311;
using CivicLoop.Tests.Support;

namespace CivicLoop.Tests.Http.Fuzz;

/// <summary>
/// The doors of a running server through which anybody sends something: forms with and without files, Open311, the JSON
/// API, and every address that is open to everybody with anything where its parameters and its question stand.
/// </summary>
internal sealed class FuzzDoors : IDisposable
{
    private const string Boundary = "----fuzz";
    private const int PerAddress = 5;

    private readonly TestServer server;
    private readonly HttpClient http;
    private readonly string[] keys;
    private readonly string token;
    private readonly Address[] open;
    private int calls;

    private FuzzDoors(TestServer server, HttpClient http, string[] keys, string token)
    {
        (this.server, this.http, this.keys, this.token) = (server, http, keys, token);
        open = [.. Endpoints.All.Where(one => one.Method == "GET" && May.Reach(Role.Citizen, one.Right!.Value) != Scope.None)];
        Targets =
        [
            Door(
                "report-form",
                FuzzReaders.Text(
                    "place=p-1&category=litter&what=%E9%97%A8%E5%8F%A3%E6%9C%89%E5%9E%83%E5%9C%BE&ask=&step=send&contact=13900000000",
                    "lon=84.87&lat=45.59&system=GCJ-02&category=litter&what=x&act=01939c1e-0000-7000-8000-000000000001&step=find",
                    "district=990101&street=&words=%E5%B8%82%E5%9C%BA&kept=abc&drop=def&ask=1"
                ),
                bytes => Post("report", Form([.. Token(), .. "&"u8, .. bytes]))
            ),
            Door(
                "report-multipart",
                [.. Parts(("place", "p-1"), ("category", "litter"), ("what", "门口有垃圾"), ("step", "send"))],
                bytes => Post("report", Multipart([.. Part("__RequestVerificationToken", this.token), .. bytes]))
            ),
            Door(
                "open311-form",
                FuzzReaders.Text(
                    "service_code=litter&address_id=p-1&description=%E5%9E%83%E5%9C%BE&email=a%40b.org&phone=139&first_name=%E6%9F%90&last_name=x",
                    "service_code=litter&lat=45.59&long=84.87&attribute[kind]=a&attribute[kind][]=b&media_url=https%3A%2F%2Fa.org%2Fb.jpg",
                    "service_code=litter&address_string=%E5%B8%82%E5%9C%BA&service_request_id_ext=7&source_url=https%3A%2F%2Fa.org"
                ),
                bytes => Post("open311/v2/requests.xml", Form([.. Key(), .. "&"u8, .. bytes]))
            ),
            Door(
                "open311-multipart",
                [.. Parts(("service_code", "litter"), ("address_id", "p-1"), ("description", "垃圾"))],
                bytes => Post("open311/v2/requests.json", Multipart([.. Part("api_key", NextKey()), .. bytes]))
            ),
            Door(
                "open311-update",
                FuzzReaders.Text(
                    "service_request_id=1&update_id=u-1&status=OPEN&updated_datetime=2020-11-23T10:00:00Z&description=%E8%BF%98%E5%9C%A8",
                    "service_request_id=1&update_id=u-2&status=FIXED&updated_datetime=2020-11-23T10:00:00%2B08:00&description=x&media_url=http%3A%2F%2Fa"
                ),
                bytes => Post("open311/v2/servicerequestupdates.json", Form([.. Key(), .. "&"u8, .. bytes]))
            ),
            Door(
                "api-json",
                FuzzReaders.Text(
                    """{"category":"litter","what":"人行道上堆着垃圾","lon":84.87,"lat":45.59,"crs":"WGS84","foundAt":"2020-11-23T10:00:00+08:00","sourceNumber":"CAM-1","sourceLink":"https://a.org/1","answers":{"kind":["a"]},"photos":["x"]}""",
                    """{"category":"litter","what":"x","place":"p-1"}"""
                ),
                bytes => Keyed(Post("api/v1/reports", Typed(bytes, "application/json")))
            ),
            Door(
                "api-multipart",
                [.. Parts(("report", """{"category":"litter","what":"x","place":"p-1"}"""))],
                bytes => Keyed(Post(bytes.Length % 2 == 0 ? "api/v1/photos" : "api/v1/reports", Multipart(bytes)))
            ),
            Door(
                "tracking",
                FuzzReaders.Text("nosuchcodenosuch", "abcdefghjkmnpqrs/erasure", "23456789abcdefgh/mail"),
                bytes => Ask($"report/{new Bender(0).Escaped(bytes)}")
            ),
            Door(
                "sign-in",
                FuzzReaders.Text("login=leader&password=wrong&city=x"),
                bytes => new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/login?city={server.City.Code}")
                {
                    Content = Form([.. Token(), .. "&"u8, .. bytes]),
                }
            ),
            new(
                "addresses",
                number =>
                    new Bender(number).Bend(
                        FuzzReaders.Text(
                            "1?extensions=true&page=2&page_size=10&f=json",
                            "litter?q=%E5%B8%82%E5%9C%BA&status=open&district=990101&page=3&after=2020&bbox=84,45,85,46",
                            "p-1?lon=84.87&lat=45.59&system=BD-09&category=litter&what=%E5%9E%83%E5%9C%BE&part=where",
                            "0193a000-0000-7000-8000-000000000001?datetime=2020-11-23T10:00:00Z/..&limit=10&jurisdiction_id=x",
                            "cases?city=x&return=%2Fx&lang=en&start_date=2020-11-23T10:00:00Z"
                        )
                    ),
                bytes => Send(Address(bytes))
            ),
            new(
                "headers",
                number =>
                    new Bender(number).Bend(
                        FuzzReaders.Text(
                            "en;q=0.8,zh-Hant;q=0.9,*;q=0",
                            "Bearer clk_abcdefgh",
                            "\"abc\", W/\"def\"",
                            "civicloop.language=en; .AspNetCore.Antiforgery=x; session=y",
                            "bytes=0-10,20-",
                            "Mon, 23 Nov 2020 10:00:00 GMT"
                        )
                    ),
                bytes => Send(Headed(bytes))
            ),
        ];
    }

    public IReadOnlyList<FuzzTarget> Targets { get; }

    public static async Task<FuzzDoors> At(TestServer server)
    {
        var cookies = new CookieContainer();
        var calls = 0;
        var http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = cookies,
                // Every few calls come from another address, so that no limit of one address keeps the rest at the door.
                PooledConnectionLifetime = TimeSpan.Zero,
                ConnectCallback = async (context, stop) =>
                {
                    var from = Interlocked.Increment(ref calls) / PerAddress;
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Bind(new IPEndPoint(new IPAddress([127, (byte)(1 + (from >> 16)), (byte)(from >> 8), (byte)from]), 0));
                    await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            Timeout = FuzzRun.Patience,
        };
        using var caller = new Caller(server);
        string[] keys = [.. Enumerable.Range(0, 8).Select(_ => caller.Key([ApiScope.Open311, ApiScope.Write, ApiScope.Read]))];
        var page = await http.GetStringAsync($"{server.CityAddress}/report");
        var token = new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(page)
            .QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        await server.Office.Reported();
        return new FuzzDoors(server, http, keys, token);
    }

    private FuzzTarget Door(string name, IReadOnlyList<byte[]> samples, Func<byte[], HttpRequestMessage> request) =>
        new(name, number => new Bender(number).Bend(samples), bytes => Send(request(bytes)));

    // Answered within the time, and not by a fault of ours.
    private async Task<string?> Send(HttpRequestMessage request)
    {
        using (request)
        using (var response = await http.SendAsync(request))
        {
            var body = await response.Content.ReadAsByteArrayAsync();
            return (int)response.StatusCode < 500
                ? null
                : $"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2000)))}";
        }
    }

    private HttpRequestMessage Post(string path, HttpContent content) =>
        new(HttpMethod.Post, $"{server.CityAddress}/{path}") { Content = content };

    private HttpRequestMessage Ask(string path) => new(HttpMethod.Get, $"{server.CityAddress}/{path}");

    private HttpRequestMessage Keyed(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", NextKey());
        return request;
    }

    // What stands before the question mark fills the parameters, what stands behind it is the question.
    private HttpRequestMessage Address(byte[] bytes)
    {
        var address = open[(bytes.Length + (bytes.Length > 0 ? bytes[0] : 0)) % open.Length];
        var mark = Array.IndexOf(bytes, (byte)'?');
        var bender = new Bender(0);
        var value = bender.Escaped(mark < 0 ? bytes : bytes[..mark]);
        var path = address.Filled(name =>
            name switch
            {
                "city" => server.City.Code,
                "format" => "json",
                "form" => "csv",
                "collection" => "cases",
                _ => value,
            }
        );
        if (mark >= 0)
            path += "?" + bender.Escaped(bytes[(mark + 1)..]);
        return Keyed(new HttpRequestMessage(HttpMethod.Get, server.Address + path));
    }

    private HttpRequestMessage Headed(byte[] bytes)
    {
        // A line break ends a header: what comes behind it is none, and no client sends it.
        var value = string.Concat(bytes.Take(4000).Select(letter => letter is < 0x20 or > 0x7E ? '.' : (char)letter));
        var request = Ask("public/1");
        string[] names =
        [
            "Accept-Language",
            "Authorization",
            "X-Api-Key",
            "Cookie",
            "Idempotency-Key",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Accept",
            "Accept-Encoding",
            "Referer",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Host",
        ];
        request.Headers.TryAddWithoutValidation(names[bytes.Length % names.Length], value);
        return request;
    }

    private byte[] Token() => Encoding.ASCII.GetBytes("__RequestVerificationToken=" + Uri.EscapeDataString(token));

    private byte[] Key() => Encoding.ASCII.GetBytes("api_key=" + NextKey());

    private string NextKey() => keys[Interlocked.Increment(ref calls) % keys.Length];

    private static ByteArrayContent Form(byte[] bytes) => Typed(bytes, "application/x-www-form-urlencoded");

    private static ByteArrayContent Multipart(byte[] bytes) => Typed(bytes, $"multipart/form-data; boundary=\"{Boundary}\"");

    private static ByteArrayContent Typed(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    private static IEnumerable<byte[]> Parts(params (string Name, string Value)[] fields)
    {
        var texts = fields.SelectMany(field => Part(field.Name, field.Value)).ToArray();
        var end = Encoding.ASCII.GetBytes($"--{Boundary}--\r\n");
        foreach (var picture in new[] { SamplePhotos.Jpeg(), SamplePhotos.Png(), SamplePhotos.WebP() })
        foreach (var name in new[] { "photos", "media" })
        {
            var head =
                $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.jpg\"\r\nContent-Type: image/*\r\n\r\n";
            yield return [.. texts, .. Encoding.ASCII.GetBytes(head), .. picture, .. "\r\n"u8, .. end];
        }
        yield return [.. texts, .. end];
    }

    private static byte[] Part(string name, string value) =>
        Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");

    public void Dispose() => http.Dispose();
}
