using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Site;

/// <summary>
/// How often one address may do something within ten minutes. Whole households and offices share an address, so a
/// limit is generous; it only stops a machine.
/// </summary>
/// <param name="most">How often.</param>
/// <param name="refusal">Code of the refusal; its one argument is the window in minutes.</param>
public abstract class AddressLimiter(int most, string refusal) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(
            Household(address),
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = most,
                Window = Window,
                SegmentsPerWindow = 10,
                AutoReplenishment = true,
            }
        )
    );

    /// <summary>Counts one; null when it was still within the limit.</summary>
    public Refusal? Refuses(IPAddress? from) => Asked(from, 1);

    /// <summary>Counts nothing; null while one more would be within the limit.</summary>
    public Refusal? WouldRefuse(IPAddress? from) => Asked(from, 0);

    private Refusal? Asked(IPAddress? from, int count)
    {
        using var lease = limiter.AttemptAcquire(from ?? IPAddress.None, count);
        return lease.IsAcquired ? null : new Refusal(refusal, ((int)Window.TotalMinutes).ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }

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
