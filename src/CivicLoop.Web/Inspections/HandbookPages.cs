using CivicLoop.Core.Inspections;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Inspections;

/// <summary>实地工作手册: what is looked at in each type of place, made of the editions in force today.</summary>
public sealed class HandbookPages(SiteContext site, RulesNow rulesNow, EditionReads editions)
{
    public IResult All() => Page(null);

    public IResult One(string type) =>
        rulesNow.Of(site.Here.City).Playbook.Places.Types.Any(one => one.Code == type) ? Page(type) : Results.NotFound();

    private RazorComponentResult<HandbookPage> Page(string? only)
    {
        var rules = rulesNow.Of(site.Here.City);
        IReadOnlyList<Edition> inForce = site.Here.Database.Read(connection => editions.InForce(connection, site.Today));
        return new(
            new Dictionary<string, object?>
            {
                [nameof(HandbookPage.Only)] = only,
                [nameof(HandbookPage.Editions)] = inForce,
                [nameof(HandbookPage.Chapters)] = rules
                    .Playbook.Places.Types.Where(type => only is null || type.Code == only)
                    .Select(type => Checklist.Of(type.Code, inForce))
                    .ToList(),
                [nameof(HandbookPage.Rules)] = rules,
            }
        );
    }
}
