using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Mechanisms;
using CivicLoop.Web.Plans;
using CivicLoop.Web.SelfChecks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Materials;

/// <summary>
/// What proves that a unit works on a standard: its task in a published plan, ways of working that it ran, self-checks that
/// it answered, letters of responsibility that it signed. What names only the unit is offered for its own part alone.
/// </summary>
internal sealed class EvidenceOfWork(DbConnection connection, CaseRules rules, Actor reader, Sentences t, Wording wording)
{
    private const int Most = 5;

    // A unit may have signed hundreds.
    private const int MostLetters = 3;

    private readonly CaseNames names = CaseNames.Of(rules);

    public IEnumerable<Offer> For(MaterialState of, IReadOnlyList<string> categories) =>
        [
            .. Tasks(of),
            .. of.Parts.Contains(MaterialPart.Mechanism) ? Mechanisms(of) : [],
            .. of.Parts.Contains(MaterialPart.Activities) && categories.Count > 0 ? SelfChecks(of, categories) : [],
            .. of.Parts.Contains(MaterialPart.Guarantee) ? Contracts(of) : [],
        ];

    /// <summary>What a piece points to; its title is null where the reader may not see it.</summary>
    public Shown Show(PieceLink link) =>
        link.Source switch
        {
            PieceSource.Task => Task(link),
            PieceSource.Mechanism => Mechanism(link),
            PieceSource.SelfCheck => SelfCheck(link),
            _ => Contract(link),
        };

    // ---- the task that serves the standard: the unit leads it, or helps

    private IEnumerable<Offer> Tasks(MaterialState of)
    {
        var standard = new StandardRef(of.Of.System, of.Of.Standard);
        return Sql.Many(
                connection,
                "select t.state from plan_tasks t join plans p on p.stream = t.plan where p.status <> 'Draft' order by t.number desc",
                row => TaskStream.Kind.ReadState(row.GetString(0))
            )
            .Where(task =>
                task.Phase is not (TaskPhase.Draft or TaskPhase.Dropped)
                && task.Terms.Standards.Contains(standard)
                && task.Units.Contains(of.Unit)
            )
            .Take(Most)
            .Select(task => PlanReads.FindTask(connection, task.Number)!)
            .Select(task => new Offer(
                new PieceLink(PieceSource.Task, task.State.Number),
                of.Parts.Contains(MaterialPart.Plan) ? MaterialPart.Plan : of.Missing.FirstOrDefault(of.Parts[0]),
                Title(task),
                PathOf(task)
            ));
    }

    private Shown Task(PieceLink link) =>
        PlanReads.FindTask(connection, link.Number) is { } task
        && PlanReads.PlansAmong(connection, [Values.Id(task.State.Plan)]) is [var plan]
        && PlanReads.Sees(reader, plan.State)
            ? new Shown(link, Title(task), [], PathOf(task))
            : new Shown(link, null, []);

    private string Title(TaskRow task) =>
        t[
            "materials.offer.task",
            task.State.Code,
            task.Title ?? t["cases.erased"],
            task.State.Passed,
            task.State.Milestones.Count,
            task.State.Percent
        ];

    private string PathOf(TaskRow task) => $"{PlanReads.NumberOf(connection, task.State.Plan)}/tasks/{task.State.Number}";

    // ---- ways of working that somebody else confirmed were run

    private IEnumerable<Offer> Mechanisms(MaterialState of) =>
        Sql.Many(
                connection,
                $"""
                select mechanism, max(number), max(day), count(*) from mechanism_runs
                where unit = $1 and status = 'Confirmed' group by mechanism order by 3 desc, 1 limit {Most}
                """,
                row => (Code: row.GetString(0), Last: row.GetInt64(1), Day: row.GetString(2), Runs: row.GetInt64(3)),
                of.Unit
            )
            .Select(one => new Offer(
                new PieceLink(PieceSource.Mechanism, one.Last),
                MaterialPart.Mechanism,
                t["materials.offer.mechanism", NameOf(one.Code), one.Runs, wording.Date(Values.ParseDay(one.Day))],
                one.Code
            ));

    private Shown Mechanism(PieceLink link) =>
        Sql.Many(connection, "select state from mechanism_runs where number = $1", row => row.GetString(0), link.Number)
            is [var state]
        && RunStream.Kind.ReadState(state) is var run
            ? new Shown(
                link,
                t["materials.offer.run", NameOf(run.Mechanism), wording.Date(run.Day), names.Unit(run.Unit, t)],
                [],
                run.Mechanism
            )
            : new Shown(link, null, []);

    private string NameOf(string mechanism) =>
        rules.Playbook.Mechanisms.FirstOrDefault(one => one.Code == mechanism)?.Name ?? mechanism;

    // ---- self-checks after a case of what the standard asks on the spot

    private IEnumerable<Offer> SelfChecks(MaterialState of, IReadOnlyList<string> categories) =>
        Sql.Many(
                connection,
                $"""
                select f.number, c.category, count(*) from self_checks s
                join fan_outs f on f.id = s.fan_out join cases c on c.stream = s.case_stream
                where s.unit = $1 and s.status in ('Clean', 'Found') and c.category in ({Sql.List(2, categories.Count)})
                group by f.number, c.category order by f.number desc limit {Most}
                """,
                row => (Number: row.GetInt64(0), Category: row.GetString(1), Answered: row.GetInt64(2)),
                [of.Unit, .. categories]
            )
            .Select(one => new Offer(
                new PieceLink(PieceSource.SelfCheck, one.Number),
                MaterialPart.Activities,
                t["materials.offer.self-check", names.Category(one.Category), one.Answered]
            ));

    private Shown SelfCheck(PieceLink link)
    {
        var seen = SelfCheckReads.Find(connection, link.Number) is { } fanOut
            ? SelfCheckReads
                .Of(connection, fanOut)
                .Where(row => May.See(reader, row.State.Unit, row.State.At.District) && row.State.AnsweredAt is not null)
                .ToList()
            : [];
        return new Shown(
            link,
            seen.Count == 0 ? null : t["materials.offer.self-check", names.Category(seen[0].State.Category), seen.Count],
            []
        );
    }

    // ---- letters of responsibility

    private IEnumerable<Offer> Contracts(MaterialState of) =>
        Sql.Many(
                connection,
                $"select number from contracts where unit = $1 and status = 'InForce' and letters > 0 order by number desc limit {MostLetters}",
                row => new PieceLink(PieceSource.Contract, row.GetInt64(0)),
                of.Unit
            )
            .Select(Contract)
            .Where(shown => shown.Title is not null)
            .Select(shown => new Offer(shown.Link, MaterialPart.Guarantee, shown.Title!));

    // Everybody who reads internal pages reads them.
    private Shown Contract(PieceLink link) =>
        ContractReads.Find(connection, rules.Playbook, link.Number) is { } contract
        && May.Reach(reader.Role, Right.Read) != Scope.None
            ? new Shown(
                link,
                t[
                    "materials.offer.contract",
                    rules.Playbook.ContractKind(contract.State.ContractKind)?.Kind ?? contract.State.ContractKind,
                    contract.Object.Name,
                    wording.Date(contract.State.From)
                ],
                []
            )
            : new Shown(link, null, []);
}
