using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Organisation;

/// <summary>Puts acts on the organisation into words when they are read. Names are those of today.</summary>
public sealed class OrganisationWords(Sentences t, Wording w, OrganisationNow now, IReadOnlyDictionary<Guid, string> people)
{
    /// <summary>设立“北院片区”（片区）.</summary>
    public string Did(OrganisationCommand command) =>
        command switch
        {
            AddUnit add => t["organisation.did.AddUnit", add.Name, t[$"organisation.kind.{add.UnitKind}"]],
            RenameUnit rename => t["organisation.did.RenameUnit", rename.Name],
            MoveUnit { Parent: { } parent } => t["organisation.did.MoveUnit", Unit(parent)],
            MoveUnit => t["organisation.did.MoveUnit.top"],
            CloseUnit { Successor: { } successor } close => t["organisation.did.CloseUnit.to", Unit(close.Unit), Unit(successor)],
            CloseUnit close => t["organisation.did.CloseUnit", Unit(close.Unit)],
            AddPost add => t["organisation.did.AddPost", add.Name],
            RenamePost rename => t["organisation.did.RenamePost", rename.Name],
            ClosePost close => t["organisation.did.ClosePost", Post(close.Post)],
            HandOver { Leaver: { } leaver, Taker: { } taker } change => t[
                "organisation.did.HandOver",
                Post(change.Post),
                Person(leaver),
                Person(taker),
                w.Date(change.Day)
            ],
            HandOver { Leaver: { } leaver } change => t[
                "organisation.did.HandOver.left",
                Post(change.Post),
                Person(leaver),
                w.Date(change.Day)
            ],
            HandOver change => t[
                "organisation.did.HandOver.taken",
                Post(change.Post),
                Person(change.Taker ?? Guid.Empty),
                w.Date(change.Day)
            ],
            SignHandover { OnPaper: true } sign => t[$"organisation.did.Sign.{sign.Side}.paper"],
            SignHandover sign => t[$"organisation.did.Sign.{sign.Side}"],
            Second lend => t[
                "organisation.did.Second",
                Person(lend.Person),
                Post(lend.Post),
                w.Date(lend.From),
                w.Date(lend.Until)
            ],
            ExtendSecondment extend => t["organisation.did.Extend", w.Date(extend.Until)],
            RecallSecondment => t["organisation.did.Recall"],
            Join join => t["organisation.did.Join", Unit(join.Unit), Unit(join.Committee)],
            Leave leave => t["organisation.did.Leave", Unit(leave.Unit), Unit(leave.Committee)],
            Enclose enclose => t["organisation.did.Enclose", enclose.Place, Unit(enclose.Zone)],
            Release release => t["organisation.did.Release", release.Place, Unit(release.Zone)],
            RaiseIssue raise => t["organisation.did.Raise", Unit(raise.Unit), raise.Title],
            DecideIssue decide => t["organisation.did.Decide", Unit(decide.Lead), w.Date(decide.Due)],
            SettleIssue => t["organisation.did.Settle"],
            _ => command.Kind.ToString(),
        };

    /// <summary>Everybody whom these acts name.</summary>
    public static IEnumerable<Guid> PeopleIn(IEnumerable<OrganisationActDone> acts) =>
        acts.SelectMany<OrganisationActDone, Guid?>(act =>
                act.Command switch
                {
                    HandOver change => [change.Leaver, change.Taker],
                    Second lend => [lend.Person],
                    _ => [],
                }
            )
            .OfType<Guid>()
            .Distinct();

    private string Unit(string code) => now.Unit(code)?.Name ?? code;

    private string Post(string code) => now.Post(code)?.Name ?? code;

    private string Person(Guid id) => people.GetValueOrDefault(id, "");
}
