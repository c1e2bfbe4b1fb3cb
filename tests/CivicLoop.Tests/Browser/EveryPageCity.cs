using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Inspections;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Http.Lessons;
using CivicLoop.Tests.Http.Materials;
using CivicLoop.Tests.Http.Messages;
using CivicLoop.Tests.Http.Plans;
using CivicLoop.Tests.Http.Publishing;
using CivicLoop.Tests.Http.Rhythm;
using CivicLoop.Tests.Http.SelfReviews;
using CivicLoop.Tests.Http.Tallies;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Cases.Bulk;
using CivicLoop.Web.Data;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Publishing.Subscriptions;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser;

/// <summary>One demo city for all looks at its pages: a case in every status, one that failed and came back, one for which more time is asked, one given to a zone.</summary>
public sealed class EveryPageCity : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    /// <summary>Numbers of the cases.</summary>
    public IReadOnlyList<int> Cases { get; private set; } = [];

    /// <summary>Pages of units, posts and people of every kind.</summary>
    public IReadOnlyList<string> Organisation { get; private set; } = [];

    /// <summary>A file of places that waits for a yes or no.</summary>
    public string Import { get; private set; } = "";

    /// <summary>A file of another platform's cases that waits for a yes or no.</summary>
    public string CaseImport { get; private set; } = "";

    /// <summary>An edition of standards that waits for a yes or no.</summary>
    public string Edition { get; } = $"standards/import/{Guid.CreateVersion7()}";

    /// <summary>A playbook that waits for a yes or no.</summary>
    public string Playbook { get; } = $"playbook/import/{Guid.CreateVersion7()}";

    /// <summary>Number of a case over which somebody may draft an order.</summary>
    public long Ordered { get; private set; }

    /// <summary>What became of an act of the office on two cases at once.</summary>
    public string Bulk { get; } = $"cases/bulk/{Guid.CreateVersion7()}";

    /// <summary>A message that was given up.</summary>
    public string Message { get; private set; } = "";

    /// <summary>A webhook with a delivery in every state.</summary>
    public string Webhook { get; private set; } = "";

    /// <summary>Where a citizen follows the report.</summary>
    public string Tracking { get; private set; } = "";

    /// <summary>Where somebody confirms that they want mail of an area, and where they stop it.</summary>
    public string Unsure { get; private set; } = "";

    public string Subscribed { get; private set; } = "";

    /// <summary>Number of a case that waits at the gate, and of one that everybody sees with its photos.</summary>
    public long Waiting { get; private set; }

    public long Shown { get; private set; }

    /// <summary>Where whoever told the shown one follows it, and may rate it.</summary>
    public string ShownTracking { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start();
        var office = Server.Office;
        foreach (var status in Enum.GetValues<CaseStatus>())
            await CaseWalk.In(office, status);
        var again = await office.Closed();
        await office.Act(again.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Reopen));
        var asked = await CaseWalk.In(office, CaseStatus.Accepted);
        await office.Act(asked.Stream, SmallCity.MarketClerk, new AskExtensionInput(1));
        Organisation = await Organised.In(Server);
        await GivenToAZone((await CaseWalk.In(office, CaseStatus.Accepted)).Stream);
        DoneInBulk();
        WaitingPlaybook();
        WaitingEdition();
        SmallGround.In(Server);
        Import = $"places/import/{SmallGround.Checked(Server)}";
        CaseImport = $"exchange/import/{SmallExchange.Checked(Server)}";
        await Listed.In(Server);
        await Contracted.In(Server);
        Peered.In(Server.City);
        await Met.In(Server);
        await Tallied.In(Server);
        await SignedOff.In(Server);
        Ordered = (await CaseWalk.In(office, CaseStatus.Dispatched)).Number;
        await Http.Supervision.Ordered.In(Server);
        await Met.Announcing(Server);
        await Reviewed.In(Server);
        await LessonPagesTest.In(Server);
        await FromAbove.In(Server);
        await Guided.In(Server);
        await PlanPagesTest.In(Server);
        await Visited.In(Server);
        await MaterialPagesTest.In(Server);
        Server.City.Database.WriteInBulk(transaction =>
        {
            DemoMark.Set(transaction);
            return 0;
        });
        await File.WriteAllTextAsync(
            Path.Combine(Server.TestCity.Storage.Folder, "demo-users.json"),
            $"[{string.Join(',', SmallCity.Posts.Select(User))}]"
        );
        using var citizen = Server.Anybody();
        Tracking = (await citizen.Report(Reporting.Litter.But(("contact", "someone@example.cn")), Reporting.Photo())).Location!;
        Waiting = Server.Cases()[^1].Number;
        (Shown, ShownTracking) = await Published();
        await ErasureStore.Ask(
            Server.City,
            SmallCity.Rules,
            ErasureOf.Case,
            again.Stream,
            CaseOffice.Form(Actor.Citizen) with
            {
                Reason = "照片里有我的车牌",
            }
        );
        var visit = Server.City.Database.Read(connection => VisitReads.Find(connection, 1))!.Stream;
        await ErasureStore.Ask(
            Server.City,
            SmallCity.Rules,
            ErasureOf.Of("visit"),
            visit,
            CaseOffice.Form(SmallCity.Clerk) with
            {
                Reason = "来电提出，说明里有门牌",
            }
        );
        await Told();
        (Unsure, Subscribed) = (Subscribe("unsure@example.cn"), Subscribe("sure@example.cn"));
        Server.City.Database.WriteInBulk(transaction =>
        {
            SubscriptionStore.Confirm(transaction, Subscribed.Split('/')[^1], Server.City.Clock.Now);
            return 0;
        });
        Webhook = Hooking.In(Server.City, [again.Stream, asked.Stream]);
        Cases = [.. Server.Cases().Select((_, index) => index + 1)];
    }

    private string Subscribe(string mail)
    {
        Server.City.Database.WriteInBulk(transaction =>
        {
            var area = new Area(SmallCity.North, "", "", "litter");
            SubscriptionStore.Ask(transaction, area, mail, "zh-Hans", Server.City.Clock.Now);
            return 0;
        });
        var code = Server.City.Database.Read(connection =>
            Sql.One(connection, "select code from subscriptions where mail = $1", row => row.GetString(0), mail)
        );
        return $"/{Server.City.Code}/public/mail/{code}";
    }

    // A message that was given up, and a channel that is set up.
    private async Task Told()
    {
        MessagePagesTest.SetUp(Server, "mail", ("host", "127.0.0.1"), ("from", "city@example.cn"), ("password", "geheim"));
        Server.City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.TurnOn(transaction, Server.City.Clock.Now);
            return 0;
        });
        await Server.Office.Reported();
        var found = Server.City.Database.Read(connection => OutboxReads.Page(connection, new MessageFilter(), 1))[0];
        Server.City.Database.WriteInBulk(transaction =>
            transaction.ExecuteNow(
                "update outbox set state = 'Dead', trouble = 'messages.timeout', attempts = 8, settled_at = due_at where id = $1",
                found.Id
            )
        );
        Message = $"messages/{found.Id}";
    }

    // The zone that the market bureau was divided into a moment ago: only the city's own rules know it.
    private async Task GivenToAZone(Guid stream)
    {
        var rules = new RulesNow(new PlaybookReads().On).Of(Server.City);
        var zone = rules.Organisation.ZonesOf("market").Single().Code;
        var form = CaseOffice.Form(SmallCity.MarketClerk);
        (await CaseStore.Act(Server.City, rules, stream, form, new ZoneInput(zone))).Refusal.ShouldBeNull();
    }

    private void WaitingPlaybook() =>
        new UploadShelf(Server.City, "playbook-imports").Keep(
            new RulesUpload(
                Guid.Parse(Playbook.Split('/')[^1]),
                "方案.zip",
                SmallGround.Today(Server).AddDays(1),
                "修订时限",
                SmallCity.SystemAdministrator.Person,
                CityClock.Machine
            ),
            new SmallFolder().Zip()
        );

    private void WaitingEdition() =>
        new UploadShelf(Server.City, "edition-imports").Keep(
            new RulesUpload(
                Guid.Parse(Edition.Split('/')[^1]),
                "新版.yaml",
                SmallGround.Today(Server).AddDays(1),
                "按新体系",
                SmallCity.Clerk.Person,
                CityClock.Machine
            ),
            System.Text.Encoding.UTF8.GetBytes(
                EditionFile
                    .Yaml(TestServer.SmallPlaybook.Editions.Single())
                    .Replace("edition: small-1", "edition: small-2", StringComparison.Ordinal)
                    .Replace("each: 1", "each: 2", StringComparison.Ordinal)
            )
        );

    private void DoneInBulk() =>
        Server.City.Database.WriteInBulk(transaction =>
        {
            BulkStore.Keep(
                transaction,
                new BulkForm { Id = Guid.Parse(Bulk.Split('/')[^1]), Act = CaseAct.Accept },
                SmallCity.Clerk.Person,
                Server.City.Clock.Now,
                [new BulkOutcome(1, 1, null), new BulkOutcome(2, null, new Refusal("act.changed"))]
            );
            return 0;
        });

    private async Task<(long, string)> Published()
    {
        var office = Server.Office;
        var code = Trackings.NewCode();
        StagedPhoto Red() => new(office.Blobs.Keep(Moderating.Red()), "image/png", 80, 60, Moderating.Red().Length, null);
        var done = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter("门口堆着垃圾", Red()) with { Tracking = code });
        await office.Act(done.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(done.Stream, SmallCity.Clerk, new DispatchInput(null));
        await office.Act(done.Stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await office.Act(done.Stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [Red()]));
        await office.Act(done.Stream, SmallCity.Supervisor, new SeenInput(CaseAct.PassCheck, []));
        await office.Act(done.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Close));
        await office.Act(done.Stream, SmallCity.Clerk, new ReplyInput("已经清理，感谢反映"));
        await office.Act(done.Stream, SmallCity.Clerk, new PublishInput("门口堆放的垃圾已清走", [Red()]));
        return (done.Number, $"/{Server.City.Code}/report/{code}");
    }

    private static string User(Post post) =>
        $$"""{"role":"{{post.Role}}","login":"{{post.Code}}","password":"{{TestServer.Password}}","unit":"{{post.Unit}}"}""";

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
