using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Supervision;

/// <summary>The stored form of an order's events. Stone once released.</summary>
public static class OrderEventJson
{
    public static EventKinds<OrderEvent> Kinds { get; } =
        new(
            OrderEventContext.Default,
            new Dictionary<string, Type>
            {
                ["order.drafted"] = typeof(OrderDrafted),
                ["order.dismissed"] = typeof(OrderDismissed),
                ["order.signed"] = typeof(OrderSigned),
                ["order.received"] = typeof(OrderReceived),
                ["order.deemed-received"] = typeof(OrderDeemedReceived),
                ["order.replied"] = typeof(OrderReplied),
                ["order.passed"] = typeof(OrderPassed),
                ["order.failed"] = typeof(OrderFailed),
                ["order.announced"] = typeof(OrderAnnounced),
                ["order.talked"] = typeof(OrderTalked),
                ["order.referred"] = typeof(OrderReferred),
                ["order.withdrawn"] = typeof(OrderWithdrawn),
                ["order.superseded"] = typeof(OrderSuperseded),
                ["order.appealed"] = typeof(OrderAppealed),
                ["order.appeal-decided"] = typeof(OrderAppealDecided),
                ["order.points-returned"] = typeof(OrderPointsReturned),
                ["order.bulletin-withdrawn"] = typeof(OrderBulletinWithdrawn),
                ["order.watched"] = typeof(OrderWatched),
                ["order.unwatched"] = typeof(OrderUnwatched),
                ["order.recounted"] = typeof(OrderRecounted),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(OrderDrafted))]
[JsonSerializable(typeof(OrderDismissed))]
[JsonSerializable(typeof(OrderSigned))]
[JsonSerializable(typeof(OrderReceived))]
[JsonSerializable(typeof(OrderDeemedReceived))]
[JsonSerializable(typeof(OrderReplied))]
[JsonSerializable(typeof(OrderPassed))]
[JsonSerializable(typeof(OrderFailed))]
[JsonSerializable(typeof(OrderAnnounced))]
[JsonSerializable(typeof(OrderTalked))]
[JsonSerializable(typeof(OrderReferred))]
[JsonSerializable(typeof(OrderWithdrawn))]
[JsonSerializable(typeof(OrderSuperseded))]
[JsonSerializable(typeof(OrderAppealed))]
[JsonSerializable(typeof(OrderAppealDecided))]
[JsonSerializable(typeof(OrderPointsReturned))]
[JsonSerializable(typeof(OrderBulletinWithdrawn))]
[JsonSerializable(typeof(OrderWatched))]
[JsonSerializable(typeof(OrderUnwatched))]
[JsonSerializable(typeof(OrderRecounted))]
[JsonSerializable(typeof(OrderState))]
public sealed partial class OrderEventContext : JsonSerializerContext;
