using CivicLoop.Web.Demo;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Demo;

public class DemoArgumentsTest
{
    [Theory]
    [InlineData("1 day", 1440)]
    [InlineData("6 hours", 360)]
    [InlineData("90 minutes", 90)]
    [InlineData("2 weeks", 20160)]
    [InlineData("-1 day", -1440)]
    public void A_stretch_of_time_is_read_as_people_write_it(string text, int minutes) =>
        Span.Parse(text).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1day")]
    [InlineData("1 month")]
    [InlineData("99999999 weeks")]
    public void What_is_no_stretch_of_time_is_none(string text) => Span.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:80;https://[::1]:5081")]
    public void A_demo_may_listen_where_only_this_machine_reaches_it(string urls) => Addresses.Foreign(urls).ShouldBeNull();

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://localhost:5080;http://10.0.0.7:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://localhost.example.org:5080")]
    public void Any_other_address_is_foreign(string urls) => Addresses.Foreign(urls).ShouldNotBeNull();
}
