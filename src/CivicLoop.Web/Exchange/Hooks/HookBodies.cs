using System.Data.Common;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Exchange.Api;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Hooks;

/// <summary>What a webhook sends.</summary>
/// <param name="Delivery">The same when it is sent again: what is known already may be passed over.</param>
/// <param name="Event">What happened: of <see cref="Happening.All"/>, or <see cref="Happening.Ping"/>.</param>
/// <param name="Number">Number of the case; null for a test.</param>
/// <param name="EventNumber">Its number in the history of the case: what is smaller happened before.</param>
/// <param name="Case">As it stands when this is sent; null where it is shown no longer, and for a test.</param>
/// <param name="Note">That a demo city is made up.</param>
public sealed record ApiHappening(
    Guid Delivery,
    string Event,
    string City,
    DateTime At,
    long? Number,
    int? EventNumber,
    ApiCase? Case,
    string? Note
);

/// <summary>Makes what is sent at the moment in which it goes: the case as everybody may know it then.</summary>
public sealed class HookBodies(RulesNow rules, CitiesHere cities, Texts texts)
{
    /// <summary>Null where there is nothing to tell any more.</summary>
    public string? Of(City city, Webhook hook, HookDelivery one)
    {
        if (cities.Find(city.Code) is not { } here)
            return null;
        var t = texts.In(Texts.Simplified);
        var note = here.Demo ? t["site.demo"] : null;
        if (one.Stream is null)
            return Written(new ApiHappening(one.Id, one.Kind, city.Code, one.HappenedAt, null, null, null, note));
        return city.Database.Read(connection =>
        {
            var number = Sql.Number(connection, "select number from cases where stream = $1", one.Stream);
            var shown = PublicCases.Find(connection, number);
            if (shown is null && one.Kind != Happening.Withheld)
                return null;
            var teller = new ApiTeller(
                CaseNames.Of(rules.Of(city)),
                t,
                $"{MessageSettings.Of(connection).Base.TrimEnd('/')}/{city.Code}",
                here.Demo
            );
            var told = shown is null ? null : Own(connection, hook, number, teller) ?? teller.Case(shown);
            return Written(new ApiHappening(one.Id, one.Kind, city.Code, one.HappenedAt, number, one.Number, told, note));
        });
    }

    private static ApiCase? Own(DbConnection connection, Webhook hook, long number, ApiTeller teller) =>
        hook.Token is { } id && TokenStore.ById(connection, id) is { } token && HookOwn.Is(token, token.Code)
            ? teller.Own(connection, token, number)
            : null;

    private static string Written(ApiHappening happening) => ApiJson.Written(happening);
}
