using System.Globalization;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>One field of a channel on the administrator's page.</summary>
/// <param name="Secret">Never shown again once it is kept.</param>
public sealed record ChannelField(string Name, bool Secret = false, bool Required = true);

/// <summary>What the administrator entered for a channel.</summary>
public sealed record ChannelSetting(IReadOnlyDictionary<string, string> Values)
{
    public string this[string field] => Values.GetValueOrDefault(field, "");

    public Uri Address => new(this["url"]);

    public int Number(string field, int otherwise) =>
        int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

/// <summary>A message in words.</summary>
/// <param name="To">Mail address or phone; null for a group.</param>
/// <param name="Phones">Who is called by name in a group.</param>
public sealed record Letter(string Title, string Text, string? To, IReadOnlyList<string> Phones)
{
    /// <summary>The whole address where somebody outside stops such messages, by one POST; empty for none.</summary>
    public string Stop { get; init; } = "";

    /// <summary>Of its words.</summary>
    public string Language { get; init; } = Texts.Simplified;
}

/// <summary>What became of one try.</summary>
public enum Went
{
    Sent,

    /// <summary>Something was wrong that may be right later.</summary>
    Failed,

    /// <summary>Too many at once; it counts as no try.</summary>
    Throttled,

    /// <summary>It will never go: the address is not one.</summary>
    Refused,

    /// <summary>Nobody wants it any more.</summary>
    Unwanted,
}

/// <param name="Trouble">What the other side said; never an address or a secret.</param>
/// <param name="Wait">How long the channel wants to be left alone.</param>
public sealed record Delivery(Went Went, string Trouble = "", TimeSpan? Wait = null)
{
    public static readonly Delivery Sent = new(Went.Sent);

    /// <summary>No answer within the channel's time.</summary>
    public static readonly Delivery Late = new(Went.Failed, "messages.timeout");

    /// <summary>Nobody there to talk to.</summary>
    public static readonly Delivery Unreachable = new(Went.Failed, "messages.unreachable");

    /// <summary>It says nothing about the message, and all about the channel.</summary>
    public bool IsSilence => this == Late || this == Unreachable;
}

/// <summary>A way on which messages leave the machine.</summary>
public interface IChannel
{
    string Code { get; }

    IReadOnlyList<ChannelField> Fields { get; }

    ChannelLimit Limit { get; }

    /// <summary>How long one try may take.</summary>
    TimeSpan Patience => TimeSpan.FromSeconds(10);

    /// <summary>Whether it reaches one person at an address of theirs; otherwise a group.</summary>
    bool Personal { get; }

    /// <summary>May throw whatever a network throws: that is a try that failed.</summary>
    /// <param name="now">The machine's time, UTC: signatures are valid for an hour of it.</param>
    Task<Delivery> Send(ChannelSetting setting, Letter letter, DateTime now, CancellationToken stop);
}

/// <summary>Every channel that there is, by its code.</summary>
public sealed class AllChannels(IEnumerable<IChannel> channels)
{
    public const string Mail = "mail";
    public const string Sms = "sms";

    /// <summary>A demo: shown on the page of messages, and nowhere else.</summary>
    public const string KeptHere = "kept";

    /// <summary>In the order in which pages show them.</summary>
    public static readonly IReadOnlyList<string> Codes = [Mail, Sms, "wecom", "dingtalk", "feishu"];

    private readonly Dictionary<string, IChannel> byCode = channels.ToDictionary(channel => channel.Code);

    public IEnumerable<IChannel> All => Codes.Select(code => byCode[code]);

    public IChannel? Find(string code) => byCode.GetValueOrDefault(code);
}
