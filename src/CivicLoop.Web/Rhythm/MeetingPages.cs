using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rhythm;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using CivicLoop.Web.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Rhythm;

/// <summary>A time that a beat came: what lay on the table, the minutes, what was decided.</summary>
public sealed class MeetingPages(SiteContext site, RulesNow rulesNow)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult One(long number, string? done) =>
        Find(number) is { } found ? Page(found, null, [], StatusCodes.Status200OK, done) : Results.NotFound();

    public async Task<IResult> Settle(long number, string what, HttpRequest request)
    {
        if (what is not ("hold" or "leave-out") || Find(number) is not { } found)
            return Results.NotFound();
        if (MeetingForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted)) is not { } form)
            return Results.BadRequest();
        var act = new ActForm(form.Act, site.Who.Actor, "desk", form.Reason, HappenedAt: null, Expected: null);
        try
        {
            var (outcome, about) =
                what == "hold"
                    ? await Hold(found, act, form)
                    : (await MeetingStore.LeaveOut(city, Rules, found.Stream, act), null);
            return outcome.Refusal is { } refusal
                ? Page(Find(number)!, form, about is not null ? [about, refusal] : [refusal], refusal.Status())
                : new SeeOther($"{site.At("rhythm", $"{number}")}?done={what}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<(Outcome<Done<MeetingState>> Outcome, Refusal? About)> Hold(Meeting found, ActForm act, MeetingForm form)
    {
        var minutes = form.Minutes();
        return minutes.Refusal is { } unfinished
            ? (unfinished, null)
            : await MeetingStore.Hold(city, Rules, found.Stream, act, minutes.Value!);
    }

    // What waits for a bulletin can stand in this one, unless somebody has still to decide about an appeal against it.
    private List<OrderState> Waiting(Meeting found) =>
        MayHold(found) && found.State.MayAnnounce
            ? city
                .Database.Read(connection =>
                    OrderReads.Page(
                        connection,
                        new OrderFilter(Status: OrderFilter.Bulletin),
                        site.Who.Actor,
                        Rules.Organisation,
                        OrderReads.PageSize,
                        0
                    )
                )
                .FindAll(order => order.Pending is null)
            : [];

    private bool MayHold(Meeting found) =>
        found.State.Status == MeetingStatus.Called && May.Reach(site.Who.Actor.Role, Right.HoldMeetings) != Scope.None;

    private Meeting? Find(long number) => city.Database.Read(connection => MeetingReads.Find(connection, number));

    private RazorComponentResult<MeetingPage> Page(
        Meeting found,
        MeetingForm? form,
        IReadOnlyList<Refusal> refusals,
        int status,
        string? done = null
    )
    {
        var waiting = Waiting(found);
        var places = found
            .State.Agenda.Parts.SelectMany(part => part.Lines)
            .Select(line => line.Place)
            .OfType<string>()
            .Distinct();
        return new(
            new Dictionary<string, object?>
            {
                [nameof(MeetingPage.Meeting)] = found,
                [nameof(MeetingPage.Rules)] = Rules,
                // They stand in it unless somebody takes one out.
                [nameof(MeetingPage.Form)] =
                    form ?? MeetingForm.New() with { Announced = [.. waiting.Select(order => order.Number)] },
                [nameof(MeetingPage.Refusals)] = refusals,
                [nameof(MeetingPage.Done)] = done,
                [nameof(MeetingPage.Places)] = city.Database.Read(connection =>
                    CaseListReads.PlaceNames(connection, [.. places]).ToDictionary()
                ),
                [nameof(MeetingPage.MayHold)] = MayHold(found),
                [nameof(MeetingPage.Waiting)] = waiting,
                [nameof(MeetingPage.Orders)] = city.Database.Read(connection =>
                    OrderReads.Among(
                        connection,
                        [
                            .. found
                                .State.Agenda.Parts.SelectMany(part => part.Lines)
                                .Select(line => line.Order)
                                .OfType<long>()
                                .Union(found.State.Announced ?? []),
                        ],
                        site.Who.Actor,
                        Rules.Organisation
                    )
                ),
            }
        )
        {
            StatusCode = status,
        };
    }
}
