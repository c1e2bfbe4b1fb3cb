using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CivicLoop.Tests.Support;

/// <summary>
/// The real server on a free loopback port, with the small city imported through the real door and one person in
/// every post. A person's login is the code of the post.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string Password = "Correct-Horse-7";

    /// <summary>What the authenticator of each of the three administrators holds.</summary>
    public static readonly byte[] Secret = System.Text.Encoding.ASCII.GetBytes("12345678901234567890");

    // Hashing is slow on purpose; everybody here has the same password, so once is enough.
    private static readonly Lazy<string> Hash = new(() => Passwords.Hash(Password));

    private static readonly PlaybookFolder Folder = PlaybookFolder.Read(
        SourceTree.At("tests", "CivicLoop.Tests", "Support", "small-city"),
        PlaybookFolders.Base
    );

    private readonly WebApplication app;

    private TestServer(TestCity city, WebApplication app) => (TestCity, this.app) = (city, app);

    public static Playbook SmallPlaybook { get; } = Parsed();

    public TestCity TestCity { get; }

    public City City => TestCity.City;

    /// <summary>As <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => app.Urls.First();

    /// <summary>As <c>http://127.0.0.1:41234/t-0192…</c>: where the city's pages begin.</summary>
    public string CityAddress => $"{Address}/{City.Code}";

    /// <summary>Acts through the door, beside the server.</summary>
    public CaseOffice Office => new(City);

    /// <summary>Ends rounds of the server: their look at its start may come late on a busy machine, and would do what the test is about to.</summary>
    public async Task End<T>()
        where T : IHostedService
    {
        foreach (var rounds in Services.GetServices<IHostedService>().OfType<T>())
            await rounds.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <param name="parent">The folder that its data lie in; null for a temporary one.</param>
    public static async Task<TestServer> Start(DatabaseKind kind = DatabaseKind.Sqlite, string? parent = null)
    {
        var city = TestCity.On(kind, parent);
        PlaybookImport.Run(city.City, Folder, SmallPlaybook, new DateOnly(2020, 1, 1));
        var keepers = SmallCity
            .Everybody.Where(actor => Separation.IsAdministrator(actor.Role))
            .Select(actor => Values.Id(actor.Person))
            .ToDictionary(person => person, person => SecondFactors.Seal(city.Database, person, Secret));
        city.Database.WriteInBulk(transaction =>
        {
            foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen))
                PeopleStore.Insert(
                    transaction,
                    actor.Person,
                    actor.Post,
                    SmallCity.Posts.Single(post => post.Code == actor.Post).Name,
                    actor.Post,
                    Hash.Value,
                    SmallCity.Local("2020-01-01 00:00")
                );
            foreach (var (person, secret) in keepers)
                SecondFactors.Keep(transaction, person, secret, step: 0, CityClock.Machine);
            return 0;
        });
        var app = Serve.Build(city.Storage, "http://127.0.0.1:0");
        await app.StartAsync();
        return new TestServer(city, app);
    }

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Somebody at this server, not signed in.</summary>
    public TestClient Anybody() => new(this);

    /// <summary>The holder of this post, signed in.</summary>
    public async Task<TestClient> SignedIn(Actor actor)
    {
        var client = Anybody();
        await client.SignIn(actor.Post);
        return client;
    }

    /// <summary>Somebody new in a post that was set up since; their login is its code, as everybody's.</summary>
    public void Employ(Actor actor, string name)
    {
        City.Database.WriteInBulk(transaction =>
        {
            var since = SmallCity.Local("2020-01-01 00:00");
            PeopleStore.Insert(transaction, actor.Person, actor.Post, name, actor.Post, Hash.Value, since);
            return 0;
        });
        // The post was set up beside the server, which looks for such a thing once a second.
        app.Services.GetRequiredService<RulesNow>().Forget(City);
    }

    /// <summary>What the authenticator shows now. What was used before is forgotten, so that a test need not wait.</summary>
    public string Code(string login)
    {
        City.Database.WriteInBulk(transaction =>
            transaction.ExecuteNow(
                "update second_factors set last_step = 0 where person = (select id from people where login = $1)",
                login
            )
        );
        return Totp.Code(Secret, Totp.StepAt(CityClock.Machine));
    }

    private static Playbook Parsed()
    {
        var (playbook, mistakes) = Folder.Parse();
        return playbook ?? throw new InvalidOperationException(string.Join(Environment.NewLine, mistakes));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await TestCity.DisposeAsync();
    }
}
