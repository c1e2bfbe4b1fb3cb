using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Organisation;

/// <summary>The pages of the organisation: the tree, a unit, a post, people, the sheet of a hand-over.</summary>
public sealed class OrganisationPages(SiteContext site, RulesNow rulesNow)
{
    private const int PeopleToAPage = 100;
    private const int MostFound = 50;
    private const int MostPlaces = 30;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private OrganisationNow Now => Rules.Organisation;

    /// <summary>Whether there is such a page for a form to stand on.</summary>
    public bool Has(string page, string code) =>
        page switch
        {
            "" => true,
            "units" => Now.Unit(code) is not null,
            "posts" => Now.Post(code) is not null,
            "people" => Guid.TryParse(code, out var id)
                && city.Database.Read(connection => HoldingReads.Person(connection, id)) is not null,
            "handovers" => Guid.TryParse(code, out var id)
                && city.Database.Read(connection => HandoverReads.Find(connection, id)) is not null,
            _ => false,
        };

    /// <summary>The page of a form that was refused, with what was typed.</summary>
    public IResult Again(string page, string code, OrganisationSent sent, int status) =>
        page switch
        {
            "units" => Unit(code, sent, status),
            "posts" => Post(code, sent, status),
            "people" => Person(Guid.Parse(code), sent, status),
            "handovers" => Handover(Guid.Parse(code), sent, status),
            _ => Tree(null, null, sent, status),
        };

    public IResult Tree(string? words, string? on, OrganisationSent? sent = null, int status = StatusCodes.Status200OK)
    {
        var wanted = words?.Trim() ?? "";
        DateOnly? day =
            DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var asked) && asked < site.Today
                ? asked
                : null;
        // As it stood when that day ended.
        var when = day is { } past ? Rules.Calendar.ToUtc(past.AddDays(1), TimeOnly.MinValue).AddMilliseconds(-1) : site.Now;
        return city.Database.Read(connection =>
        {
            var organisation = day is null ? Now : OrganisationReads.At(connection, when);
            if (day is not null && site.Here.Demo)
                organisation = organisation.WithSamples();
            var held = HoldingReads.At(connection, when).ToLookup(held => held.Holding.Post);
            var vacant = day is not null
                ? []
                : organisation
                    .Posts.Where(post => !post.Closed && !held.Contains(post.Code))
                    .OrderBy(post => post.Code, StringComparer.Ordinal)
                    .Select(post => (post, OwedReads.DutiesOf(connection, post.Code)))
                    .OrderByDescending(one => one.Item2)
                    .ToList();
            return Page<OrganisationPage>(
                status,
                (nameof(OrganisationPage.Rules), Rules),
                (nameof(OrganisationPage.Organisation), organisation),
                (nameof(OrganisationPage.Held), held),
                (nameof(OrganisationPage.Vacant), vacant),
                (nameof(OrganisationPage.Day), day),
                (nameof(OrganisationPage.Words), wanted),
                (
                    nameof(OrganisationPage.Found),
                    wanted.Length == 0 ? [] : HoldingReads.People(connection, wanted, MostFound).ToList()
                ),
                (nameof(OrganisationPage.Sent), sent)
            );
        });
    }

    public IResult Unit(string code, OrganisationSent? sent = null, int status = StatusCodes.Status200OK) =>
        Now.Unit(code) is not { } unit
            ? Results.NotFound()
            : city.Database.Read(connection =>
                Page<UnitPage>(
                    status,
                    (nameof(UnitPage.Rules), Rules),
                    (nameof(UnitPage.Unit), unit),
                    (nameof(UnitPage.Held), HoldingReads.OfUnit(connection, code)),
                    (nameof(UnitPage.Terms), OrganisationReads.TermsOf(connection, code)),
                    (nameof(UnitPage.Owed), OwedReads.OfUnit(connection, code, site.Today)),
                    (nameof(UnitPage.Lights), OwedReads.LightsOf(connection, code, site.Now)),
                    (nameof(UnitPage.Places), PlacesOf(connection, unit)),
                    (nameof(UnitPage.ZonePlaces), ZonePlaces(connection, unit)),
                    (nameof(UnitPage.Memberships), CommitteeReads.Of(connection, code)),
                    (nameof(UnitPage.Members), CommitteeReads.MembersOf(connection, code)),
                    (
                        nameof(UnitPage.Issues),
                        unit.Kind == UnitKinds.Committee
                            ? CommitteeReads.IssuesOf(connection, code)
                            : CommitteeReads.LedBy(connection, code)
                    ),
                    (nameof(UnitPage.History), OrganisationHistory.Of(connection, code)),
                    (nameof(UnitPage.Sent), sent)
                )
            );

    public IResult Post(string code, OrganisationSent? sent = null, int status = StatusCodes.Status200OK) =>
        Now.Post(code) is not { } post
            ? Results.NotFound()
            : city.Database.Read(connection =>
                Page<PostPage>(
                    status,
                    (nameof(PostPage.Rules), Rules),
                    (nameof(PostPage.Post), post),
                    (nameof(PostPage.Held), HoldingReads.OfPost(connection, code)),
                    (nameof(PostPage.Owed), OwedReads.LinesOf(connection, code)),
                    (
                        nameof(PostPage.Contracts),
                        ContractReads.OfPost(connection, Rules, code, site.Today).Select(state => state.Number).ToList()
                    ),
                    (nameof(PostPage.Handovers), HandoverReads.OfPost(connection, code)),
                    (nameof(PostPage.Everybody), HoldingReads.People(connection, "", 2000)),
                    (nameof(PostPage.History), OrganisationHistory.Of(connection, code)),
                    (nameof(PostPage.Sent), sent)
                )
            );

    public IResult People(string? words, int page)
    {
        var wanted = words?.Trim() ?? "";
        page = Math.Clamp(page, 1, 10_000);
        return city.Database.Read(connection =>
        {
            var people = HoldingReads.People(connection, wanted, PeopleToAPage, (page - 1) * PeopleToAPage);
            return Page<PeoplePage>(
                StatusCodes.Status200OK,
                (nameof(PeoplePage.Rules), Rules),
                (nameof(PeoplePage.People), people),
                (nameof(PeoplePage.Held), HoldingReads.At(connection, site.Now).ToLookup(held => held.Holding.Person)),
                (nameof(PeoplePage.Words), wanted),
                (nameof(PeoplePage.Count), HoldingReads.CountPeople(connection, wanted)),
                (nameof(PeoplePage.Number), page),
                (nameof(PeoplePage.ToAPage), PeopleToAPage)
            );
        });
    }

    public IResult Person(Guid id, OrganisationSent? sent = null, int status = StatusCodes.Status200OK) =>
        city.Database.Read(connection =>
            HoldingReads.Person(connection, id) is not { } person
                ? Results.NotFound()
                : Page<PersonPage>(
                    status,
                    (nameof(PersonPage.Rules), Rules),
                    (nameof(PersonPage.Person), person),
                    (nameof(PersonPage.Held), HoldingReads.OfPerson(connection, id)),
                    (nameof(PersonPage.Waiting), HandoverReads.WaitingFor(connection, id)),
                    (nameof(PersonPage.History), OrganisationHistory.Of(connection, Values.Id(id))),
                    (nameof(PersonPage.Sent), sent)
                )
        );

    public IResult Handover(Guid id, OrganisationSent? sent = null, int status = StatusCodes.Status200OK) =>
        city.Database.Read(connection =>
            HandoverReads.Find(connection, id) is not { } sheet
                ? Results.NotFound()
                : Page<HandoverPage>(
                    status,
                    (nameof(HandoverPage.Rules), Rules),
                    (nameof(HandoverPage.Sheet), sheet),
                    (
                        nameof(HandoverPage.Names),
                        OrganisationReads.Names(
                            connection,
                            [
                                .. new[] { sheet.Leaver, sheet.Taker }
                                    .OfType<Guid>()
                                    .Concat(sheet.Signatures.Select(signature => signature.Signer))
                                    .Distinct(),
                            ]
                        )
                    ),
                    (nameof(HandoverPage.Made), OrganisationActs.Of(connection, Values.Id(id)).Last()),
                    (nameof(HandoverPage.Sent), sent)
                )
        );

    private IReadOnlyList<Core.Places.Place> PlacesOf(System.Data.Common.DbConnection connection, Unit unit) =>
        // A zone looks after places of the unit that it is a part of; those are offered to it.
        PlaceReads.OwnedBy(connection, Now.Answering(unit.Code), site.Today, unit.Kind == UnitKinds.Zone ? 500 : MostPlaces);

    private List<(string Place, string Name, string Zone)> ZonePlaces(System.Data.Common.DbConnection connection, Unit unit) =>
        CommitteeReads.PlacesOf(connection, [.. Now.ZonesOf(Now.Answering(unit.Code)).Select(zone => zone.Code)]);

    private static RazorComponentResult<T> Page<T>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : IComponent
    {
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in parameters)
            values[name] = value;
        return new RazorComponentResult<T>(values) { StatusCode = status };
    }
}
