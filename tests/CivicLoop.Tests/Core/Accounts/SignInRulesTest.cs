using CivicLoop.Core.Accounts;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Accounts;

public class SignInRulesTest
{
    [Theory]
    [InlineData("Sh0rt-1", "user.password-short")]
    [InlineData("alllowercase", "user.password-simple")]
    [InlineData("lower1234", "user.password-simple")]
    [InlineData("Aa1Aa1Aa1Aa1", "user.password-guessable")]
    [InlineData("My-Clerk-99", "user.password-guessable")]
    [InlineData("Lower1234", null)]
    [InlineData("four words make one", null)]
    [InlineData("创城工作天天抓Ab", null)]
    public void A_password_is_mixed_or_long_and_never_the_login(string password, string? code) =>
        SignInRules.Password(password, "clerk")?.Code.ShouldBe(code);

    [Fact]
    public void A_password_has_at_most_128_characters()
    {
        SignInRules.Password(string.Concat(Enumerable.Repeat("aB3-", 32)), "clerk").ShouldBeNull();
        SignInRules
            .Password(string.Concat(Enumerable.Repeat("aB3-", 32)) + "x", "clerk")
            .ShouldNotBeNull()
            .Code.ShouldBe("user.password-long");
    }

    [Theory]
    [InlineData("clerk", true)]
    [InlineData("north-clerk.2", true)]
    [InlineData("ab", false)]
    [InlineData("Clerk", false)]
    [InlineData("1clerk", false)]
    [InlineData("王办事", false)]
    [InlineData("clerk one", false)]
    public void A_login_is_small_letters_and_figures(string login, bool good) =>
        (SignInRules.Login(login) is null).ShouldBe(good);

    [Fact]
    public void The_fifth_wrong_password_locks_for_fifteen_minutes_and_the_count_begins_anew()
    {
        var now = SmallCity.Monday;
        SignInRules.AfterFailure(3, now).ShouldBe((4, null));

        var (failures, until) = SignInRules.AfterFailure(4, now);

        failures.ShouldBe(0);
        SignInRules.IsLocked(until, now.AddMinutes(15).AddMilliseconds(-1)).ShouldBeTrue();
        SignInRules.IsLocked(until, now.AddMinutes(15)).ShouldBeFalse();
    }
}
