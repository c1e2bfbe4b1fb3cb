using System.Globalization;
using System.Text;
using System.Xml;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Publishing;

/// <summary>The newest public cases of an area as Atom (RFC 4287), for whoever wants to be told.</summary>
/// <param name="host">Where the reader came in: addresses in a feed are whole.</param>
public sealed class AtomFeed(SiteContext site, Sentences t, CaseNames names, Uri host)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string GeoRss = "http://www.georss.org/georss";

    public byte[] Write(PublicQuery query, IReadOnlyList<PublicCase> entries)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xmlns", "georss", null, GeoRss);
            xml.WriteAttributeString("xml", "lang", null, t.Language);
            var self = Whole("public", "feed.atom") + query.Address();
            Text(xml, "title", Title(query));
            if (site.Here.Demo)
                Text(xml, "subtitle", t["site.demo"]);
            Text(xml, "id", self);
            Link(xml, "self", self, "application/atom+xml");
            Link(xml, "alternate", Whole("public") + query.Address(), "text/html");
            Text(xml, "updated", Moment(entries.Count == 0 ? site.Now : entries.Max(one => one.Updated)));
            xml.WriteStartElement("author", Atom);
            Text(xml, "name", site.Here.Name.In(t.Language));
            xml.WriteEndElement();
            foreach (var one in entries)
                Entry(xml, one);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private void Entry(XmlWriter xml, PublicCase one)
    {
        var address = Whole("public", one.Number.ToString(CultureInfo.InvariantCulture));
        xml.WriteStartElement("entry", Atom);
        Text(xml, "id", address);
        Text(
            xml,
            "title",
            t["public.feed.entry", names.Category(one.Category), names.Where(one.District, one.Street, null), one.Status]
        );
        Link(xml, "alternate", address, "text/html");
        Text(xml, "published", Moment(one.Reported));
        Text(xml, "updated", Moment(one.Updated));
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", one.Category);
        xml.WriteAttributeString("label", names.Category(one.Category));
        xml.WriteEndElement();
        Text(xml, "summary", one.Words ?? t[one.Publication is null ? "public.pending.says" : "public.withheld.says"]);
        foreach (var photo in one.Photos)
            Link(xml, "enclosure", Whole("public", "photos", photo.ToString("D")), null);
        xml.WriteElementString("georss", "point", GeoRss, string.Create(CultureInfo.InvariantCulture, $"{one.Lat} {one.Lon}"));
        xml.WriteEndElement();
    }

    private string Title(PublicQuery query)
    {
        var where = names.Where(query.District, query.Street.Length > 0 ? query.Street : null, null);
        var title = t["public.feed.title", site.Here.Name.In(t.Language), where].TrimEnd(' ', '·');
        return site.Here.Demo ? t["public.feed.demo", title] : title;
    }

    private string Whole(params ReadOnlySpan<string> steps) => new Uri(host, site.At(steps)).AbsoluteUri;

    private static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Text(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, Atom, new string([.. text.Where(XmlConvert.IsXmlChar)]));

    private static void Link(XmlWriter xml, string relation, string address, string? type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        if (type is not null)
            xml.WriteAttributeString("type", type);
        xml.WriteEndElement();
    }
}
