using System.Globalization;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>飞书群机器人: time and signature stand in the body; 100 a minute, 5 a second, 20 KB.</summary>
public sealed class FeishuChannel(HttpPort port) : IChannel
{
    private const long TooOften = 11232;

    public string Code => "feishu";

    public IReadOnlyList<ChannelField> Fields { get; } = [new("url", Secret: true), new("secret", Secret: true)];

    // The whole body may have 20 KB: what stands around the text is far less than the rest.
    public ChannelLimit Limit { get; } = new(100, 5, 18_000, AvoidsHalfHours: true);

    public bool Personal => false;

    public async Task<Delivery> Send(ChannelSetting setting, Letter letter, DateTime now, CancellationToken stop)
    {
        var seconds = Values.Milliseconds(now) / 1000;
        return Robot.Judge(
            await port.PostJson(
                setting.Address,
                new
                {
                    timestamp = seconds.ToString(CultureInfo.InvariantCulture),
                    sign = RobotSign.Feishu(seconds, setting["secret"]),
                    msg_type = "text",
                    content = new { text = letter.Text },
                },
                stop
            ),
            ("code", "StatusCode"),
            "msg",
            number => number == TooOften ? TimeSpan.FromMinutes(1) : null
        );
    }
}
