using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>
/// Words about requests, both ways, as mySociety's extension has them: what happened since, and what whoever told it
/// says of it. Of what came by its own key another system says everything; to any other request that everybody may know
/// of it adds words, as a city does that pulls from ours.
/// </summary>
public sealed class Open311Updates(SiteContext site, Open311Door door, Open311Requests requests, Open311Filing filing)
{
    // With the reason before them they still fit where a reason does.
    private const int LongestWords = 900;

    /// <summary>The words that are understood, each with what it says: still wrong, put right, or neither.</summary>
    private static readonly Dictionary<string, bool?> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["open"] = false,
        ["reopen"] = false,
        ["closed"] = true,
        ["fixed"] = true,
        ["in_progress"] = null,
        ["planned"] = null,
        ["action_scheduled"] = null,
        ["investigating"] = null,
        ["duplicate"] = null,
        ["not_councils_responsibility"] = null,
        ["no_further_action"] = null,
        ["internal_referral"] = null,
        ["cancelled"] = null,
        ["for_triage"] = null,
        ["unchanged"] = null,
    };

    private City City => site.Here.City;

    public IResult List(HttpContext http)
    {
        var json = Open311Result.IsJson(http.Request);
        var wrong = new List<Refusal>();
        var (since, before) = Open311Query.Between(http.Request.Query, "start_date", "end_date", site.Now, wrong);
        if (wrong.Count > 0)
            return door.Refuse(json, wrong);
        var steps = City.Database.Read(connection =>
            PublicCases.Steps(connection, since!.Value, before!.Value, Open311Query.Most)
        );
        var teller = requests.Teller(http, []);
        return Open311Result.List(
            json,
            "service_request_updates",
            "request_update",
            steps.Select(step => new Fields
            {
                { "update_id", $"{step.Number}-{step.Event}" },
                { "service_request_id", Open311Requests.Id(step.Number) },
                { "status", Status(step) },
                { "description", teller.Words(step) },
                { "media_url", null },
                { "updated_datetime", teller.At(step.At) },
                { "external_status_code", step.Kind },
            })
        );
    }

    public async Task<IResult> Post(HttpContext http)
    {
        var json = Open311Result.IsJson(http.Request);
        var opened = await door.Open(http);
        if (opened.Refusal is { } shut)
            return door.Refuse(json, shut);
        var (token, form) = (opened.Value!, http.Request.Form);
        var wrong = new List<Refusal>();
        string Needed(string name)
        {
            var said = Open311Filing.Said(form, name);
            if (said.Length == 0)
                wrong.Add(new Refusal("open311.missing", name));
            return said;
        }

        var (request, update, status) = (Needed("service_request_id"), Needed("update_id"), Needed("status"));
        var (at, words) = (Needed("updated_datetime"), Needed("description"));
        if (status.Length > 0 && !Statuses.ContainsKey(status))
            wrong.Add(new Refusal("open311.update-status", status, string.Join(", ", Statuses.Keys)));
        if (at.Length > 0 && Moments.Read(at) is null)
            wrong.Add(new Refusal("open311.moment", "updated_datetime", at));
        if (words.Length > LongestWords)
            wrong.Add(new Refusal("open311.too-long", $"{LongestWords}"));
        if (Open311Filing.Link(form, "media_url", wrong) is { } media)
            words += "\n" + media;
        var about = request.Length == 0 ? null : About(request, token, wrong);
        var photos = await PhotoStaging.StageAll(City, [.. Open311Filing.Files(form)], [], staff: false);
        wrong.AddRange(photos.Refused.Select(one => one.Refusal));
        if (wrong.Count > 0)
            return door.Refuse(json, wrong);

        var act = filing.Act(http, token, "open311.reason.update", $"update {request}", update);
        var input = Input(status, words, photos.Photos, about!, act.Id);
        if (input is PlainInput)
        {
            // To confirm has no words of its own: they are why it is confirmed.
            act = act with
            {
                Reason = $"{act.Reason} {words}",
            };
            if (photos.Photos.Count > 0)
                return door.Refuse(json, new Refusal("open311.photos-unfit"));
        }
        var outcome = await CaseStore.Act(City, door.Rules, about!.Stream, act, input);
        return outcome.Refusal is { } refusal
            ? door.Refuse(json, refusal)
            : Open311Result.List(json, "service_request_updates", "request_update", [new Fields { { "update_id", update } }]);
    }

    // The words of our steps among those that others know.
    internal static string Status(PublicStep step) =>
        step.Kind switch
        {
            // What is said after the end opens nothing again.
            _ when step.Ended => "closed",
            "reported" or "received" => "open",
            "filed" => "investigating",
            "dispatched" or "assigned" => "action_scheduled",
            "plan-made" or "suspended" => "planned",
            "fix-reported" or "fixed-on-the-spot" or "check-passed" or "fix-confirmed" => "fixed",
            "closed" or "rebounded" => "closed",
            "filing-refused" => "no_further_action",
            "merged" => "duplicate",
            "reopened" or "fix-disputed" => "reopen",
            _ => "in_progress",
        };

    // What is said of the outcome where there is one to speak of; otherwise it is something to add.
    private CaseInput Input(string status, string words, IReadOnlyList<StagedPhoto> photos, Spoken about, Guid act)
    {
        // An act that was accepted before is read as it was then: the case has moved on since.
        if (City.Database.Read(connection => Before(connection, act)) is { } first)
            return first == CaseAct.ConfirmFix ? new PlainInput(first) : new WordsInput(first, words, photos);
        var said = about is { Own: true, State.Status: CaseStatus.Fixed or CaseStatus.Passed or CaseStatus.Closed };
        return Statuses[status] switch
        {
            true when said => new PlainInput(CaseAct.ConfirmFix),
            false when said => new WordsInput(CaseAct.DisputeFix, words, photos),
            _ => new WordsInput(CaseAct.AddWords, words, photos),
        };
    }

    private static CaseAct? Before(System.Data.Common.DbConnection connection, Guid act) =>
        Sql.One(connection, "select kind from events where act = $1 order by number limit 1", row => row.GetString(0), act) switch
        {
            null => null,
            "words-added" => CaseAct.AddWords,
            "fix-confirmed" => CaseAct.ConfirmFix,
            _ => CaseAct.DisputeFix,
        };

    private Spoken? About(string request, ApiToken token, List<Refusal> wrong)
    {
        var spoken = Open311Query.Number(request) is { } number
            ? City.Database.Read(connection =>
                Sql.One(
                    connection,
                    "select stream, state, shown_lon from cases where number = $1",
                    row => new Spoken(
                        Guid.Parse(row.GetString(0)),
                        CaseColumns.Read(row.GetString(1)),
                        token.Code,
                        Public: !row.IsDBNull(2)
                    ),
                    number
                )
            )
            : null;
        if (spoken is { Own: true } or { Public: true })
            return spoken;
        wrong.Add(new Refusal("open311.request-unknown", request));
        return null;
    }

    private sealed record Spoken(Guid Stream, CaseState State, string By, bool Public)
    {
        /// <summary>Whether it came by the key that speaks of it now.</summary>
        public bool Own => State.Source?.System == By;
    }
}
