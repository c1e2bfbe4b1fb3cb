using CivicLoop.Core.Messages;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>企业微信群机器人: the key stands in the address; text of at most 2048 bytes, 20 a minute.</summary>
public sealed class WeComChannel(HttpPort port) : IChannel
{
    private const long TooOften = 45009;

    public string Code => "wecom";

    public IReadOnlyList<ChannelField> Fields { get; } = [new("url", Secret: true)];

    public ChannelLimit Limit { get; } = new(20, 20, 2048);

    public bool Personal => false;

    public async Task<Delivery> Send(ChannelSetting setting, Letter letter, DateTime now, CancellationToken stop) =>
        Robot.Judge(
            await port.PostJson(
                setting.Address,
                new { msgtype = "text", text = new { content = letter.Text, mentioned_mobile_list = letter.Phones } },
                stop
            ),
            ("errcode", "errcode"),
            "errmsg",
            number => number == TooOften ? TimeSpan.FromMinutes(1) : null
        );
}
