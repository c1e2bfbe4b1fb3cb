namespace CivicLoop.Web.Sheets;

/// <summary>XML has no place for most control characters, and for no half of a letter: what people wrote, without them.</summary>
internal static class XmlText
{
    public static string Of(string text) =>
        text.All(System.Xml.XmlConvert.IsXmlChar)
            ? text
            : string.Concat(
                text.EnumerateRunes()
                    .Where(letter => letter.Value > char.MaxValue || System.Xml.XmlConvert.IsXmlChar((char)letter.Value))
            );
}
