using System.Threading.RateLimiting;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>How often one key may call within a minute, so that one system gone wild does not hold up the others.</summary>
public sealed class TokenLimiter(int most) : IDisposable
{
    public const int Usual = 6_000;

    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.Create<Guid, Guid>(token =>
        RateLimitPartition.GetSlidingWindowLimiter(
            token,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = most,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
                AutoReplenishment = true,
            }
        )
    );

    public TokenLimiter(IConfiguration configuration)
        : this(configuration.GetValue("CIVICLOOP_TOKEN_CALLS", Usual)) { }

    /// <summary>Counts one; false when it was one too many.</summary>
    public bool Takes(Guid token)
    {
        using var lease = limiter.AttemptAcquire(token);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
