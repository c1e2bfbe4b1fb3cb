using System.Net;

namespace CivicLoop.Web.Outside;

/// <summary>Addresses that lie inside somebody's house, and that nobody outside has any business with.</summary>
public static class OutsideNetworks
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // None at all, this machine, and ways to write an address of version 4 in one of version 6.
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2001::/32",
            "2001:db8::/32",
            "2002::/16",
            "100::/64",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    public static bool IsInside(IPAddress address) => IsIn(Inside, address);

    public static bool IsIn(IEnumerable<IPNetwork> networks, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>
    /// Networks as an operator writes them, with commas; a single address is a network of one. What is neither stops the
    /// server: an operator who believes something allowed that is not looks for the fault at the other end.
    /// </summary>
    public static IReadOnlyList<IPNetwork> Read(string? written) =>
        [
            .. (written ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(one =>
                    IPNetwork.TryParse(one, out var network) ? network
                    : IPAddress.TryParse(one, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
                    : throw new FormatException(one)
                ),
        ];
}
