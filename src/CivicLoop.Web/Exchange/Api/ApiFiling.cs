using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Intake.Open311;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>
/// Takes in what a video patrol, a sensor, a vehicle or a news desk found, and what it says of it afterwards. The key
/// says who it is and by whom its problems are found; nothing in a call does. What the system calls by one number is
/// one case, however often it is handed in.
/// </summary>
public sealed class ApiFiling(
    SiteContext site,
    RulesNow rulesNow,
    Texts texts,
    Sentences t,
    ApiTeller teller,
    PhotoTokens sealedPhotos,
    IHttpContextAccessor accessor
)
{
    private City City => site.Here.City;

    private HttpContext Http => accessor.HttpContext!;

    private CaseRules Rules => rulesNow.Of(City);

    /// <summary>201 with the new case; 200 with the one that this number, or this very call, made before.</summary>
    public async Task<IResult> Report()
    {
        var token = Http.Token();
        var read = await ApiBody.Read<ApiReport>(Http);
        if (read.Refusal is { } unreadable)
            return t.Wrong(unreadable);
        var report = read.Value!.Fields;
        if (Known(token, report) is { } known)
            return known;
        var wrong = new List<ApiWrong>();
        var at = Where(report, wrong);
        var what = What(report, wrong);
        var source = Source(token, report, wrong);
        var found = FoundAt(report, wrong);
        var photos = await Staged(token, report, read.Value.Photos, wrong);
        if (wrong.Count > 0)
            return t.Wrong(wrong);
        var outcome = await CaseStore.Act(
            City,
            Rules,
            null,
            Act(token, "api.reason", "report", found),
            new ReceiveInput(report.Category!.Trim(), at!, what, photos, token.FoundBy, source)
        );
        if (outcome.Refusal is { } refusal)
            // Somebody may have handed in the same number in the same moment: then it is that case.
            return (refusal.Code == "source.known" ? Known(token, report) : null) ?? t.Wrong(refusal);
        var done = outcome.Value!;
        Http.Response.Headers.Location = At(done.Number);
        return ApiAnswers.Answer(
            Told(token, done.Number)!,
            done.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created
        );
    }

    /// <summary>Photos taken in before the report that names them: over a bad line they go one by one.</summary>
    public async Task<IResult> Photos()
    {
        var token = Http.Token();
        if (!Http.Request.HasFormContentType)
            return t.Wrong(new Refusal("api.type-form"));
        var read = await ApiBody.Read<ApiConfirmation>(Http);
        if (read.Refusal is { } unreadable)
            return t.Wrong(unreadable);
        if (read.Value!.Photos.Count == 0)
            return t.Wrong(new ApiWrong("photos", new Refusal("api.photos-missing")));
        var staged = await PhotoStaging.StageAll(City, read.Value.Photos, [], staff: false);
        if (staged.Refused.Count > 0)
            return t.Wrong([.. staged.Refused.Select(one => (ApiWrong)one.Refusal)]);
        return ApiAnswers.Answer(
            new ApiPhotos([
                .. staged.Photos.Select(photo => new ApiPhoto(
                    sealedPhotos.Seal(City, token.Id, photo),
                    photo.Type,
                    photo.Width,
                    photo.Height
                )),
            ]),
            StatusCodes.Status201Created
        );
    }

    public Task<IResult> Add(long number) => Say(number, CaseAct.AddWords);

    public Task<IResult> Dispute(long number) => Say(number, CaseAct.DisputeFix);

    public async Task<IResult> Confirm(long number)
    {
        var token = Http.Token();
        var read = await ApiBody.Read<ApiConfirmation>(Http);
        if (read.Refusal is { } unreadable)
            return t.Wrong(unreadable);
        // To confirm has no words of its own: they are why it is confirmed.
        var words = read.Value!.Fields.Words?.Trim() ?? "";
        if (words.Length > ApiConfirmation.Longest)
            return t.Wrong(new ApiWrong("words", new Refusal("text.too-long", $"{ApiConfirmation.Longest}")));
        if (read.Value.Photos.Count > 0)
            return t.Wrong(new ApiWrong("photos", new Refusal("api.photos-unfit")));
        var act = Act(token, "api.reason.said", $"confirm {number}");
        return await Said(
            token,
            number,
            words.Length == 0 ? act : act with { Reason = $"{act.Reason} {words}" },
            new PlainInput(CaseAct.ConfirmFix)
        );
    }

    private async Task<IResult> Say(long number, CaseAct act)
    {
        var token = Http.Token();
        var read = await ApiBody.Read<ApiWords>(Http);
        if (read.Refusal is { } unreadable)
            return t.Wrong(unreadable);
        var (said, wrong) = (read.Value!.Fields, new List<ApiWrong>());
        var words = said.Words?.Trim().ReplaceLineEndings("\n") ?? "";
        if (words.Length == 0)
            wrong.Add(new ApiWrong("words", new Refusal("what.missing")));
        if (words.Length > ActForm.LongestText)
            wrong.Add(new ApiWrong("words", new Refusal("text.too-long", $"{ActForm.LongestText}")));
        // Whose it is not hears that before any photo is taken in.
        if (Own(token, number) is null)
            return t.Wrong(new Refusal("case.unknown"));
        var photos = await Staged(token, said, read.Value.Photos, wrong);
        return wrong.Count > 0
            ? t.Wrong(wrong)
            : await Said(token, number, Act(token, "api.reason.said", $"{act} {number}"), new WordsInput(act, words, photos));
    }

    // A system speaks only of what came by its own key.
    private async Task<IResult> Said(ApiToken token, long number, ActForm form, CaseInput input)
    {
        if (Own(token, number) is not { } own)
            return t.Wrong(new Refusal("case.unknown"));
        var outcome = await CaseStore.Act(City, Rules, own.Stream, form, input);
        return outcome.Refusal is { } refusal ? t.Wrong(refusal) : ApiAnswers.Answer(Told(token, number)!);
    }

    private ApiCase? Told(ApiToken token, long number) =>
        site.Here.Database.Read(connection => teller.Own(connection, token, number));

    private SourcedCase? Own(ApiToken token, long number) =>
        City.Database.Read(connection => CaseSources.Of(connection, token.Code, number));

    private IResult? Known(ApiToken token, ApiReport report)
    {
        var number = report.SourceNumber?.Trim() ?? "";
        var known = number.Length == 0 ? 0 : City.Database.Read(connection => CaseSources.Find(connection, token.Code, number));
        if (known == 0 || Told(token, known) is not { } one)
            return null;
        Http.Response.Headers.Location = At(known);
        return ApiAnswers.Answer(one);
    }

    private string At(long number) => site.At("api", "v1", "reports", number.ToString(CultureInfo.InvariantCulture));

    private ActForm Act(ApiToken token, string reason, string of, DateTime? happenedAt = null) =>
        // The history is written in the language of the office.
        TokenActs.Form(
            token,
            "api",
            texts.In(Texts.Simplified)[reason, token.Name],
            of,
            Http.Request.Headers["Idempotency-Key"].ToString().Trim(),
            happenedAt
        );

    private Location? Where(ApiReport report, List<ApiWrong> wrong)
    {
        if (ChinaCoordinates.System(report.Crs ?? "WGS84") is not { } system)
        {
            wrong.Add(new Refusal("api.crs", report.Crs!));
            return null;
        }
        var at = City.Database.Read<Location?>(connection =>
        {
            var territory = new Territory(Rules.Playbook, connection, site.Today);
            if (report.Place?.Trim() is { Length: > 0 } code)
            {
                var plated = territory.Plated(code);
                if (plated is null)
                    wrong.Add(new Refusal("api.place", code));
                return plated;
            }
            if (report is { Lon: null, Lat: null })
                wrong.Add(new Refusal("api.where"));
            else if (report is not { Lon: >= -180 and <= 180, Lat: >= -90 and <= 90 })
                wrong.Add(new Refusal("api.position"));
            else
            {
                var (lon, lat) = ChinaCoordinates.ToWgs84(system, report.Lon.Value, report.Lat.Value);
                return territory.At(Math.Round(lon, 7), Math.Round(lat, 7));
            }
            return null;
        });
        if (at is { District.Length: 0 })
            wrong.Add(new Refusal("place.outside"));
        return at;
    }

    private string What(ApiReport report, List<ApiWrong> wrong)
    {
        var what = report.What?.Trim().ReplaceLineEndings("\n") ?? "";
        if (what.Length == 0)
            wrong.Add(new Refusal("what.missing"));
        if (what.Length > ApiReport.Longest)
            wrong.Add(new ApiWrong("what", new Refusal("text.too-long", $"{ApiReport.Longest}")));
        var code = report.Category?.Trim() ?? "";
        if (code.Length == 0)
            wrong.Add(new Refusal("intake.category-missing"));
        else if (Rules.Playbook.Category(code) is { } category)
            return string.Join('\n', [what, .. Answers(report, category, wrong)]);
        else
            wrong.Add(new Refusal("category.unknown", code));
        return what;
    }

    private IEnumerable<string> Answers(ApiReport report, Category category, List<ApiWrong> wrong)
    {
        if (report.Answers is not { Count: > 0 } said)
            return [];
        var unfit = new List<Refusal>();
        // What a machine cannot see it need not answer: only what is answered is judged.
        var answers = QuestionAnswers.Of(
            said.ToDictionary(one => one.Key, one => one.Value),
            [.. category.Questions.Where(question => said.ContainsKey(question.Code))],
            question => $"answers.{question}",
            unfit
        );
        wrong.AddRange(unfit.Select(one => (ApiWrong)one));
        wrong.AddRange(
            answers.Unknown.Select(question => new ApiWrong($"answers.{question}", new Refusal("answer.unasked", question)))
        );
        var office = texts.In(Texts.Simplified);
        return answers.Lines.Select(answer => office["open311.answer", answer.Ask, answer.Said]);
    }

    private static DateTime? FoundAt(ApiReport report, List<ApiWrong> wrong)
    {
        if (string.IsNullOrWhiteSpace(report.FoundAt))
            return null;
        if (Moments.Read(report.FoundAt) is { Year: >= 1970 and < 9000 } moment)
            return moment;
        wrong.Add(new Refusal("api.bad-moment", "foundAt", report.FoundAt));
        return null;
    }

    private static Source Source(ApiToken token, ApiReport report, List<ApiWrong> wrong)
    {
        var (number, link) = (report.SourceNumber?.Trim() ?? "", report.SourceLink?.Trim() ?? "");
        if (number.Length > ApiReport.LongestNumber || number.Any(char.IsControl))
            wrong.Add(new Refusal("intake.source-long", $"{ApiReport.LongestNumber}"));
        var address = SourceLink.Read(link);
        if (link.Length > SourceLink.Longest || link.Length > 0 && address is null)
            wrong.Add(new Refusal("intake.link-broken"));
        return new Source(token.Code, number.Length == 0 ? null : number, address);
    }

    // Those taken in before, and those beside it.
    private async Task<IReadOnlyList<StagedPhoto>> Staged(
        ApiToken token,
        IWithPhotos named,
        IReadOnlyList<IFormFile> files,
        List<ApiWrong> wrong
    )
    {
        var before = (named.Photos ?? []).Select(one => sealedPhotos.Open(City, token.Id, one)).ToList();
        for (var at = 0; at < before.Count; at++)
            if (before[at] is null)
                wrong.Add(new ApiWrong($"photos[{at}]", new Refusal("api.photo-unknown")));
        var staged = await PhotoStaging.StageAll(City, files, [.. before.OfType<StagedPhoto>()], staff: false);
        wrong.AddRange(staged.Refused.Select(one => (ApiWrong)one.Refusal));
        return staged.Photos;
    }
}
