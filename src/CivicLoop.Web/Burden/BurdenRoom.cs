using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Burden;

/// <summary>The room Burden: what the system asks of each unit, beside what comes of it.</summary>
public static class BurdenRoom
{
    public static void AddBurden(this IServiceCollection services)
    {
        services.AddScoped<BurdenPages>();
        services.AddHostedService<BurdenRounds>();
    }

    public static void MapBurden(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/burden").May(Right.Read);
        room.MapGet("", (HttpRequest request, BurdenPages pages) => pages.Show(request.Query));
        room.MapGet("/export.{form}", (string form, HttpRequest request, BurdenPages pages) => pages.Export(form, request.Query))
            .Exports("burden");
    }
}

internal sealed class BurdenRounds(Cities cities, RulesNow rules, ILogger<BurdenRounds> log)
    : CityRounds(cities, TimeSpan.FromMinutes(20), log)
{
    protected override string Work => "counted by week";

    protected override async Task Visit(City city)
    {
        if (city.Database.Read(connection => Sql.Number(connection, "select count(*) from playbooks")) > 0)
            await BurdenStore.KeepUp(city, rules.Of(city).Calendar);
    }
}
