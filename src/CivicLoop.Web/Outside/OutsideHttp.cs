using System.Net;
using System.Net.Sockets;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Outside;

/// <summary>What somebody else's server answered.</summary>
public sealed record Heard(int Status, byte[] Body);

/// <summary>
/// Calls other servers whose addresses people wrote down: never one inside the house unless the operator allows it
/// (looked at when connecting, whatever the name resolves to then), never a redirect, nothing large, nothing slow.
/// </summary>
public sealed class OutsideHttp : IDisposable
{
    private const int Largest = 8 * 1024 * 1024;

    private readonly IReadOnlyList<IPNetwork> allowed;
    private readonly HttpClient client;

    public OutsideHttp(IConfiguration configuration)
        : this(configuration["CIVICLOOP_OUTSIDE_ALLOWED"]) { }

    /// <param name="allowed">Networks inside the house that may be called, with commas.</param>
    public OutsideHttp(string? allowed)
    {
        this.allowed = OutsideNetworks.Read(allowed);
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                ConnectCallback = Connect,
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = Largest,
        };
    }

    /// <summary>An address that may be called at all: of the web, with no name and password in it.</summary>
    public static Uri? Read(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0
        && address.Query.Length == 0
        && address.Fragment.Length == 0
            ? address
            : null;

    public Task<Outcome<Heard>> Get(string address, CancellationToken stop) =>
        Send(new HttpRequestMessage(HttpMethod.Get, address), stop);

    public Task<Outcome<Heard>> Post(string address, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken stop) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) }, stop);

    /// <summary>Anything else, with headers of its own; the request is disposed.</summary>
    public async Task<Outcome<Heard>> Send(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
            try
            {
                using var response = await client.SendAsync(request, stop);
                return new Heard((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop));
            }
            // A header or an address that cannot be sent is as good as nobody there.
            catch (Exception unfit) when (unfit is InvalidOperationException or FormatException or NotSupportedException)
            {
                return new Refusal("outside.away");
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return new Refusal("outside.slow");
            }
            catch (HttpRequestException away)
            {
                return new Refusal(
                    away.InnerException is InsideException ? "outside.inside"
                    : away.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? "outside.large"
                    : "outside.away"
                );
            }
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        IPAddress[] fit = [.. found.Where(one => !OutsideNetworks.IsInside(one) || OutsideNetworks.IsIn(allowed, one))];
        if (fit.Length == 0)
            throw new InsideException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(fit, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => client.Dispose();

    private sealed class InsideException : IOException;
}
