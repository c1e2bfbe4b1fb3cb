using System.Data.Common;
using CivicLoop.Core.Mechanisms;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Mechanisms;

/// <summary>The room Mechanisms: the ways of working that documents name, when each last ran and is due again.</summary>
public static class MechanismsRoom
{
    public static void AddMechanisms(this IServiceCollection services)
    {
        services.AddScoped<MechanismPages>();
        services.AddScoped<IDutySubjects, RunDuties>();
        services.AddScoped<IDutySubjects, MechanismDueDuties>();
        services.AddHostedService<MechanismDueRounds>();
    }

    public static void MapMechanisms(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/mechanisms").May(Right.Read);
        room.MapGet("", (MechanismPages pages) => pages.All());
        room.MapGet("/export.{form}", (string form, MechanismPages pages) => pages.Export(form)).Exports("mechanisms");
        room.MapGet("/{code}", (string code, string? done, MechanismPages pages) => pages.One(code, done));
        room.MapPost("/{code}", (string code, HttpRequest request, MechanismPages pages) => pages.Tell(code, request))
            .May(Right.RunMechanisms);
        room.MapPost(
                "/{code}/{number:long}/{what}",
                (string code, long number, string what, HttpRequest request, MechanismPages pages) =>
                    pages.Judge(code, number, what, request)
            )
            .May(Right.RunMechanisms);
    }
}

/// <summary>On a post's desk: runs that it is to confirm.</summary>
internal sealed class RunDuties(RulesNow rules, SiteContext site) : IDutySubjects
{
    public IStreamKind Stream => RunStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [RunDecide.Check];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var known = rules.Of(site.Here.City);
        return Sql.Many(
                connection,
                $"select stream, mechanism, unit from mechanism_runs where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), Code: row.GetString(1), Unit: row.GetString(2)),
                [.. subjects]
            )
            .Select(one => new DutySubject(
                one.Stream,
                $"mechanisms/{one.Code}",
                known.Playbook.Mechanisms.FirstOrDefault(mechanism => mechanism.Code == one.Code)?.Name ?? one.Code,
                known.Organisation.Unit(one.Unit)?.Name ?? one.Unit
            ));
    }
}

/// <summary>On a post's desk: runs that it owes.</summary>
internal sealed class MechanismDueDuties(RulesNow rules, SiteContext site, Sentences t, Wording w) : IDutySubjects
{
    public IStreamKind Stream => MechanismDueStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [MechanismDueDecide.Run];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var known = rules.Of(site.Here.City).Playbook.Mechanisms;
        return Sql.Many(
                connection,
                $"select stream, state from mechanism_dues where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), State: MechanismDueStream.Kind.ReadState(row.GetString(1))),
                [.. subjects]
            )
            .Select(one => new DutySubject(
                one.Stream,
                $"mechanisms/{one.State.Mechanism}#tell",
                known.FirstOrDefault(mechanism => mechanism.Code == one.State.Mechanism)?.Name ?? one.State.Mechanism,
                one.State.Last is { } last ? t["mechanisms.last-on", w.Date(last)] : t["mechanisms.never"]
            ));
    }
}
