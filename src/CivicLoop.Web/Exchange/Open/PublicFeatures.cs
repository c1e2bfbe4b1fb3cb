using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Open;

/// <summary>
/// Cases and places as everybody may know them, as features of GeoJSON (RFC 7946): longitude and latitude in WGS84,
/// seven places at most.
/// </summary>
public sealed class PublicFeatures(CaseNames names, Sentences t)
{
    public const string MediaType = "application/geo+json";

    private const int Digits = 7;

    public void Write(Utf8JsonWriter json, PublicCase one)
    {
        Begin(json, one.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), one.Lon, one.Lat);
        json.WriteNumber("number", one.Number);
        json.WriteString("status", one.Status.IsOpen() ? "open" : "closed");
        json.WriteString("stage", t[$"site.status.{one.Status}"]);
        json.WriteString("category", one.Category);
        json.WriteString("categoryName", names.Category(one.Category));
        json.WriteString("foundBy", one.FoundBy);
        json.WriteString("district", names.District(one.District));
        json.WriteString("street", one.Street is null ? null : names.Street(one.Street));
        json.WriteString("place", one.Place);
        json.WriteString("unit", one.Unit is null ? null : names.Unit(one.Unit, t));
        json.WriteBoolean("reviewed", one.Publication is not null);
        json.WriteString("words", one.Words);
        Time(json, "reported", one.Reported);
        Time(json, "expected", one.Expected);
        Time(json, "closed", one.Closed);
        Time(json, "updated", one.Updated);
    }

    public void Write(Utf8JsonWriter json, Place place)
    {
        Begin(json, place.Code, place.Lon, place.Lat);
        json.WriteString("code", place.Code);
        json.WriteString("name", place.Name);
        json.WriteString("type", place.Type);
        json.WriteString("typeName", names.PlaceType(place.Type));
        json.WriteString("district", names.District(place.District));
        json.WriteString("street", place.Street.Length == 0 ? null : names.Street(place.Street));
        json.WriteBoolean("sample", place.Sample);
    }

    /// <summary>Ends what a feature says; members beside its properties may follow.</summary>
    public static void End(Utf8JsonWriter json, Action? beside = null)
    {
        json.WriteEndObject();
        beside?.Invoke();
        json.WriteEndObject();
    }

    public static double Rounded(double degrees) => Math.Round(degrees, Digits);

    private static void Begin(Utf8JsonWriter json, string id, double lon, double lat)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", id);
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(Rounded(lon));
        json.WriteNumberValue(Rounded(lat));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties");
    }

    private static void Time(Utf8JsonWriter json, string name, DateTime? utc)
    {
        if (utc is { } time)
            json.WriteString(name, Iso(time));
        else
            json.WriteNull(name);
    }

    public static string Iso(DateTime utc) =>
        utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
