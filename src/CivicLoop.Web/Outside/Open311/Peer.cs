using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>Another Open311 server: what we pull from it, what we tell it, and how far we have come.</summary>
/// <param name="Address">Of its endpoint, as <c>https://311.example.org/v2</c>.</param>
/// <param name="Secret">Its key, sealed with the keys of the city; null where it gave none.</param>
/// <param name="Services">Their code of a service → our category.</param>
/// <param name="PulledTo">Their newest change that we have seen.</param>
/// <param name="ToldTo">Up to when our history was looked through for what to tell.</param>
/// <param name="Failures">Rounds in a row that came to nothing.</param>
/// <param name="Said">The last refusal as <see cref="PeerWords"/> writes it; empty when the last round went well.</param>
public sealed record Peer(
    string Code,
    string Name,
    string Address,
    string Jurisdiction,
    string? Secret,
    IReadOnlyDictionary<string, string> Services,
    bool Pulls,
    bool Tells,
    int Minutes,
    DateTime PulledTo,
    DateTime ToldTo,
    DateTime NextAt,
    int Failures,
    DateTime? LastAt,
    string Said,
    DateTime? EndedAt
)
{
    /// <summary>Rounds in a row that may fail; then somebody has to look.</summary>
    public const int MostFailures = 10;

    /// <summary>Who hands in what we pulled from it.</summary>
    public Actor Actor => new(Derived(Code), Code, Role.Partner, "", null);

    /// <summary>Whether an address is of the same server, whatever its path.</summary>
    public bool IsAt(string address) =>
        Uri.Compare(
            new Uri(Address),
            new Uri(address),
            UriComponents.SchemeAndServer,
            UriFormat.UriEscaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;

    public bool GaveUp => Failures >= MostFailures;

    /// <summary>Twice as long after every failure, a day at most.</summary>
    public static TimeSpan Pause(int minutes, int failures) =>
        TimeSpan.FromMinutes(Math.Min(minutes * Math.Pow(2, failures), 24 * 60));

    /// <summary>One id for one thing of one peer: what is pulled twice is one act.</summary>
    public static Guid Derived(params ReadOnlySpan<string> of) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes("peer\u001f" + string.Join('\u001f', of))).AsSpan(0, 16), bigEndian: true);

    /// <summary>One pair a line, as <c>THEIRS = ours</c>.</summary>
    public static Outcome<Dictionary<string, string>> ReadServices(string written, Playbook playbook)
    {
        var services = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in written.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } theirs, { Length: > 0 } ours])
                return new Refusal("peer.services-form", line);
            if (playbook.Category(ours) is null)
                return new Refusal("category.unknown", ours);
            services[theirs] = ours;
        }
        return services;
    }

    public static string WriteServices(IReadOnlyDictionary<string, string> services) =>
        string.Join('\n', services.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} = {one.Value}"));
}

public enum Way
{
    /// <summary>A request of theirs that became a case of ours.</summary>
    In,

    /// <summary>A word of ours about such a case.</summary>
    Out,
}

public enum ExchangeStatus
{
    Waiting,
    Done,
    GivenUp,
}

/// <summary>One thing that went one way or the other.</summary>
/// <param name="Item">Their id of the request, or our id of the word.</param>
/// <param name="Theirs">Their id of the request.</param>
/// <param name="Number">Of our case; null before there is one.</param>
/// <param name="Said">The last refusal as <see cref="PeerWords"/> writes it; empty where there was none.</param>
public sealed record Exchange(
    Guid Id,
    string Peer,
    Way Way,
    string Item,
    string Theirs,
    long? Number,
    ExchangeStatus Status,
    int Tries,
    string Said,
    DateTime MadeAt,
    DateTime NextAt,
    DateTime? DoneAt
)
{
    public const int MostTries = 8;
}

/// <summary>A request of theirs that we heard of before.</summary>
/// <param name="Item">Their id.</param>
/// <param name="Number">Of our case; null where there is none.</param>
/// <param name="Heard">What they said of it last, in so many letters; null where that is not known.</param>
public sealed record Known(string Item, long? Number, string? Heard);
