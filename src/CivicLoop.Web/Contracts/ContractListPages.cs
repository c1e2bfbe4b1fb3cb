using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Contracts;

/// <summary>Contracts as a list, as a board of who leads what, and as what one party answers for.</summary>
public sealed class ContractListPages(SiteContext site, RulesNow rulesNow, ContractNames names, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public RazorComponentResult<ContractsPage> List(IQueryCollection query)
    {
        var filter = ContractFilter.Of(query);
        var number = Number(query);
        var (rows, count) = city.Database.Read(connection =>
            (
                ContractReads.Page(
                    connection,
                    Rules.Playbook,
                    filter,
                    site.Today,
                    site.Now,
                    ContractReads.PageSize,
                    (number - 1) * ContractReads.PageSize
                ),
                ContractReads.Count(connection, Rules.Playbook, filter, site.Today, site.Now)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(ContractsPage.Filter)] = filter,
                [nameof(ContractsPage.Names)] = names,
                [nameof(ContractsPage.Rows)] = rows,
                [nameof(ContractsPage.Count)] = count,
                [nameof(ContractsPage.Number)] = number,
                [nameof(ContractsPage.Imported)] = long.TryParse(query["imported"], out var imported) ? imported : null,
            }
        );
    }

    public IResult Export(IQueryCollection query, bool workbook)
    {
        var file = new TableFile(
            t["contracts.title"],
            [
                new(t["contracts.col.number"], 8),
                new(t["contracts.col.kind"], 30),
                new(t["contracts.col.level"], 16),
                new(t["contracts.col.role"], 10),
                new(t["contracts.col.party"], 36),
                new(t["contracts.col.over"], 10),
                new(t["contracts.col.object"], 30),
                new(t["contracts.col.code"], 18),
                new(t["contracts.col.from"], 10),
                new(t["contracts.col.to"], 10),
                new(t["contracts.col.side"], 10),
                new(t["contracts.col.since"], 12),
                new(t["contracts.col.until"], 12),
                new(t["contracts.col.status"], 12),
                new(t["contracts.col.letter"], 8),
            ],
            Rows(ContractFilter.Of(query))
        );
        return workbook ? file.Xlsx(site, t) : file.Csv(site, t);
    }

    private IEnumerable<IReadOnlyList<object?>> Rows(ContractFilter filter)
    {
        const int batch = 1000;
        for (var skip = 0; ; skip += batch)
        {
            var rows = city.Database.Read(connection =>
                ContractReads.Page(connection, Rules.Playbook, filter, site.Today, site.Now, batch, skip)
            );
            foreach (var row in rows)
                yield return
                [
                    row.State.Number,
                    names.Kind(row.State.ContractKind),
                    names.Level(row.State.ContractKind, row.State.Level),
                    names.Role(row.State.Lead),
                    names.Party(row.State.Party) + (names.IsSample(row.State.Party) ? t["cases.sample.in"] : ""),
                    names.OverName(row.State.Object.Over),
                    row.ObjectName,
                    row.State.Object.Code,
                    row.State.Object.Part?.From,
                    row.State.Object.Part?.To,
                    row.State.Object.Part is { } part ? t[$"contracts.side.{part.Side}"] : null,
                    row.State.From,
                    row.State.To,
                    names.Status(row.State),
                    row.State.Letters.Count,
                ];
            if (rows.Count < batch)
                yield break;
        }
    }

    public IResult Board(IQueryCollection query)
    {
        var ask = BoardAsk.Of(query, Rules.Playbook);
        if (ask.Kind is not { } kind)
            return new RazorComponentResult<BoardPage>(
                new Dictionary<string, object?> { [nameof(BoardPage.Names)] = names, [nameof(BoardPage.Ask)] = ask }
            );
        var (board, drawing) = city.Database.Read(connection =>
        {
            var found = BoardReads.Of(connection, Rules.Playbook, kind, site.Today, ask.Level, ask.District);
            return (found, GroundDrawings.Of(connection, Rules.Playbook, found));
        });
        return new RazorComponentResult<BoardPage>(
            new Dictionary<string, object?>
            {
                [nameof(BoardPage.Names)] = names,
                [nameof(BoardPage.Ask)] = ask,
                [nameof(BoardPage.Board)] = board,
                [nameof(BoardPage.Drawing)] = drawing,
            }
        );
    }

    public IResult ExportFaults(IQueryCollection query)
    {
        var ask = BoardAsk.Of(query, Rules.Playbook);
        if (ask.Kind is not { } kind)
            return Results.NotFound();
        var board = city.Database.Read(connection =>
            BoardReads.Of(connection, Rules.Playbook, kind, site.Today, ask.Level, ask.District)
        );
        return new TableFile(
            t["contracts.board.title"],
            [
                new(t["contracts.fault"], 10),
                new(t["contracts.col.level"], 18),
                new(t["contracts.col.over"], 10),
                new(t["contracts.col.object"], 30),
                new(t["contracts.col.code"], 18),
                new(t["contracts.col.where"], 30),
                new(t["contracts.col.from"], 10),
                new(t["contracts.col.to"], 10),
                new(t["contracts.col.side"], 10),
                new(t["contracts.col.number"], 16),
            ],
            board.Faults.Select(fault =>
                (IReadOnlyList<object?>)
                    [
                        t[fault.IsGap ? "contracts.gap" : "contracts.overlap"],
                        names.Level(kind.Code, fault.Level),
                        names.OverName(fault.Object.Over),
                        fault.Object.Name,
                        fault.Object.Code,
                        names.Around(
                            new ContractObject(
                                fault.Object.Over,
                                fault.Object.Code,
                                fault.Object.District,
                                fault.Object.Street,
                                null
                            )
                        ),
                        fault.Object.Length is null ? null : fault.Part.Stretch.From,
                        fault.Object.Length is null ? null : fault.Part.Stretch.To,
                        fault.Object.Length is null ? null : t[$"contracts.side.{fault.Part.Stretch.Side}"],
                        string.Join("、", fault.Part.Leads),
                    ]
            )
        ).Xlsx(site, t);
    }

    /// <summary>What a post or a unit answers for; where nobody is named, the reader's own.</summary>
    public IResult Mine(IQueryCollection query)
    {
        var asked = query["party"].ToString();
        var me = site.Who.Actor;
        var party = asked.Length == 0 ? new Party(me.Unit, me.Post) : Parties.Of(asked, Rules.Organisation);
        if (party is null || Rules.Organisation.Unit(party.Unit) is null)
            return Results.NotFound();
        var answered = city.Database.Read(connection =>
            ResponsibilityReads.Of(connection, Rules.Playbook, party, site.Today, site.Now, me)
        );
        return new RazorComponentResult<ResponsibilityPage>(
            new Dictionary<string, object?>
            {
                [nameof(ResponsibilityPage.Names)] = names,
                [nameof(ResponsibilityPage.Party)] = party,
                [nameof(ResponsibilityPage.Found)] = answered,
            }
        );
    }

    private static int Number(IQueryCollection query) =>
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? Math.Clamp(page, 1, 10_000)
            : 1;
}

/// <summary>What a board shows: one kind, one of its levels or all, one district or the city.</summary>
public sealed record BoardAsk(ContractKind? Kind, string? Level, string? District)
{
    public static BoardAsk Of(IQueryCollection query, Playbook playbook)
    {
        var kind = playbook.ContractKind(query["kind"].ToString()) ?? playbook.Organisation.Contracts.FirstOrDefault();
        return new BoardAsk(
            kind,
            kind?.Level(query["level"].ToString())?.Code,
            playbook.City.Districts.FirstOrDefault(district => district.Code == query["district"].ToString())?.Code
        );
    }

    public string Query() =>
        QueryString
            .Create(
                new KeyValuePair<string, string?>[]
                {
                    new("kind", Kind?.Code),
                    new("level", Level),
                    new("district", District),
                }.Where(pair => pair.Value is not null)
            )
            .Value
        ?? "";
}
