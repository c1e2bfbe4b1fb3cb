using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Accounts;

/// <summary>Signing in and out, and every way in which it must not work.</summary>
public class SignInTest
{
    private const string Clerk = "office-clerk";

    private static string Login(TestServer server, string? back = null) => SignInRoom.Address(server.City.Code, back);

    private static async Task<Answer> Try(
        TestClient client,
        TestServer server,
        string login,
        string password,
        string? back = null
    )
    {
        var page = await client.Get(Login(server, back));
        return await client.Submit(page, page.Form("form:has(#login)"), ("login", login), ("password", password));
    }

    private static Task Write(TestServer server, Action<CityTransaction> act) =>
        server.City.Database.Write(transaction =>
        {
            act(transaction);
            return 0;
        });

    // As the server sets it, attributes and all.
    private static async Task<string> SessionCookie(TestServer server)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(server.Address),
        };
        var page = await http.GetStringAsync(Login(server), TestContext.Current.CancellationToken);
        var token = new HtmlParser().ParseDocument(page).QuerySelector("input[name=__RequestVerificationToken]")!;
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token.GetAttribute("value")!,
            ["login"] = Clerk,
            ["password"] = TestServer.Password,
        };
        using var answer = await http.PostAsync(
            Login(server),
            new FormUrlEncodedContent(fields),
            TestContext.Current.CancellationToken
        );
        return answer
            .Headers.GetValues("Set-Cookie")
            .Single(one => one.StartsWith(CityCookies.Name(server.City.Code), StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task A_wrong_password_and_an_unknown_login_get_the_same_answer(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var anybody = server.Anybody();

        var wrong = await Try(anybody, server, Clerk, "Wrong-Horse-7");
        var unknown = await Try(anybody, server, "nobody-here", "Wrong-Horse-7");

        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unknown.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = wrong.Page.QuerySelector(".refusals").ShouldNotBeNull().TextContent;
        unknown.Page.QuerySelector(".refusals").ShouldNotBeNull().TextContent.ShouldBe(said);
        wrong.Page.QuerySelector("#login")!.GetAttribute("value").ShouldBe(Clerk);
        wrong.Body.ShouldNotContain("Wrong-Horse-7");
    }

    [Theory, EachDatabase]
    public async Task Five_wrong_passwords_lock_the_login_and_the_right_one_does_not_open_it(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var anybody = server.Anybody();
        for (var attempt = 0; attempt < SignInRules.MostFailures; attempt++)
            await Try(anybody, server, Clerk, "Wrong-Horse-7");

        (await Try(anybody, server, Clerk, TestServer.Password)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Try(anybody, server, "leader", TestServer.Password)).Status.ShouldBe(HttpStatusCode.SeeOther);

        // A quarter of an hour later, by the machine's clock.
        await Write(
            server,
            transaction =>
                transaction.Execute(
                    "update people set locked_until = $1 where login = $2",
                    CityClock.Machine.AddMinutes(-1),
                    Clerk
                )
        );
        (await Try(anybody, server, Clerk, TestServer.Password)).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Guesses_sent_all_at_once_count_too()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        var page = await anybody.Get(Login(server));
        var form = page.Form("form:has(#login)");

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(guess => anybody.Submit(page, form, ("login", Clerk), ("password", $"Guess-{guess}")))
        );

        (await Try(anybody, server, Clerk, TestServer.Password)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        for (var round = 0; round < 2; round++)
        {
            for (var attempt = 0; attempt < SignInRules.MostFailures - 1; attempt++)
                await Try(anybody, server, Clerk, "Wrong-Horse-7");
            (await Try(anybody, server, Clerk, TestServer.Password)).Status.ShouldBe(HttpStatusCode.SeeOther);
        }
    }

    [Fact]
    public async Task A_deep_link_works_after_signing_in()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        var asked = await anybody.Get("cases?status=Filed");

        var page = await anybody.Follow(asked);
        var answer = await anybody.Submit(
            page,
            page.Form("form:has(#login)"),
            ("login", Clerk),
            ("password", TestServer.Password)
        );

        answer.Location.ShouldBe($"/{server.City.Code}/cases?status=Filed");
        (await anybody.Follow(answer)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/other-city/desk")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/{city}evil")]
    [InlineData("/{city}/\\evil.example")]
    [InlineData("/{city}/desk\r\nSet-Cookie: a=b")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string back)
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        var city = server.City.Code;

        var answer = await Try(anybody, server, Clerk, TestServer.Password, back.Replace("{city}", city));

        answer.Location.ShouldBe($"/{city}/desk");
    }

    [Fact]
    public async Task The_session_is_for_one_city_and_hidden_from_script()
    {
        await using var server = await TestServer.Start();

        var cookie = await SessionCookie(server);

        cookie.ShouldContain($"path=/{server.City.Code}");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires");
    }

    [Fact]
    public async Task A_session_of_another_city_opens_nothing_here()
    {
        await using var server = await TestServer.Start();
        var other = server.TestCity.Cities.Create("othercity").City;
        var session = (await SessionCookie(server)).Split(';')[0].Split('=', 2)[1];

        // The very cookie under the other city's name, as a cheat would send it.
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}/{other.Code}/desk");
        request.Headers.Add("Cookie", $"{CityCookies.Name(other.Code)}={session}");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldStartWith($"/login?city={other.Code}");
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var server = await TestServer.Start();
        using var person = await server.SignedIn(SmallCity.Clerk);
        var desk = await person.Get("desk");

        var out_ = await person.Submit(desk, desk.Form($"form[action='/{server.City.Code}/sign-out']"));

        out_.Status.ShouldBe(HttpStatusCode.SeeOther);
        out_.Location.ShouldBe($"/{server.City.Code}");
        (await person.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, EachDatabase]
    public async Task A_changed_password_ends_open_sessions_and_so_does_an_ended_post(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var leader = await server.SignedIn(SmallCity.Leader);
        var hash = Passwords.Hash("Another-Horse-8");

        await Write(server, transaction => PeopleStore.SetPassword(transaction, Clerk, hash, CityClock.Machine).ShouldBeNull());
        await Write(server, transaction => PeopleStore.End(transaction, "leader", server.City.Clock.Now).ShouldBeNull());

        (await clerk.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await leader.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var anybody = server.Anybody();
        (await Try(anybody, server, Clerk, TestServer.Password)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Try(anybody, server, Clerk, "Another-Horse-8")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Try(anybody, server, "leader", TestServer.Password)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_asked_for_again_at_its_page()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var answer = await anybody.Post("cases/1/acts/file", ("reason", "x"));

        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        answer.Location.ShouldNotBeNull().ShouldStartWith($"/login?city={server.City.Code}");
    }

    [Fact]
    public async Task Where_the_storage_is_locked_the_page_that_says_so_claims_no_input_that_it_has_not()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        var page = await anybody.Get(Login(server));

        Answer busy;
        using (var connection = server.City.Database.Open())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "begin immediate";
            command.ExecuteNonQuery();
            busy = await anybody.Submit(page, page.Form("form:has(#login)"), ("login", Clerk), ("password", "wrong"));
            command.CommandText = "rollback";
            command.ExecuteNonQuery();
        }

        busy.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var told = busy.Page.QuerySelector("main")!.TextContent;
        told.ShouldContain("系统正忙，这次没有保存");
        told.ShouldContain("返回上一页");
        told.ShouldNotContain("还在下面");
        busy.Page.QuerySelector("#login").ShouldBeNull();
    }

    [Fact]
    public async Task A_demo_shows_one_user_of_every_role_first_and_of_these_the_one_with_most_to_do()
    {
        await using var server = await TestServer.Start();
        await Write(server, DemoMark.Set);
        var posts = new[]
        {
            "leader",
            "empty-clerk",
            "market-clerk",
            "north-clerk",
            "supervisor",
            "inspector-north",
            "office-clerk",
        };
        await CaseWalk.In(server.Office, CaseStatus.Accepted, SmallCity.Street, SmallCity.NorthClerk);
        await File.WriteAllTextAsync(
            Path.Combine(server.TestCity.Storage.Folder, "demo-users.json"),
            JsonSerializer.Serialize(
                posts.Select(post => new
                {
                    role = $"{SmallCity.Posts.FirstOrDefault(one => one.Code == post)?.Role ?? Role.UnitClerk}",
                    login = post,
                    password = TestServer.Password,
                    unit = "单位",
                })
            ),
            TestContext.Current.CancellationToken
        );
        using var anybody = server.Anybody();

        var page = await anybody.Get(Login(server));

        page.Page.QuerySelectorAll("section > form > table button[name=as]")
            .Select(button => button.GetAttribute("value"))
            .ShouldBe(["office-clerk", "north-clerk", "inspector-north", "supervisor", "leader"]);
        page.Page.QuerySelectorAll("details button[name=as]")
            .Select(button => button.GetAttribute("value"))
            .ShouldBe(["empty-clerk", "market-clerk"]);
    }

    [Fact]
    public async Task A_demo_shows_its_users_and_lets_one_in_by_a_button()
    {
        await using var server = await TestServer.Start();
        await File.WriteAllTextAsync(
            Path.Combine(server.TestCity.Storage.Folder, "demo-users.json"),
            $$"""[{"role": "OfficeClerk", "login": "{{Clerk}}", "password": "{{TestServer.Password}}", "unit": "创城办"}]""",
            TestContext.Current.CancellationToken
        );
        using var anybody = server.Anybody();
        (await anybody.Get(Login(server))).Body.ShouldNotContain(TestServer.Password, Case.Sensitive, "the city is no demo yet");
        var before = await anybody.Get(Login(server));
        (await anybody.Submit(before, before.Form("form:has(#login)"), ("as", Clerk))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );

        await Write(server, DemoMark.Set);
        var page = await anybody.Get(Login(server));
        page.Body.ShouldContain(TestServer.Password);
        var answer = await anybody.Submit(page, page.Form("form:has(button[name=as])"), ("as", Clerk));

        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        (await anybody.Follow(answer)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
