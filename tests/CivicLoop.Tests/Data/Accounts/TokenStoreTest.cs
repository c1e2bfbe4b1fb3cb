using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Accounts;

/// <summary>Keys of outside systems, on both databases.</summary>
public class TokenStoreTest
{
    private static readonly DateTime Now = SmallCity.Monday;

    private static Outcome<ApiToken> Make(TestCity city, ApiKey key, string code = "", params ApiScope[] scopes) =>
        city.Database.WriteInBulk(transaction =>
            TokenStore.Make(
                transaction,
                Guid.CreateVersion7(),
                key,
                code,
                "",
                scopes.Length > 0 ? scopes : [ApiScope.Open311],
                Finders.Citizen,
                null,
                Now
            )
        );

    private static ApiToken? Find(TestCity city, string? sent) =>
        ApiKey.Read(sent) is { } key ? city.Database.Read(connection => TokenStore.Find(connection, key)) : null;

    [Theory, EachDatabase]
    public async Task A_key_opens_until_it_is_ended_and_is_kept_nowhere(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var key = ApiKey.New();

        var token = Make(city, key).Value.ShouldNotBeNull();

        (token.Code, token.Actor.Role, token.Actor.Post).ShouldBe(("open311-1", Role.Partner, "open311-1"));
        Find(city, key.Shown).ShouldNotBeNull().Id.ShouldBe(token.Id);
        Find(city, " " + key.Shown + " ").ShouldNotBeNull();
        var kept = city.Database.Read(connection =>
            Sql.Many(connection, "select prefix || salt || hash || code || name from api_tokens", row => row.GetString(0))
        )[0];
        kept.ShouldNotContain(key.Shown[^32..]);

        city.Database.WriteInBulk(transaction => TokenStore.End(transaction, token.Code, null, Now)!).ShouldBeNull();
        Find(city, key.Shown).ShouldBeNull();
        city.Database.WriteInBulk(transaction => TokenStore.End(transaction, token.Code, null, Now)!)
            .ShouldBe(new Refusal("token.unknown", token.Code));
        city.Database.Read(TokenStore.List).ShouldHaveSingleItem().EndedAt.ShouldBe(Now);
    }

    [Theory, EachDatabase]
    public async Task A_key_that_differs_in_one_letter_opens_nothing(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var key = ApiKey.New();
        Make(city, key);
        var shown = key.Shown;

        foreach (var at in new[] { 0, 4, 13, 14, 30, shown.Length - 1 })
            Find(city, shown[..at] + (shown[at] == 'a' ? 'b' : 'a') + shown[(at + 1)..]).ShouldBeNull($"letter {at}");
        foreach (var other in new[] { null, "", "clk_", shown[..^1], shown + "a", ApiKey.New().Shown })
            Find(city, other).ShouldBeNull(other);
    }

    [Theory, EachDatabase]
    public async Task Codes_are_numbered_unique_and_no_posts(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        city.Database.WriteInBulk(transaction =>
            CivicLoop.Web.Organisation.OrganisationStore.Seed(transaction, SmallCity.Units, SmallCity.Posts)
        );

        Make(city, ApiKey.New()).Value!.Code.ShouldBe("open311-1");
        Make(city, ApiKey.New(), "", ApiScope.Write, ApiScope.Read)
            .Value!.Scopes.ShouldBe([ApiScope.Read, ApiScope.Write], ignoreOrder: true);
        Make(city, ApiKey.New()).Value!.Code.ShouldBe("open311-2");
        Make(city, ApiKey.New(), "hotline").Refusal.ShouldBeNull();
        Make(city, ApiKey.New(), "hotline").Refusal.ShouldBe(new Refusal("token.code-taken", "hotline"));
        Make(city, ApiKey.New(), "office-clerk").Refusal.ShouldBe(new Refusal("token.code-taken", "office-clerk"));
        Make(city, ApiKey.New(), "Not A Code").Refusal.ShouldBe(new Refusal("token.code-form", "Not A Code"));
        ApiTokenRules.Refuses("ok", "名", [ApiScope.Read], "inspector").ShouldBe(new Refusal("source.unknown", "inspector"));
        ApiTokenRules.Refuses("ok", "", [ApiScope.Read], Finders.Citizen)!.Code.ShouldBe("token.name-form");
        ApiScopes.Read("open311, write").ShouldBe([ApiScope.Open311, ApiScope.Write]);
        ApiScopes.Read("open311 everything").ShouldBeNull();
    }

    [Fact]
    public void One_key_too_busy_is_held_off_and_another_is_not()
    {
        using var limiter = new TokenLimiter(most: 3);
        var (busy, other) = (Guid.NewGuid(), Guid.NewGuid());

        Enumerable.Range(0, 5).Select(_ => limiter.Takes(busy)).ShouldBe([true, true, true, false, false]);
        limiter.Takes(other).ShouldBeTrue();
    }
}
