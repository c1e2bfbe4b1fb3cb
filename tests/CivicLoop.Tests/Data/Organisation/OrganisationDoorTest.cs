using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Places;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Organisation;

/// <summary>The organisation changed through its door, on both databases: what was stays readable.</summary>
public class OrganisationDoorTest
{
    private static readonly Guid Ann = SmallCity.MarketClerk.Person;
    private static readonly Guid Bob = SmallCity.NorthClerk.Person;

    private sealed class Office(TestCity city)
    {
        public DateTime Now { get; set; } = SmallCity.Monday;

        public static Office In(TestCity city)
        {
            city.Database.WriteInBulk(transaction =>
            {
                OrganisationStore.Seed(transaction, SmallCity.Units, SmallCity.Posts, SmallCity.Monday.AddDays(-30));
                foreach (var (person, post) in new[] { (Ann, "market-clerk"), (Bob, "north-clerk") })
                {
                    transaction.Execute(
                        "insert into people (id, login, name, password, stamp, failures, locked_until, created_at) values ($1, $2, $3, 'x', 'x', 0, null, 0)",
                        person,
                        post,
                        post
                    );
                    HoldingStore.Insert(transaction, person, post, SmallCity.Monday.AddDays(-30));
                }
                return PlaceStore.Seed(
                    transaction,
                    [new("p-1", "北市场", "market", SmallCity.North, "990101001", null, 84.8, 45.6, "market", true)],
                    new DateOnly(2020, 1, 1),
                    SmallCity.Monday.AddDays(-30)
                );
            });
            return new Office(city);
        }

        public Outcome<OrganisationDone> Try(
            OrganisationCommand command,
            Actor? by = null,
            Guid? id = null,
            string reason = "机构调整"
        ) =>
            city
                .Database.WriteInBulk(transaction => new
                {
                    Outcome = OrganisationDoor.Apply(
                        city.City,
                        transaction,
                        SmallCity.Rules,
                        new OrganisationForm(id ?? Guid.CreateVersion7(), by ?? SmallCity.Clerk, reason),
                        command,
                        Now
                    ),
                })
                .Outcome;

        public string Do(OrganisationCommand command, Actor? by = null)
        {
            var outcome = Try(command, by);
            outcome.Refusal.ShouldBeNull();
            return outcome.Value!.Subject;
        }

        public OrganisationNow Read() => city.Database.Read(OrganisationReads.Now);

        public OrganisationNow At(DateTime when) => city.Database.Read(connection => OrganisationReads.At(connection, when));

        public List<Held> HoldersOf(string post) => city.Database.Read(connection => HoldingReads.OfPost(connection, post));
    }

    [Theory, EachDatabase]
    public async Task A_renamed_and_moved_unit_is_still_what_it_was_then(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = Office.In(city);

        office.Do(new RenameUnit("patrol", "督导一队"));
        office.Now = SmallCity.Monday.AddDays(2);
        office.Do(new MoveUnit("patrol", "supervision"));

        office
            .Read()
            .Unit("patrol")
            .ShouldBe(new Unit("patrol", "督导一队", "inspection", "supervision", null, true) with { Kind = "bureau" });
        office
            .At(SmallCity.Monday.AddDays(-1))
            .Unit("patrol")!
            .ShouldSatisfyAllConditions(then => then.Name.ShouldBe("督导队"), then => then.Parent.ShouldBe("office"));
        office
            .At(SmallCity.Monday.AddDays(1))
            .Unit("patrol")!
            .ShouldSatisfyAllConditions(then => then.Name.ShouldBe("督导一队"), then => then.Parent.ShouldBe("office"));
        office.At(SmallCity.Monday.AddDays(-40)).Units.ShouldBeEmpty("nothing was known before it was founded");
        city.Database.Read(connection => OrganisationReads.TermsOf(connection, "patrol"))
            .Select(term => term.Name)
            .ShouldBe(["督导一队", "督导一队", "督导队"]);
        city.Database.Read(connection => OrganisationActs.Of(connection, "patrol"))
            .Select(act => act.Command)
            .ShouldBe([new MoveUnit("patrol", "supervision"), new RenameUnit("patrol", "督导一队")]);
    }

    [Theory, EachDatabase]
    public async Task A_unit_that_owns_a_place_is_not_closed_and_an_empty_one_is_with_its_posts(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = Office.In(city);

        office.Try(new CloseUnit("market", null)).Refusal.ShouldBe(new Refusal("unit.owes", "市场监管局", "0", "0", "1", "0"));
        office.Do(new CloseUnit("north", null));

        var now = office.Read();
        now.Unit("north")!.Closed.ShouldBeTrue();
        now.Post("north-clerk")!.Closed.ShouldBeTrue();
        office.HoldersOf("north-clerk").Single().Holding.To.ShouldBe(SmallCity.Monday);
        office.At(SmallCity.Monday.AddDays(-1)).Unit("north")!.Closed.ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task A_form_sent_twice_is_one_act_and_the_same_id_for_something_else_is_refused(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = Office.In(city);
        var id = Guid.CreateVersion7();
        var add = new AddUnit("文明创建专班", UnitKinds.TaskForce, "office", null);

        var first = office.Try(add, id: id);
        var second = office.Try(add, id: id);

        first.Value.ShouldBe(new OrganisationDone("task-force-1", Repeated: false));
        second.Value.ShouldBe(new OrganisationDone("task-force-1", Repeated: true));
        office.Try(add with { Name = "别的" }, id: id).Refusal!.Code.ShouldBe("act.id-reused");
        office.Try(add, SmallCity.Supervisor, id).Refusal!.Code.ShouldBe("act.id-reused");
        office.Read().Units.Count(unit => unit.Kind == UnitKinds.TaskForce).ShouldBe(1);
        office.Try(new RenameUnit("market", "新名"), reason: " ").Refusal!.Code.ShouldBe("reason.missing");
        office.Try(new RenameUnit("market", "新名"), reason: new string('长', 1001)).Refusal!.Code.ShouldBe("text.too-long");
        office.Read().Unit("market")!.Name.ShouldBe("市场监管局", "a refusal has written nothing");
    }

    [Theory, EachDatabase]
    public async Task A_post_changes_hands_on_a_day_and_the_sheet_keeps_what_it_owed(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = Office.In(city);
        var done = await new CaseOffice(city.City).Reported();
        office.Now = city.City.Clock.Now;
        var day = SmallCity.Calendar.DayOf(office.Now).AddDays(3);

        var sheet = Guid.Parse(office.Do(new HandOver("market-clerk", Ann, Bob, day)));

        var at = SmallCity.Calendar.ToUtc(day, TimeOnly.MinValue);
        office
            .HoldersOf("market-clerk")
            .Select(held => (held.Holding.Person, held.Holding.From == at, held.Holding.To == at))
            .ShouldBe([(Bob, true, false), (Ann, false, true)]);
        var made = city.Database.Read(connection => HandoverReads.Find(connection, sheet)).ShouldNotBeNull();
        made.Owed.ShouldBeEmpty();
        made.IsWhole.ShouldBeFalse();

        // Before it is signed the office dispatches a case to the post: the list is that of the moment of signing.
        var cases = new CaseOffice(city.City);
        await cases.Act(
            done.Stream,
            SmallCity.Clerk,
            new CivicLoop.Web.Cases.FileInput("litter", "at-once", CivicLoop.Core.Cases.Severity.Minor)
        );
        await cases.Act(done.Stream, SmallCity.Clerk, new CivicLoop.Web.Cases.DispatchInput("market"));
        office.Do(new SignHandover(sheet, HandoverSide.Gives, OnPaper: false), SmallCity.MarketClerk);
        office
            .Try(new SignHandover(sheet, HandoverSide.Gives, OnPaper: false), SmallCity.MarketClerk)
            .Refusal!.Code.ShouldBe("handover.signed-already");
        office.Do(new SignHandover(sheet, HandoverSide.Takes, OnPaper: true));

        var signed = city.Database.Read(connection => HandoverReads.Find(connection, sheet)).ShouldNotBeNull();
        signed.IsWhole.ShouldBeTrue();
        signed
            .By(HandoverSide.Gives)!
            .Owed.Single()
            .ShouldSatisfyAllConditions(owed => owed.Kind.ShouldBe("accept"), owed => owed.Case.ShouldBe(done.Number));
        signed.By(HandoverSide.Takes)!.OnPaper.ShouldBeTrue();
        city.Database.Read(connection => HandoverReads.WaitingFor(connection, Bob)).ShouldBeEmpty();
        office.Try(new ClosePost("market-clerk")).Refusal!.Code.ShouldBe("post.owes");
    }

    [Theory, EachDatabase]
    public async Task Who_is_lent_keeps_their_post_and_comes_back_by_themselves(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = Office.In(city);
        office.Do(new AddUnit("迎检专班", UnitKinds.TaskForce, "office", null));
        var post = office.Do(new AddPost("task-force-1", "专班督导员", Role.Inspector, SmallCity.North));
        var today = SmallCity.Calendar.DayOf(office.Now);

        office.Do(new Second(Ann, post, today, today.AddDays(6)));
        var lent = office.HoldersOf(post).Single().Holding;
        var end = SmallCity.Calendar.ToUtc(today.AddDays(7), TimeOnly.MinValue);
        lent.To.ShouldBe(end);
        List<string> Posts(DateTime when) =>
            [
                .. city
                    .Database.Read(connection => HoldingReads.At(connection, when))
                    .Where(held => held.Holding.Person == Ann)
                    .Select(held => held.Holding.Post)
                    .Order(StringComparer.Ordinal),
            ];
        Posts(end.AddMilliseconds(-1)).ShouldBe(["market-clerk", post]);
        Posts(end).ShouldBe(["market-clerk"]);

        office.Do(new ExtendSecondment(lent.Id, today.AddDays(9)));
        Posts(end).ShouldBe(["market-clerk", post]);
        office.Now = SmallCity.Monday.AddDays(1);
        office.Do(new RecallSecondment(lent.Id));
        Posts(office.Now).ShouldBe(["market-clerk"]);
        Posts(office.Now.AddMinutes(-1)).ShouldBe(["market-clerk", post], "the past of a holding never changes");
        office.Try(new RecallSecondment(lent.Id)).Refusal!.Code.ShouldBe("second.unknown");
    }

    [Theory, EachDatabase]
    public async Task A_committee_settles_an_issue_and_a_zone_gets_its_places(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = Office.In(city);
        var committee = office.Do(new AddUnit("北社区大党委", UnitKinds.Committee, null, null));
        var today = SmallCity.Calendar.DayOf(office.Now);
        office.Do(new Join(committee, "market"));
        office.Try(new Join(committee, "market")).Refusal!.Code.ShouldBe("committee.member-already");

        office.Do(new RaiseIssue(committee, "market", "楼道堆物", "三栋楼", null, "p-1"), SmallCity.MarketClerk);
        office.Try(new RaiseIssue(committee, "market", "堆物", "事", 99, null)).Refusal!.Code.ShouldBe("issue.about-unknown");
        var issue = city.Database.Read(connection => CommitteeReads.IssuesOf(connection, committee)).Single();
        office.Do(new DecideIssue(issue.Id, "market", "集中清理", today.AddDays(7)));
        office.Try(new Leave(committee, "market")).Refusal.ShouldBeNull();
        office.Try(new CloseUnit("market", null)).Refusal!.Args.ShouldBe(["市场监管局", "0", "0", "1", "1"]);
        office.Do(new SettleIssue(issue.Id, "清完了"), SmallCity.MarketClerk);
        city.Database.Read(connection => CommitteeReads.IssuesOf(connection, committee))
            .Single()
            .Status.ShouldBe(IssueStatus.Settled);

        var zone = office.Do(new AddUnit("北片区", UnitKinds.Zone, "market", null), SmallCity.MarketClerk);
        office.Do(new Enclose(zone, "p-1"), SmallCity.MarketClerk);
        city.Database.Read(connection => CommitteeReads.ZoneOf(connection, "p-1")).ShouldBe(zone);
        office.Do(new Release(zone, "p-1"), SmallCity.MarketClerk);
        office.Do(new Enclose(zone, "p-1"), SmallCity.MarketClerk);
        office.Do(new CloseUnit(zone, null), SmallCity.MarketClerk);
        city.Database.Read(connection => CommitteeReads.ZoneOf(connection, "p-1")).ShouldBeNull();
    }
}
