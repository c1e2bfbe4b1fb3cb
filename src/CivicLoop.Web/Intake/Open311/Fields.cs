using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>
/// An element with its children in order, as XML and as JSON alike: texts, figures, yes or no, moments, further
/// elements, lists; null is an empty element here and null there.
/// </summary>
public sealed class Fields : List<KeyValuePair<string, object?>>
{
    public void Add(string name, object? value) => Add(KeyValuePair.Create(name, value));
}

/// <summary>Children that are all of one name: a list even where there is one of them, or none.</summary>
/// <param name="Items">Each a <see cref="Fields"/> or a text.</param>
public sealed record Listed(string Element, IReadOnlyList<object> Items);

/// <summary>Writes what Open311 answers. The root that XML must have, JSON drops.</summary>
public static class Wire
{
    public static void WriteXml(Stream stream, string root, object content)
    {
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false) });
        writer.WriteStartDocument();
        Write(writer, root, content);
        writer.WriteEndDocument();
    }

    public static void WriteJson(Stream stream, object content)
    {
        using var writer = new Utf8JsonWriter(
            stream,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        Write(writer, content);
    }

    private static void Write(XmlWriter writer, string name, object? value)
    {
        writer.WriteStartElement(name);
        switch (value)
        {
            case null:
                break;
            case Fields fields:
                foreach (var (key, child) in fields)
                    Write(writer, key, child);
                break;
            case Listed listed:
                foreach (var item in listed.Items)
                    Write(writer, listed.Element, item);
                break;
            default:
                writer.WriteString(Clean(Text(value)));
                break;
        }
        writer.WriteEndElement();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool yes:
                writer.WriteBooleanValue(yes);
                break;
            case int whole:
                writer.WriteNumberValue(whole);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case Fields fields:
                writer.WriteStartObject();
                foreach (var (key, child) in fields)
                {
                    writer.WritePropertyName(key);
                    Write(writer, child);
                }
                writer.WriteEndObject();
                break;
            case Listed listed:
                writer.WriteStartArray();
                foreach (var item in listed.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Text(value));
                break;
        }
    }

    private static string Text(object value) =>
        value switch
        {
            bool yes => yes ? "true" : "false",
            DateTimeOffset moment => Moments.Write(moment),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    // What XML cannot hold at all, such as a stray control character in somebody's words, is left out.
    private static string Clean(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (!IsXml(text, at))
                return new string([.. text.Where((_, index) => IsXml(text, index))]);
        return text;
    }

    private static bool IsXml(string text, int at) =>
        char.IsHighSurrogate(text[at]) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : char.IsLowSurrogate(text[at]) ? at > 0 && char.IsHighSurrogate(text[at - 1])
        : XmlConvert.IsXmlChar(text[at]);
}
