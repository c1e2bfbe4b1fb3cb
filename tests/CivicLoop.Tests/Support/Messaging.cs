using CivicLoop.Core.Messages;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Publishing.Subscriptions;
using CivicLoop.Web.Site;
using Microsoft.Extensions.Logging.Abstractions;

namespace CivicLoop.Tests.Support;

/// <summary>A stored city that sends messages: everybody in post, no quiet hours, no merging, a sender that passes when it is told to.</summary>
public sealed class Messaging : IAsyncDisposable
{
    private readonly HttpPort port = new();

    private Messaging(TestCity city)
    {
        TestCity = city;
        Sender = NewSender(city.Cities);
    }

    public TestCity TestCity { get; }

    public City City => TestCity.City;

    public CaseOffice Office => new(City);

    public Sender Sender { get; }

    public static Messaging In(DatabaseKind kind)
    {
        var city = TestCity.On(kind);
        var folder = PlaybookFolder.Read(
            SourceTree.At("tests", "CivicLoop.Tests", "Support", "small-city"),
            PlaybookFolders.Base
        );
        PlaybookImport.Run(city.City, folder, TestServer.SmallPlaybook, new DateOnly(2020, 1, 1));
        city.Database.WriteInBulk(transaction =>
        {
            foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen))
                PeopleStore.Insert(
                    transaction,
                    actor.Person,
                    actor.Post,
                    actor.Post,
                    actor.Post,
                    "",
                    SmallCity.Local("2020-01-01 00:00")
                );
            MessageSettings.Put(transaction, Rules, "", "https://city.example.cn");
            MessageSettings.TurnOn(transaction, city.City.Clock.Now);
            return 0;
        });
        return new Messaging(city);
    }

    public static MessageRules Rules { get; } =
        MessageRules.Usual with
        {
            QuietFrom = TimeOnly.MinValue,
            QuietTo = TimeOnly.MinValue,
            MergeMinutes = 0,
            MostTries = 3,
        };

    /// <summary>Another sender beside the first, with cities of its own if it is another server.</summary>
    public Sender NewSender(Cities cities, TimeSpan? patience = null)
    {
        var rules = new RulesNow(new PlaybookReads().On);
        return new Sender(
            cities,
            new CitiesHere(cities, rules),
            rules,
            new Texts(Texts.Folder),
            new AllChannels([
                new MailChannel(),
                new SmsChannel(port),
                new WeComChannel(port),
                new DingTalkChannel(port),
                new FeishuChannel(port),
            ]),
            [new Reporters(), new Subscribers()],
            NullLogger<Sender>.Instance
        )
        {
            Patience = patience,
        };
    }

    public void SetUp(string channel, params (string Field, string Value)[] values)
    {
        var isSealed = MessageSettings.Seal(
            City,
            channel,
            new ChannelSetting(values.ToDictionary(one => one.Field, one => one.Value))
        );
        City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.PutChannel(transaction, channel, isSealed);
            return 0;
        });
    }

    /// <summary>Mail goes to a server on this port.</summary>
    public void SetUpMail(int port) => SetUp("mail", ("host", "127.0.0.1"), ("port", $"{port}"), ("from", "city@example.cn"));

    /// <summary>Everybody wants everything over this channel.</summary>
    public void Wish(string channel, string? mail = null, string? phone = null)
    {
        var (at, number) = (
            mail is null ? null : Outbox.Seal(City.Database, mail),
            phone is null ? null : Outbox.Seal(City.Database, phone)
        );
        City.Database.WriteInBulk(transaction =>
        {
            foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen))
                Wishes.Put(transaction, new Wish(Values.Id(actor.Person), channel, channel, at, number), City.Clock.Now);
            return 0;
        });
    }

    public Task<int> Pass(bool look = false) => Sender.Pass(City, look, CancellationToken.None);

    /// <summary>Time goes by; only forward.</summary>
    public void Later(TimeSpan span) =>
        City.Database.WriteInBulk(transaction => City.Clock.MoveTo(transaction, City.Clock.Now + span));

    public List<MessageRow> Rows() => City.Database.Read(connection => OutboxReads.Page(connection, new MessageFilter(), 1_000));

    public int Do(string sql) => City.Database.WriteInBulk(transaction => transaction.ExecuteNow(sql));

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        port.Dispose();
        await TestCity.DisposeAsync();
    }
}
