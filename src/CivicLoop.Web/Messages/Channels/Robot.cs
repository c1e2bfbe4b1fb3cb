using System.Globalization;
using System.Net;
using System.Text.Json;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>What the robots of the three have in common: an answer in JSON with a number that is zero when all is well.</summary>
internal static class Robot
{
    private const int LongestTrouble = 120;

    /// <param name="code">The field with the number, and another name of it.</param>
    /// <param name="wait">How long to leave the robot alone for this number; null where it is no throttling.</param>
    public static Delivery Judge(
        (HttpStatusCode Status, string Body) answer,
        (string Name, string Other) code,
        string message,
        Func<long, TimeSpan?> wait
    )
    {
        if (answer.Status == HttpStatusCode.TooManyRequests)
            return new Delivery(Went.Throttled, "429", TimeSpan.FromMinutes(1));
        if ((int)answer.Status is < 200 or > 299)
            return new Delivery(Went.Failed, ((int)answer.Status).ToString(CultureInfo.InvariantCulture));
        try
        {
            using var parsed = JsonDocument.Parse(answer.Body);
            var root = parsed.RootElement;
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty(code.Name, out var found) && !root.TryGetProperty(code.Other, out found)
                || !found.TryGetInt64(out var number)
            )
                return new Delivery(Went.Failed, "answer");
            if (number == 0)
                return Delivery.Sent;
            var said =
                root.TryGetProperty(message, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
            var trouble = $"{number} {(said.Length > LongestTrouble ? said[..LongestTrouble] : said)}".TrimEnd();
            return wait(number) is { } pause ? new Delivery(Went.Throttled, trouble, pause) : new Delivery(Went.Failed, trouble);
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            return new Delivery(Went.Failed, "answer");
        }
    }
}
