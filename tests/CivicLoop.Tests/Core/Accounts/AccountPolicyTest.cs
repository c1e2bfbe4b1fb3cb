using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Accounts;

public class AccountPolicyTest
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly AccountPolicy Usual = AccountPolicy.Usual;

    [Theory]
    [InlineData(0, 60, true)]
    [InlineData(29, 60, true)]
    [InlineData(30, 60, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, -5, false)]
    public void A_session_goes_on_until_it_was_idle_for_half_an_hour_or_is_over(int idle, int left, bool goes) =>
        Usual.Goes(Now.AddMinutes(-idle), Now.AddMinutes(left), Now).ShouldBe(goes);

    [Fact]
    public void A_password_grows_old_after_six_months()
    {
        Usual.IsOld(Now.AddMonths(-6), Now).ShouldBeTrue();
        Usual.IsOld(Now.AddMonths(-6).AddMinutes(1), Now).ShouldBeFalse();
        Usual.IsOld(null, Now).ShouldBeFalse();
        (Usual with { PasswordMonths = 0 }).IsOld(Now.AddYears(-9), Now).ShouldBeFalse();
    }

    [Fact]
    public void The_three_administrators_always_need_a_second_factor_and_others_where_the_city_says_so()
    {
        Enum.GetValues<Role>().Where(Usual.NeedsSecondFactor).ShouldAllBe(role => Separation.IsAdministrator(role));
        Enum.GetValues<Role>().Count(Usual.NeedsSecondFactor).ShouldBe(3);
        (Usual with { SecondFactor = new HashSet<Role> { Role.OfficeClerk } }).NeedsSecondFactor(Role.OfficeClerk).ShouldBeTrue();
    }

    [Fact]
    public void A_city_sets_it_within_bounds()
    {
        Usual.IsWithin().ShouldBeTrue();
        (Usual with { IdleMinutes = 61 }).IsWithin().ShouldBeFalse();
        (Usual with { IdleMinutes = 4 }).IsWithin().ShouldBeFalse();
        (Usual with { MostHours = 25 }).IsWithin().ShouldBeFalse();
        (Usual with { PasswordMonths = -1 }).IsWithin().ShouldBeFalse();
        (Usual with { RememberDays = 31 }).IsWithin().ShouldBeFalse();
        (Usual with { SecondFactor = new HashSet<Role> { Role.Citizen } }).IsWithin().ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0",
        "Edge · Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49",
        "WeChat · iPhone"
    )]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox · Linux")]
    [InlineData("curl/8.5.0", "")]
    [InlineData(null, "")]
    public void A_device_is_two_words(string? said, string words) => DeviceWords.Of(said).ShouldBe(words);
}
