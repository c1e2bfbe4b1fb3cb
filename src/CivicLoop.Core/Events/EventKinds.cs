using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CivicLoop.Core.Events;

/// <summary>
/// The stored forms of one kind of stream's events: a name and a JSON body each. Names and shapes are stone once
/// released; golden files hold every one of them.
/// </summary>
public abstract class EventKinds
{
    private readonly Dictionary<string, JsonTypeInfo> shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> names = [];

    /// <param name="generated">Holds the shape of every type, made when this was compiled.</param>
    private protected EventKinds(JsonSerializerContext generated, IReadOnlyDictionary<string, Type> kinds)
    {
        foreach (var (kind, type) in kinds)
        {
            shapes[kind] =
                generated.GetTypeInfo(type)
                ?? throw new InvalidOperationException(
                    $"{generated.GetType().Name} lacks [JsonSerializable(typeof({type.Name}))]"
                );
            names.Add(type, kind);
        }
    }

    public IReadOnlyCollection<string> All => shapes.Keys;

    public bool Knows(string kind) => shapes.ContainsKey(kind);

    /// <exception cref="InvalidOperationException">The kind is unknown: the history was written by a later release, or bent.</exception>
    /// <exception cref="JsonException">The body is not what this kind holds.</exception>
    public object ReadAny(string kind, string body)
    {
        if (!shapes.TryGetValue(kind, out var shape))
            throw new InvalidOperationException($"unknown kind of event '{kind}'");
        try
        {
            return JsonSerializer.Deserialize(body, shape) ?? throw new JsonException("nothing in it");
        }
        catch (JsonException exception)
        {
            throw new JsonException($"the body of an event '{kind}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="InvalidOperationException">This type of event has no name to be stored under.</exception>
    public (string Kind, string Body) WriteAny(object happened)
    {
        var kind = NameOf(happened);
        return (kind, JsonSerializer.Serialize(happened, shapes[kind]));
    }

    private protected string NameOf(object happened) =>
        names.TryGetValue(happened.GetType(), out var kind)
            ? kind
            : throw new InvalidOperationException($"{happened.GetType().Name} is stored under no kind");
}

/// <inheritdoc/>
public sealed class EventKinds<TEvent>(JsonSerializerContext generated, IReadOnlyDictionary<string, Type> kinds)
    : EventKinds(generated, kinds)
    where TEvent : class
{
    public string KindOf(TEvent happened) => NameOf(happened);

    public (string Kind, string Body) Write(TEvent happened) => WriteAny(happened);

    /// <inheritdoc cref="EventKinds.ReadAny"/>
    public TEvent Read(string kind, string body) => (TEvent)ReadAny(kind, body);
}
