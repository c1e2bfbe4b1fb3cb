using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Guidance;

/// <summary>Teams from above: who came for which ground until when, its schedule, and what it said.</summary>
public sealed class TeamPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private const int Coming = 6;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public RazorComponentResult<TeamsPage> List()
    {
        var (teams, said) = city.Database.Read(connection =>
            (GuidanceReads.Teams(connection, Reader), GuidanceReads.Feedback(connection, Reader, Rules.Organisation, team: null))
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(TeamsPage.Teams)] = teams,
                [nameof(TeamsPage.Said)] = said,
                [nameof(TeamsPage.Rules)] = Rules,
            }
        );
    }

    public RazorComponentResult<NewTeamPage> New() => NewPage(TeamForm.New(t), null, StatusCodes.Status200OK);

    public async Task<IResult> Open(HttpRequest request)
    {
        if (TeamForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted)) is not { } form)
            return Results.BadRequest();
        var read = form.Input();
        if (read.Refusal is { } wrong)
            return NewPage(form, wrong, wrong.Status());
        try
        {
            var outcome = await TeamStore.Open(city, Rules, Act(form.Act, form.Reason, null), read.Value!);
            return outcome.Refusal is { } refusal
                ? NewPage(form, refusal, refusal.Status())
                : new SeeOther($"{site.At("teams", $"{outcome.Value!.State.Number}")}?done=open");
        }
        catch (StorageTrouble trouble)
        {
            return NewPage(form, trouble.Refusal, StatusCodes.Status503ServiceUnavailable);
        }
    }

    public IResult One(long number, string? done) =>
        Find(number) is { } found ? Page(found, null, null, done, StatusCodes.Status200OK) : Results.NotFound();

    public async Task<IResult> Act(long number, string what, HttpRequest request)
    {
        if (what is not ("prolong" or "end") || Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        var form = Act(id, ReasonField.Stated(sent), version);
        try
        {
            var outcome =
                what == "end" ? await TeamStore.End(city, Rules, found.Stream, form)
                : ItemSheet.ParseDay(sent["last"].ToString().Trim()) is { } last
                    ? await TeamStore.Prolong(city, Rules, found.Stream, form, last)
                : new Refusal("team.days-missing");
            return outcome.Refusal is { } refusal
                ? Page(Find(number) ?? found, refusal, sent, null, refusal.Status())
                : new SeeOther($"{site.At("teams", $"{number}")}?done={what}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, trouble.Refusal, sent, null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private ActForm Act(Guid id, string reason, int? version) => new(id, Reader, "desk", reason, HappenedAt: null, version);

    private TeamSeen? Find(long number) => city.Database.Read(connection => GuidanceReads.Team(connection, number, Reader));

    private RazorComponentResult<NewTeamPage> NewPage(TeamForm form, Refusal? refusal, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(NewTeamPage.Form)] = form,
                [nameof(NewTeamPage.Refusal)] = refusal,
                [nameof(NewTeamPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<TeamPage> Page(TeamSeen found, Refusal? refusal, IFormCollection? sent, string? done, int status)
    {
        var state = found.State;
        // Names are for whoever sees the whole city, and for the team itself.
        var named = May.Read(Reader.Role) == Scope.City || Reader.Role == Role.Guide;
        var (said, members) = city.Database.Read(connection =>
            (
                GuidanceReads.Feedback(connection, Reader, Rules.Organisation, state.Number),
                named ? HoldingReads.OfUnit(connection, state.Unit) : []
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(TeamPage.State)] = state,
                [nameof(TeamPage.Said)] = said,
                [nameof(TeamPage.Members)] = members,
                [nameof(TeamPage.Named)] = named,
                [nameof(TeamPage.Times)] = Times(state),
                [nameof(TeamPage.Rules)] = Rules,
                [nameof(TeamPage.Refusal)] = refusal,
                [nameof(TeamPage.Sent)] = sent,
                [nameof(TeamPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }

    private List<BeatTime> Times(TeamState state) =>
        [
            .. new BeatCalendar(state.CityBeats(), state.First, Rules.Calendar)
                .Between(site.Now > state.Begins ? site.Now : state.Begins, state.Ends)
                .Take(Coming),
        ];
}
