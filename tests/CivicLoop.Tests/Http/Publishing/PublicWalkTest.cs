using System.Text;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Publishing;

/// <summary>
/// Somebody without an account, with the codes of their own and the key of a system that handed in something else, walks every
/// address that is open to everybody, with every id that the city has, and finds no contact, no unpublished word or photo
/// and no internal note. An address that is never answered was not walked, and that is a mistake as well.
/// </summary>
public class PublicWalkTest
{
    [Theory, EachDatabase]
    public async Task Nobody_reads_by_changing_an_id_what_is_not_for_everybody(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var walk = await PublicWalk.In(server);
        var wrong = new List<string>();
        var called = 0;
        var answered = new HashSet<Address>();

        foreach (var key in new[] { null, walk.Key })
        {
            using var walker = Walker(server, key);
            foreach (var address in PublicWalk.Open)
            foreach (var path in walk.Paths(address))
            {
                called++;
                var (status, bytes, headers) = await Call(walker, address, path);
                if (status < 400)
                    answered.Add(address);
                var text = headers + Encoding.UTF8.GetString(bytes);
                wrong.AddRange(
                    PublicWalk.Secrets.Where(said => Tells(text, said)).Select(said => $"{address.Method} {path} tells {said}")
                );
                if (walk.Photos.Any(photo => photo.SequenceEqual(bytes)))
                    wrong.Add($"{path} shows a photo that is not published");
                if (status >= 500)
                    wrong.Add($"{path}: {status}");
            }
        }
        wrong.AddRange(
            PublicWalk
                .Open.Where(address => address.Method == "GET" && !answered.Contains(address))
                .Select(address => $"{address} was never answered: tell the walk how it is asked")
        );

        wrong.Distinct().ShouldBeEmpty(string.Join(Environment.NewLine, wrong.Distinct().Take(60)));
        called.ShouldBeGreaterThan(1000);
        server.IsWhole();
    }

    [Fact]
    public async Task The_walk_finds_what_is_told_when_it_is_published()
    {
        await using var server = await TestServer.Start();
        await PublicWalk.In(server);
        using var walker = Walker(server, null);

        var told = await walker.GetStringAsync(
            $"{server.CityAddress}/open311/v2/requests.json",
            TestContext.Current.CancellationToken
        );

        told.ShouldContain("公开的话");
        told.ShouldNotContain("先前公开的话");
        PublicWalk.Secrets.ShouldAllBe(said => !Tells(told, said));
        Tells("""{"a":"\u53cd"}""", "反").ShouldBeTrue("escaped is told as well");
    }

    // As it is, as JSON escapes it, as HTML and addresses do.
    private static bool Tells(string text, string said) =>
        text.Contains(said, StringComparison.Ordinal)
        || text.Contains(Escaped(said, "\\u{0:x4}"), StringComparison.OrdinalIgnoreCase)
        || text.Contains(Escaped(said, "&#x{0:X};"), StringComparison.OrdinalIgnoreCase)
        || text.Contains(Uri.EscapeDataString(said), StringComparison.OrdinalIgnoreCase);

    private static string Escaped(string said, string form) =>
        string.Concat(
            said.Select(letter =>
                char.IsAscii(letter)
                    ? $"{letter}"
                    : string.Format(System.Globalization.CultureInfo.InvariantCulture, form, (int)letter)
            )
        );

    private static HttpClient Walker(TestServer server, string? key)
    {
        var walker = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(server.Address),
        };
        if (key is not null)
            walker.DefaultRequestHeaders.Add("X-Api-Key", key);
        return walker;
    }

    private static async Task<(int Status, byte[] Bytes, string Headers)> Call(HttpClient walker, Address address, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(address.Method), path);
        if (address.Method == "POST")
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("service_request_id", "5")]);
        using var response = await walker.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), $"{response.Headers}");
    }
}
