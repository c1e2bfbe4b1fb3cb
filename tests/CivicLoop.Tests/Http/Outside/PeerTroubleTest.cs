using System.Net;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Outside;
using CivicLoop.Web.Outside.Open311;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Outside;

/// <summary>Servers that are away, slow, busy, broken, or tell what cannot be.</summary>
public class PeerTroubleTest
{
    private const string Litter = "<service_code>litter</service_code><lat>45.59</lat><long>84.87</long>";

    private static string Request(string id, string more = Litter, string status = "open") =>
        $"<request><service_request_id>{id}</service_request_id><status>{status}</status>{more}</request>";

    private static string List(params string[] requests) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><service_requests>{string.Concat(requests)}</service_requests>";

    // What they tell on the first page; there is nothing on the second, and what is told to them is taken.
    private static void Tells(FakePort port, params string[] requests) =>
        port.Answers = knock =>
            (200, knock.Path.Contains("servicerequestupdates") ? "" : List(knock.Path.Contains("page=1&") ? requests : []));

    [Theory]
    [InlineData(200, "<!DOCTYPE html><html><body>Sign in</body></html>", "outside.not-open311")]
    [InlineData(200, "<html><body>Sign in</body></html>", "outside.not-open311")]
    [InlineData(200, "{\"service_requests\":[]}", "outside.not-open311")]
    [InlineData(200, "", "outside.not-open311")]
    [InlineData(200, "<service_requests><request>", "outside.not-open311")]
    [InlineData(
        200,
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><service_requests>&c;</service_requests>",
        "outside.not-open311"
    )]
    [InlineData(500, "<errors/>", "outside.refused")]
    [InlineData(404, "", "outside.refused")]
    [InlineData(302, "", "outside.refused")]
    [InlineData(403, "", "outside.key")]
    public async Task An_answer_that_is_none_fails_the_round_and_nothing_else(int status, string body, string code)
    {
        await using var there = new FakePort { Answers = _ => (status, body), Leads = "http://127.0.0.1:1/" };
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        peering.Put(there.Address);

        (await peering.Round())!.Code.ShouldBe(code);

        (peering.Peer.Failures, peering.Peer.PulledTo).ShouldBe((1, DateTime.UnixEpoch));
        there.Knocks.Count.ShouldBe(1);
        peering.Cases.ShouldBeEmpty();
        Tells(there, Request("1"));
        (await peering.Round())!.Code.ShouldBe("outside.key", "pulled again; to tell, a key is wanting");
        peering.Cases.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_slow_answer_and_a_huge_one_are_not_waited_for()
    {
        await using var there = new FakePort { Silence = TimeSpan.FromSeconds(5) };
        await using var here = Peering.Asking();
        using var hurried = new Peering(here.City) { Patience = TimeSpan.FromMilliseconds(200) };
        hurried.Put(there.Address);
        (await hurried.Round())!.Code.ShouldBe("outside.slow");

        there.Silence = TimeSpan.Zero;
        there.Answers = _ => (200, List(Request("1", new string('x', 9_000_000))));
        using var peering = new Peering(here.City);
        (await peering.Round())!.Code.ShouldBe("outside.large");
        hurried.Cases.ShouldBeEmpty();

        peering.Put("http://127.0.0.1:1/");
        (await peering.Round())!.Code.ShouldBe("outside.away");
    }

    [Fact]
    public async Task Failures_are_waited_out_longer_and_longer_until_somebody_has_to_look()
    {
        await using var there = new FakePort { Answers = _ => (500, "") };
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        peering.Put(there.Address);

        await peering.Round();

        var now = here.City.Clock.Now;
        (peering.Peer.NextAt > now.AddMinutes(20)).ShouldBeTrue();
        here.Database.Read(connection => PeerStore.Due(connection, now)).ShouldBeEmpty();
        here.Database.Read(connection => PeerStore.Due(connection, now.AddDays(1))).ShouldHaveSingleItem();
        for (var failed = 1; failed < Peer.MostFailures; failed++)
            await peering.Round();
        here.Database.Read(connection => PeerStore.Due(connection, now.AddDays(9))).ShouldBeEmpty("given up");
        here.Database.WriteInBulk(transaction =>
        {
            PeerStore.Soon(transaction, Peered.Code, now);
            return 0;
        });
        here.Database.Read(connection => PeerStore.Due(connection, now)).ShouldHaveSingleItem();
        Peer.Pause(15, 3).ShouldBe(TimeSpan.FromHours(2));
        Peer.Pause(15, 30).ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task What_cannot_be_a_case_here_is_given_up_with_its_reason_and_the_others_come_in()
    {
        await using var there = new FakePort();
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        peering.Put(there.Address, tells: false);
        Tells(
            there,
            Request("1"),
            Request("1"),
            Request("2", Litter.Replace("litter", "SPACE-DEBRIS", StringComparison.Ordinal)),
            Request("3", "<service_code>litter</service_code><lat>NaN</lat><long>84</long>"),
            Request("4", "<service_code>litter</service_code><lat>1e300</lat><long>84</long>"),
            Request("5", "<service_code>litter</service_code><lat>0</lat><long>0</long>"),
            Request("6", "<service_code>litter</service_code>"),
            Request("7", Litter, "closed"),
            Request("", Litter),
            Request(new string('8', 101), Litter),
            "<request/>",
            "<other/>",
            Request("9", Litter + $"<description>{string.Concat(Enumerable.Repeat("😀", 9000))}</description>"),
            Request("10", Litter + "<extended_attributes><passed_on>true</passed_on></extended_attributes>")
        );

        (await peering.Round()).ShouldBeNull();
        (await peering.Round()).ShouldBeNull();

        peering.Cases.Select(one => one.Source!.Number).ShouldBe(["1", "9"]);
        peering
            .Exchanges.Where(one => one.Status == ExchangeStatus.GivenUp)
            .ToDictionary(one => one.Theirs, one => PeerWords.Read(one.Said)!.Code)
            .ShouldBe(
                new Dictionary<string, string>
                {
                    ["2"] = "peer.unmapped",
                    ["3"] = "peer.no-position",
                    ["4"] = "peer.no-position",
                    ["5"] = "place.outside",
                    ["6"] = "peer.no-position",
                },
                ignoreOrder: true
            );
        Proof.Of(here.City).Bent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_is_mapped_later_brings_in_what_was_given_up_for_want_of_it()
    {
        await using var there = new FakePort();
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        peering.Put(there.Address, tells: false);
        var dust = Request("1", Litter.Replace("litter", "DUST", StringComparison.Ordinal));
        Tells(there, dust);
        await peering.Round();
        peering.Cases.ShouldBeEmpty();

        here.Database.WriteInBulk(transaction =>
        {
            var now = here.City.Clock.Now;
            var mapped = new Dictionary<string, string> { ["DUST"] = "litter" };
            PeerStore.Put(transaction, peering.Peer with { Services = mapped }, now);
            ExchangeStore.Mapped(transaction, Peered.Code, mapped.Keys, now);
            return 0;
        });
        there.Answers = knock => (200, List(knock.Path.Contains("requests/1.xml") ? [dust] : []));
        (await peering.Round()).ShouldBeNull();

        peering.Cases.ShouldHaveSingleItem();
        var one = peering.Exchanges.ShouldHaveSingleItem();
        (one.Status, one.Tries, one.Said).ShouldBe((ExchangeStatus.Done, 1, ""));
    }

    [Fact]
    public async Task A_time_without_a_zone_or_in_the_future_makes_nothing_be_passed_by()
    {
        await using var there = new FakePort();
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        peering.Put(there.Address, tells: false);

        Tells(there, Request("1", Litter + "<updated_datetime>2020-11-23T10:00:00</updated_datetime>"));
        await peering.Round();
        peering.Peer.PulledTo.ShouldBe(new DateTime(2020, 11, 22, 20, 0, 0, DateTimeKind.Utc));
        await peering.Round();
        there.Knocks.Last().Path.ShouldContain("updated_after=2020-11-22T19%3A50%3A00%2B00%3A00");

        Tells(there, Request("2", Litter + "<updated_datetime>2199-01-01T00:00:00+08:00</updated_datetime>"));
        await peering.Round();
        peering.Peer.PulledTo.ShouldBeLessThanOrEqualTo(here.City.Clock.Now);
        Tells(there, Request("3", Litter + "<updated_datetime>soon</updated_datetime>"));
        await peering.Round();
        peering.Cases.Count.ShouldBe(3);
    }

    [Theory, EachDatabase]
    public async Task Of_two_rounds_at_once_one_is_run_and_one_asked_for_meanwhile_comes_after(DatabaseKind kind)
    {
        await using var there = new FakePort { Silence = TimeSpan.FromMilliseconds(300) };
        await using var here = Peering.Asking(kind);
        using var peering = new Peering(here.City);
        peering.Put(there.Address, tells: false);
        Tells(there, Request("1"));

        peering.Due();
        var first = peering.Run();
        await Task.Delay(100, TestContext.Current.CancellationToken);
        var second = peering.Run();
        here.Database.WriteInBulk(transaction =>
        {
            PeerStore.Soon(transaction, Peered.Code, here.City.Clock.Now);
            return 0;
        });
        var third = peering.Run();
        (await Task.WhenAll(first, second, third)).ShouldAllBe(refusal => refusal == null);

        there.Knocks.Count.ShouldBe(2, "one round: a page, and the empty one behind it");
        peering.Cases.ShouldHaveSingleItem();
        here.Database.Read(connection => PeerStore.Due(connection, here.City.Clock.Now)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_is_ended_in_the_middle_of_a_round_is_neither_heard_nor_told_any_more()
    {
        await using var there = new FakePort();
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        peering.Put(there.Address, "key");
        there.Answers = _ =>
        {
            peering.End();
            return (200, List(Request("1")));
        };

        (await peering.Round()).ShouldBeNull();

        there.Knocks.Count.ShouldBe(1);
        peering.Cases.ShouldBeEmpty();
        (await peering.Round()).ShouldBeNull();
        there.Knocks.Count.ShouldBe(1, "ended is ended");
    }

    [Fact]
    public async Task Words_are_told_in_their_order_a_page_to_sign_in_is_no_answer_and_what_they_never_take_is_given_up()
    {
        await using var there = new FakePort();
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        peering.Put(there.Address, "key");
        Tells(there, Request("1"));
        await peering.Round();
        await new CaseOffice(here.City).Fixed(
            Guid.Parse(
                here.Database.Read(connection => Sql.One(connection, "select stream from cases", row => row.GetString(0)))!
            ),
            "market"
        );
        string[] Told() => [.. there.Knocks.Where(one => one.Body.Length > 0).Select(one => Field(one.Body, "status"))];

        there.Answers = knock => knock.Body.Length > 0 ? (200, "<html/>") : (200, List());
        (await peering.Round()).ShouldBeNull();
        Told().ShouldBe(["INVESTIGATING"], "the words behind one that is stuck wait");

        there.Answers = knock => knock.Body.Length > 0 ? (503, "") : (200, List());
        (await peering.Round())!.Code.ShouldBe("outside.refused");
        peering.Exchanges.Where(one => one.Way == Way.Out).Sum(one => one.Tries).ShouldBe(1, "busy is no fault of a word");

        there.Answers = knock => knock.Body.Contains("IN_PROGRESS") ? (400, "") : (200, knock.Body.Length > 0 ? "" : List());
        (await peering.Round()).ShouldBeNull();
        Told()[2..].ShouldBe(["INVESTIGATING", "ACTION_SCHEDULED", "IN_PROGRESS", "PLANNED", "FIXED"]);
        peering
            .Exchanges.Where(one => one.Way == Way.Out && one.Status == ExchangeStatus.GivenUp)
            .ShouldHaveSingleItem("what they do not understand they never will");
        there.Knocks.ShouldAllBe(knock => !knock.Path.Contains("key"), "a key stands in no address");
    }

    private static string Field(string body, string name) =>
        body.Split('&').Select(pair => pair.Split('=')).Single(pair => pair[0] == name)[1];

    [Fact]
    public async Task Nothing_inside_the_house_is_called_unless_it_is_allowed()
    {
        await using var there = new FakePort();
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        using var nowhere = new OutsideHttp("");
        foreach (
            var address in new[] { there.Address, there.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) }
        )
        {
            peering.Put(address);
            (await peering.Round(nowhere))!.Code.ShouldBe("outside.inside", address);
        }
        there.Knocks.ShouldBeEmpty();
        foreach (
            var inside in new[]
            {
                "10.1.2.3",
                "169.254.169.254",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "fd00::1",
                "100.64.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "2002:7f00:1::",
                "64:ff9b::7f00:1",
            }
        )
            OutsideNetworks.IsInside(IPAddress.Parse(inside)).ShouldBeTrue(inside);
        foreach (var open in new[] { "8.8.8.8", "172.32.0.1", "2400:3200::1" })
            OutsideNetworks.IsInside(IPAddress.Parse(open)).ShouldBeFalse(open);
        foreach (var bad in new[] { "ftp://a.org/", "file:///etc/passwd", "https://me:pw@a.org/", "a.org", "https://a.org/?x=1" })
            OutsideHttp.Read(bad).ShouldBeNull(bad);
        OutsideNetworks.Read("10.1.0.0/16, 192.168.7.7").Count.ShouldBe(2);
        Should.Throw<FormatException>(() => OutsideNetworks.Read("10.1.0.0/99"));
    }
}
