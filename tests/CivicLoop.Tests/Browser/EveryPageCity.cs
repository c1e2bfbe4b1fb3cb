using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Site;
using Xunit;

namespace CivicLoop.Tests.Browser;

/// <summary>One demo city for all looks at its pages: a case in every status, one that failed and came back, one put right on the spot.</summary>
public sealed class EveryPageCity : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    /// <summary>Numbers of the cases.</summary>
    public IReadOnlyList<int> Cases { get; private set; } = [];

    /// <summary>Pages of units, posts and people of every kind.</summary>
    public IReadOnlyList<string> Organisation { get; private set; } = [];

    /// <summary>A file of places that waits for a yes or no.</summary>
    public string Import { get; private set; } = "";

    /// <summary>Where a citizen follows the report.</summary>
    public string Tracking { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start();
        var office = Server.Office;
        foreach (var status in Enum.GetValues<CaseStatus>())
            await CaseWalk.In(office, status);
        var again = await office.Closed();
        await office.Act(again.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Reopen));
        Organisation = await Organised.In(Server);
        SmallGround.In(Server);
        Import = $"places/import/{SmallGround.Checked(Server)}";
        await Listed.In(Server);
        await Contracted.In(Server);
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
        Tracking = (await citizen.Report(Reporting.Litter, Reporting.Photo())).Location!;
        await ErasureStore.Ask(
            Server.City,
            SmallCity.Rules,
            again.Stream,
            CaseOffice.Form(Actor.Citizen) with
            {
                Reason = "照片里有我的车牌",
            }
        );
        Cases = [.. Server.Cases().Select((_, index) => index + 1)];
    }

    private static string User(Post post) =>
        $$"""{"role":"{{post.Role}}","login":"{{post.Code}}","password":"{{TestServer.Password}}","unit":"{{post.Unit}}"}""";

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
