using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>What may be asked: the categories, what is public, and what became of what one handed in.</summary>
public sealed class ApiReading(SiteContext site, RulesNow rules, ApiTeller teller, Sentences t, IHttpContextAccessor http)
{
    private HttpRequest Request => http.HttpContext!.Request;

    public IResult Categories() =>
        ApiAnswers.Answer(
            new ApiCategories([
                .. from theme in rules.Of(site.Here.City).Playbook.Problems.Themes
                from problem in theme.Groups
                from category in problem.Categories
                select new ApiCategory(
                    category.Code,
                    category.Name,
                    problem.Name,
                    theme.Name,
                    category.FileWhen,
                    category.FoundBy,
                    category.Call,
                    [
                        .. category.Questions.Select(asked => new ApiQuestion(
                            asked.Code,
                            asked.Ask,
                            asked.Kind,
                            asked.Options,
                            asked.Required
                        )),
                    ]
                ),
            ])
        );

    /// <summary>What everybody may know, the newest report first.</summary>
    public IResult Cases()
    {
        var (query, wrong) = ApiQuery.Read(Request.Query, rules.Of(site.Here.City).Playbook);
        if (query is null)
            return t.Wrong(wrong);
        var found = site.Here.Database.Read(connection =>
            PublicCases.List(connection, query.Filter, query.Limit + 1, query.Behind)
        );
        return Page(
            [.. found.Take(query.Limit).Select(teller.Case)],
            found.Count > query.Limit ? ((PublicBehind)found[query.Limit - 1]!).Written : null,
            query.Limit
        );
    }

    public IResult Case(long number) =>
        site.Here.Database.Read(connection => PublicCases.Find(connection, number)) is { } found
            ? ApiAnswers.Answer(teller.Case(found))
            : t.Wrong(new Refusal("case.unknown"));

    /// <summary>What this system handed in, the newest first; with its own number the one that has it.</summary>
    public IResult Reports(ApiToken token)
    {
        var (query, wrong) = ApiOwnQuery.Read(Request.Query);
        if (query is null)
            return t.Wrong(wrong);
        if (query.SourceNumber is { } said)
        {
            var number = site.Here.Database.Read(connection => CaseSources.Find(connection, token.Code, said));
            return ApiAnswers.Answer(new ApiCases(Told(token, number) is { } one ? [one] : [], null));
        }
        var cases = site.Here.Database.Read(connection =>
        {
            var own = CaseSources.List(connection, token.Code, query.Behind, query.Limit + 1);
            var shown = PublicCases.Find(connection, [.. own.Select(one => one.State.Number)]).ToDictionary(one => one.Number);
            return own.Where(one => shown.ContainsKey(one.State.Number))
                .Select(one => teller.Case(shown[one.State.Number]) with { Own = ApiTeller.Own(one.State, []) })
                .ToList();
        });
        return Page(
            [.. cases.Take(query.Limit)],
            cases.Count > query.Limit ? cases[query.Limit - 1].Number.ToString(CultureInfo.InvariantCulture) : null,
            query.Limit
        );
    }

    public IResult Report(ApiToken token, long number) =>
        Told(token, number) is { } own ? ApiAnswers.Answer(own) : t.Wrong(new Refusal("case.unknown"));

    private ApiCase? Told(ApiToken token, long number) =>
        site.Here.Database.Read(connection => teller.Own(connection, token, number));

    private IResult Page(IReadOnlyList<ApiCase> cases, string? after, int limit)
    {
        string? next = null;
        if (after is not null)
        {
            var asked = Request
                .Query.Where(one => one.Key is not ("after" or "limit"))
                .SelectMany(one => one.Value.Select(value => KeyValuePair.Create(one.Key, value)))
                .Append(KeyValuePair.Create("limit", (string?)limit.ToString(CultureInfo.InvariantCulture)))
                .Append(KeyValuePair.Create("after", (string?)after));
            next = $"{Request.Scheme}://{Request.Host}{Request.Path}{QueryString.Create(asked)}";
            http.HttpContext!.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }
        return ApiAnswers.Answer(new ApiCases(cases, next));
    }
}
