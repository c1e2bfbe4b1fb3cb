using System.Data.Common;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Materials;

/// <summary>The room Materials: what units hand in for standards, filled first from what the city knows.</summary>
public static class MaterialsRoom
{
    public static void AddMaterials(this IServiceCollection services)
    {
        services.AddScoped<MaterialPages>();
        services.AddScoped<OneMaterialPages>();
        services.AddScoped<MaterialViews>();
        services.AddScoped<MaterialZip>();
        services.AddScoped<IDutySubjects, MaterialDuties>();
    }

    public static void MapMaterials(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/materials").May(Right.ReadMaterials);
        room.MapGet("", (string? done, HttpRequest request, MaterialPages pages) => pages.All(request.Query, done));
        room.MapPost("", (HttpRequest request, MaterialPages pages) => pages.Ask(request)).May(Right.AskMaterials);
        room.MapGet(
                "/export.{form}",
                (string form, HttpRequest request, MaterialPages pages) => pages.Export(form, request.Query)
            )
            .Exports("materials");
        room.MapGet(
                "/export.zip",
                (HttpRequest request, MaterialZip zip, CancellationToken stop) => zip.Whole(request.Query, stop)
            )
            .Exports("materials");
        room.MapGet("/{number:long}/export.zip", (long number, MaterialZip zip, CancellationToken stop) => zip.One(number, stop))
            .Exports("materials");
        room.MapGet("/{number:long}", (long number, string? done, OneMaterialPages pages) => pages.One(number, done));
        room.MapGet("/{number:long}/print", (long number, OneMaterialPages pages) => pages.Print(number));
        room.MapPost(
                "/{number:long}/{what}",
                (long number, string what, HttpRequest request, OneMaterialPages pages) => pages.Act(number, what, request)
            )
            .May(Right.ActOnMaterials);
    }
}

/// <summary>On a post's desk: materials to be handed in, to be judged, to be renewed.</summary>
internal sealed class MaterialDuties(SiteContext site, RulesNow rules, EditionReads editions, Sentences t) : IDutySubjects
{
    public IStreamKind Stream => MaterialStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [MaterialDecide.Submit, MaterialDecide.Review, MaterialDecide.Renew];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var names = CaseNames.Of(rules.Of(site.Here.City));
        var versions = EditionReads.Versions(connection);
        foreach (var (stream, state) in MaterialReads.Among(connection, subjects))
        {
            var version = versions.FirstOrDefault(one => one.System == state.Of.System && one.Code == state.Of.Edition);
            var standard = version is null ? null : editions.Of(connection, version.Id).Find(state.Of.Standard)?.Standard;
            yield return new DutySubject(
                Values.Id(stream),
                $"materials/{state.Number}",
                standard?.Text ?? t["materials.of", state.Number],
                names.Unit(state.Unit, t)
            );
        }
    }
}
