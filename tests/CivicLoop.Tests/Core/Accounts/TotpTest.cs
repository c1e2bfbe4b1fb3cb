using System.Text;
using CivicLoop.Core.Accounts;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Accounts;

/// <summary>The vectors of RFC 6238 and RFC 4648, and that a code opens once.</summary>
public class TotpTest
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_rfc(long seconds, string code) =>
        Totp.Code(Secret, Totp.StepAt(DateTime.UnixEpoch.AddSeconds(seconds)), figures: 8).ShouldBe(code);

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_is_that_of_the_rfc(string text, string encoded)
    {
        Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);
        Base32.Decode(encoded.ToLowerInvariant() + " ").ShouldBe(Encoding.ASCII.GetBytes(text));
    }

    [Fact]
    public void What_is_no_base_32_is_none() => Base32.Decode("MZXW6Y1B").ShouldBeNull();

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_holds_for_its_step_and_the_neighbours(int steps, bool holds)
    {
        var step = Totp.StepAt(Now) + steps;

        Totp.Matching(Secret, Totp.Code(Secret, step), Now, lastUsed: 0).ShouldBe(holds ? step : null);
    }

    [Fact]
    public void A_code_that_let_somebody_in_is_spent_and_so_are_those_before_it()
    {
        var used = Totp.StepAt(Now);

        Totp.Matching(Secret, Totp.Code(Secret, used), Now, used).ShouldBeNull();
        Totp.Matching(Secret, Totp.Code(Secret, used - 1), Now, used).ShouldBeNull();
        Totp.Matching(Secret, Totp.Code(Secret, used + 1), Now, used).ShouldBe(used + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public void What_is_no_code_never_matches(string typed) => Totp.Matching(Secret, typed, Now, 0).ShouldBeNull();

    [Fact]
    public void A_code_may_be_typed_in_two_groups()
    {
        var code = Totp.Code(Secret, Totp.StepAt(Now));

        Totp.Matching(Secret, $"{code[..3]} {code[3..]} ", Now, 0).ShouldNotBeNull();
    }

    [Fact]
    public void The_address_names_city_login_and_secret() =>
        Totp.Address("创城通 小城", "admin", Secret)
            .ShouldBe(
                "otpauth://totp/%E5%88%9B%E5%9F%8E%E9%80%9A%20%E5%B0%8F%E5%9F%8E:admin?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                    + "&issuer=%E5%88%9B%E5%9F%8E%E9%80%9A%20%E5%B0%8F%E5%9F%8E&algorithm=SHA1&digits=6&period=30"
            );
}
