using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Intake;

/// <summary>
/// How many reports one address may send without an account. Whole households and offices share an address, so
/// the limit is generous; it only stops a machine. Signed-in staff are not limited.
/// </summary>
public sealed class ReportLimiter(IConfiguration configuration) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(
            Household(address),
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = configuration.GetValue("CIVICLOOP_REPORTS", 20),
                Window = Window,
                SegmentsPerWindow = 10,
                AutoReplenishment = true,
            }
        )
    );

    /// <summary>Null when one more may come in.</summary>
    public Refusal? Refuses(IPAddress? from)
    {
        using var lease = limiter.AttemptAcquire(from ?? IPAddress.None);
        return lease.IsAcquired
            ? null
            : new Refusal("intake.too-often", ((int)Window.TotalMinutes).ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose() => limiter.Dispose();

    // An IPv6 household owns a whole /64: an address of it says nothing.
    private static IPAddress Household(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
