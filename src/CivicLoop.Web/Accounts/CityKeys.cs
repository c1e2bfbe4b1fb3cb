using System.Runtime.CompilerServices;
using System.Xml.Linq;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CivicLoop.Web.Accounts;

/// <summary>
/// The keys of a city lie in its own database: what they seal (cookies, photos on their way, secrets of second
/// factors) moves, is backed up and is gone with the city alone. Never called inside a transaction of the same
/// city: a new key is written.
/// </summary>
public static class CityKeys
{
    private static readonly ConditionalWeakTable<CityDatabase, IDataProtectionProvider> Rings = [];

    public static IDataProtector Of(City city, params string[] purposes) => Of(city.Database, purposes);

    public static IDataProtector Of(CityDatabase database, params string[] purposes) =>
        Rings.GetValue(database, Ring).CreateProtector(purposes);

    private static IDataProtectionProvider Ring(CityDatabase database)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("civicloop");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new KeyRows(database));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    private sealed class KeyRows(CityDatabase database) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() =>
            database.Read(connection =>
                Sql.Many(connection, "select content from city_keys order by made_at", row => XElement.Parse(row.GetString(0)))
            );

        public void StoreElement(XElement element, string friendlyName)
        {
            var (content, now) = (element.ToString(SaveOptions.DisableFormatting), CityClock.Machine);
            // Another server may have made the first key in the same moment: both stay, the ring chooses one.
            database
                .Write(transaction =>
                {
                    transaction.Execute(
                        "insert into city_keys (id, content, made_at) values ($1, $2, $3)",
                        Guid.CreateVersion7(),
                        content,
                        now
                    );
                    return true;
                })
                .GetAwaiter()
                .GetResult();
        }
    }
}
