using System.Globalization;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>钉钉群机器人: time and signature stand in the address; beyond 20 a minute it is deaf for ten minutes.</summary>
public sealed class DingTalkChannel(HttpPort port) : IChannel
{
    private const long TooOften = 130101;
    private const long Busy = 410100;

    public string Code => "dingtalk";

    public IReadOnlyList<ChannelField> Fields { get; } = [new("url", Secret: true), new("secret", Secret: true)];

    public ChannelLimit Limit { get; } = new(20, 20, 18_000);

    public bool Personal => false;

    public async Task<Delivery> Send(ChannelSetting setting, Letter letter, DateTime now, CancellationToken stop) =>
        Robot.Judge(
            await port.PostJson(
                Signed(setting["url"], setting["secret"], now),
                new
                {
                    msgtype = "text",
                    text = new { content = letter.Text },
                    at = new { atMobiles = letter.Phones, isAtAll = false },
                },
                stop
            ),
            ("errcode", "errcode"),
            "errmsg",
            number => number is TooOften or Busy ? TimeSpan.FromMinutes(10) : null
        );

    internal static Uri Signed(string url, string secret, DateTime now)
    {
        var time = Values.Milliseconds(now);
        var and = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Uri(
            string.Create(CultureInfo.InvariantCulture, $"{url}{and}timestamp={time}&sign={RobotSign.DingTalk(time, secret)}")
        );
    }
}
