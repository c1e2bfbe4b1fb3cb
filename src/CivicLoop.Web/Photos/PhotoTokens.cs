using System.Security.Cryptography;
using System.Text.Json;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Photos;

/// <summary>
/// A photo that is taken in already, as a hidden field: when a form is refused and sent again, nobody has to
/// choose the photos anew. Sealed, so that a form can only name photos that this server took in for this city
/// and this person.
/// </summary>
public sealed class PhotoTokens
{
    private static readonly TimeSpan Lasting = TimeSpan.FromHours(12);

    /// <param name="person">Who sent it; an empty id for a citizen.</param>
    public string Seal(City city, Guid person, StagedPhoto photo) =>
        For(city, person).Protect(JsonSerializer.Serialize(photo), Lasting);

    /// <summary>Null for what was bent, is too old or was meant for somebody else.</summary>
    public StagedPhoto? Open(City city, Guid person, string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        try
        {
            var photo = JsonSerializer.Deserialize<StagedPhoto>(For(city, person).Unprotect(token));
            // A form that is sent again and again keeps its photos, however long that takes.
            return photo is not null && new BlobStore(city.PhotoFolder).Renew(photo.Blob) ? photo : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector For(City city, Guid person) =>
        CityKeys.Of(city, "photos", Values.Id(person)).ToTimeLimitedDataProtector();
}
