using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CivicLoop.Core.Messages;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>
/// Short messages by whatever HTTP port a city's carrier has: the administrator writes its body with {phone} and
/// {text} in it, which are escaped as the body's type asks.
/// </summary>
public sealed partial class SmsChannel(HttpPort port) : IChannel
{
    public const string Form = "application/x-www-form-urlencoded";

    public string Code => AllChannels.Sms;

    public IReadOnlyList<ChannelField> Fields { get; } =
    [new("url", Secret: true), new("body"), new("header", Secret: true, Required: false), new("expect", Required: false)];

    // 210 Chinese characters: three parts of a long short message.
    public ChannelLimit Limit { get; } = new(60, 5, 630);

    public bool Personal => true;

    public async Task<Delivery> Send(ChannelSetting setting, Letter letter, DateTime now, CancellationToken stop)
    {
        if (letter.To is not { } phone || !Phone().IsMatch(phone))
            return new Delivery(Went.Refused, "phone");
        var (status, answer) = await port.Post(
            setting.Address,
            Filled(setting["body"], phone, letter.Text),
            TypeOf(setting["body"]),
            setting["header"],
            stop
        );
        var expected = setting["expect"];
        return status == HttpStatusCode.TooManyRequests ? new Delivery(Went.Throttled, "429", TimeSpan.FromMinutes(1))
            : (int)status is < 200 or > 299 ? new Delivery(Went.Failed, ((int)status).ToString(CultureInfo.InvariantCulture))
            : expected.Length > 0 && !answer.Contains(expected, StringComparison.Ordinal) ? new Delivery(Went.Failed, "answer")
            : Delivery.Sent;
    }

    internal static string TypeOf(string body) => body.TrimStart().StartsWith('{') ? "application/json" : Form;

    internal static string Filled(string body, string phone, string text) =>
        Hole().Replace(body, hole => Escaped(hole.Value == "{phone}" ? phone : text, TypeOf(body)));

    private static string Escaped(string value, string type) =>
        type == Form ? Uri.EscapeDataString(value) : JsonEncodedText.Encode(value).ToString();

    [GeneratedRegex(@"\{(phone|text)\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^\+?\d{5,15}$")]
    public static partial Regex Phone();
}
