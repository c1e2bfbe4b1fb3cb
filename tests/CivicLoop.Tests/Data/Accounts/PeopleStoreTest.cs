using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Accounts;

/// <summary>People and the posts they hold, on both databases.</summary>
public class PeopleStoreTest
{
    private static readonly DateTime Now = SmallCity.Monday;

    private static TestCity Staffed(DatabaseKind kind)
    {
        var city = TestCity.On(kind);
        city.Database.WriteInBulk(transaction => OrganisationStore.Seed(transaction, SmallCity.Units, SmallCity.Posts));
        return city;
    }

    private static Refusal? Write(TestCity city, Func<CityTransaction, Refusal?> act) =>
        city.Database.WriteInBulk(transaction => new { Refusal = act(transaction) }).Refusal;

    private static Refusal? Add(TestCity city, string login, string name = "张三丰", string post = "office-clerk") =>
        Write(city, transaction => PeopleStore.Add(transaction, Guid.CreateVersion7(), login, name, post, "hash", Now));

    [Theory, EachDatabase]
    public async Task A_person_is_added_in_a_post_and_works_from_then_on(DatabaseKind kind)
    {
        await using var city = Staffed(kind);

        Add(city, "clerk").ShouldBeNull();

        var id = city.Database.Read(connection => PeopleReads.ByLogin(connection, "clerk")).ShouldNotBeNull().Id;
        var (who, _) = city.Database.Read(connection => PeopleReads.AtWork(connection, id, Now)).ShouldNotBeNull();
        (who.Actor.Role, who.Actor.Unit, who.PostName, who.UnitName).ShouldBe(
            (SmallCity.Clerk.Role, "office", "创城办值班", "创城办")
        );
        city.Database.Read(connection => PeopleReads.AtWork(connection, id, Now.AddSeconds(-1))).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_added_is_refused_with_its_reason(DatabaseKind kind)
    {
        await using var city = Staffed(kind);
        Add(city, "clerk");

        Add(city, "clerk").ShouldBe(new Refusal("user.login-taken", "clerk"));
        Add(city, "Not A Login").ShouldBe(new Refusal("user.login-form", "Not A Login"));
        Add(city, "other", name: " ").ShouldBe(new Refusal("user.name-form"));
        Add(city, "other", post: "nowhere").ShouldBe(new Refusal("user.post-unknown", "nowhere"));
        city.Database.Read(connection => PeopleReads.List(connection, Now)).Select(one => one.Login).ShouldBe(["clerk"]);
    }

    [Theory, EachDatabase]
    public async Task Who_ends_stays_in_the_list_without_a_post_and_in_history(DatabaseKind kind)
    {
        await using var city = Staffed(kind);
        Add(city, "clerk");
        var before = city.Database.Read(connection => PeopleReads.ByLogin(connection, "clerk"))!;

        Write(city, transaction => PeopleStore.End(transaction, "clerk", Now.AddHours(1))).ShouldBeNull();

        var after = city.Database.Read(connection => PeopleReads.ByLogin(connection, "clerk"))!;
        after.Stamp.ShouldNotBe(before.Stamp);
        city.Database.Read(connection => PeopleReads.AtWork(connection, after.Id, Now)).ShouldNotBeNull("as it was then");
        city.Database.Read(connection => PeopleReads.AtWork(connection, after.Id, Now.AddHours(1))).ShouldBeNull();
        city.Database.Read(connection => PeopleReads.List(connection, Now.AddHours(1))).Single().Post.ShouldBeNull();
        Write(city, transaction => PeopleStore.End(transaction, "clerk", Now.AddHours(2)))
            .ShouldBe(new Refusal("user.ended-already", "clerk"));
        Write(city, transaction => PeopleStore.End(transaction, "nobody", Now)).ShouldBe(new Refusal("user.unknown", "nobody"));
    }

    [Fact]
    public void A_generated_password_is_one_that_would_be_taken_and_no_two_are_alike()
    {
        var made = Enumerable.Range(0, 200).Select(_ => Passwords.Generate()).ToList();

        made.Distinct().Count().ShouldBe(200);
        made.ShouldAllBe(password => CivicLoop.Core.Accounts.SignInRules.Password(password, "clerk") == null);
    }

    [Fact]
    public void A_password_is_kept_salted_and_an_unknown_login_is_never_right()
    {
        var password = Passwords.Generate();
        var hash = Passwords.Hash(password);

        hash.ShouldNotContain(password);
        Passwords.Hash(password).ShouldNotBe(hash);
        Passwords.IsRight(hash, password).ShouldBeTrue();
        Passwords.IsRight(hash, password + "x").ShouldBeFalse();
        Passwords.IsRight(null, password).ShouldBeFalse();
    }
}
