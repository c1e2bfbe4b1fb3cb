using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Messages.Channels;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Messages;

/// <summary>Whoever left a mail address with a report is told what became of it, and nobody else's words.</summary>
public class ReporterMailTest
{
    private const string Mail = "someone@example.cn";
    private const string Note = "内部说明：先放一放";

    [Theory, EachDatabase]
    public async Task They_are_told_that_it_arrived_was_answered_ended_and_goes_on(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        var done = await Told(city, "zh-Hans");
        await city.Pass();
        var received = Read(server).ShouldHaveSingleItem();
        received.ShouldContain($"https://city.example.cn/{city.City.Code}/report/{Code(city, done.Stream)}");
        received.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        received.ShouldContain(
            $"<https://city.example.cn/{city.City.Code}/report/{Code(city, done.Stream)}/mail>",
            Case.Insensitive
        );

        await city.Office.Act(done.Stream, SmallCity.Clerk, new ReplyInput("已经安排清理"));
        await city.Office.Act(done.Stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));
        await city.Pass();

        Read(server).Count.ShouldBe(2, "both go as one");
        var news = Read(server)[1];
        news.ShouldContain("作了答复");
        news.ShouldContain("已有结果");
        news.ShouldNotContain("已经安排清理", Case.Sensitive, "the words stand on the page alone");
        await city.Office.Act(done.Stream, SmallCity.Supervisor, new PlainInput(CaseAct.Reopen));
        await city.Pass();
        var again = Read(server)[2];
        again.ShouldContain("重新");
        foreach (var mail in Read(server))
        {
            mail.ShouldNotContain(Note);
            mail.ShouldNotContain("门口有两袋垃圾");
            mail.ShouldNotContain(SmallCity.Clerk.Post);
        }
    }

    [Theory, EachDatabase]
    public async Task They_wait_for_the_morning_and_for_each_other(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        city.City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.Put(transaction, MessageRules.Usual with { MergeMinutes = 10 }, "", "https://city.example.cn");
            return 0;
        });
        var done = await Told(city, "zh-Hans");
        city.Later(TimeSpan.FromDays(1));
        await city.Pass();
        Read(server).Count.ShouldBe(1);

        await city.Office.Act(done.Stream, SmallCity.Clerk, new ReplyInput("正在核实"));
        await city.Pass();

        Read(server).Count.ShouldBe(1, "it waits for more of its kind");
        city.Later(TimeSpan.FromDays(1));
        await city.Pass();
        Read(server).Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task Who_stopped_them_or_was_erased_gets_none_also_of_what_waited(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        var (stopped, erased) = (await Told(city, "zh-Hans"), await Told(city, "en"));
        city.City.Database.WriteInBulk(transaction =>
        {
            ContactStore.Stop(transaction, stopped.Stream, city.City.Clock.Now).ShouldBeTrue();
            transaction.Execute("update contacts set contact = null where stream = $1", erased.Stream);
            return 0;
        });

        await city.Pass();

        server.Mails.ShouldBeEmpty();
        Outside(city).ShouldAllBe(row => row.State == MessageState.Unwanted && row.Trouble == "messages.gone-outside");
        await city.Office.Act(stopped.Stream, SmallCity.Clerk, new ReplyInput("已经安排清理"));
        Outside(city).Count.ShouldBe(2, "nothing more is written down for them");
        city.City.Database.WriteInBulk(transaction => ContactStore.Stop(transaction, stopped.Stream, null));
        await city.Office.Act(stopped.Stream, SmallCity.Clerk, new ReplyInput("已经清理"));
        await city.Pass();
        Read(server).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Where_no_mail_is_set_up_nothing_waits(DatabaseKind kind)
    {
        await using var city = Messaging.In(kind);
        var done = await Told(city, "zh-Hans");
        await city.Office.Act(done.Stream, SmallCity.Clerk, new ReplyInput("已经安排清理"));

        Outside(city).ShouldBeEmpty();
        ReadContact(city, "select count(*) from contacts where contact is not null").ShouldBe(1, "the office still reads it");
    }

    [Theory, EachDatabase]
    public async Task In_the_language_of_the_report_and_of_what_went_on_under_another_case(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        var (kept, told) = (await city.Office.Reported(), await Told(city, "en"));
        await city.Office.Act(told.Stream, SmallCity.Clerk, new MergeInput(kept.Number));
        await city.Office.Act(kept.Stream, SmallCity.Clerk, new ReplyInput("两件一并办理"));

        await city.Pass();

        var mail = Read(server).ShouldHaveSingleItem();
        mail.ShouldContain("The office has answered");
        mail.ShouldContain($"number {told.Number}", Case.Insensitive);
    }

    [Theory, EachDatabase]
    public async Task Nobody_is_written_to_again_and_again_because_somebody_types_their_address(DatabaseKind kind)
    {
        await using var city = Messaging.In(kind);
        city.SetUpMail(1);
        for (var time = 0; time < Reporters.MostADay + 3; time++)
            await Told(city, "zh-Hans");

        Outside(city).Count.ShouldBe(Reporters.MostADay);
        ReadContact(city, "select count(*) from contacts where language is null").ShouldBe(3);
    }

    [Theory]
    [InlineData("someone@example.cn", true)]
    [InlineData("13800138000", false)]
    [InlineData("Someone <someone@example.cn>", false)]
    [InlineData("someone@example.cn, other@example.cn", false)]
    [InlineData("微信 someone", false)]
    public void What_is_no_mail_address_gets_no_mail(string said, bool mail) => MailChannel.IsAddress(said).ShouldBe(mail);

    private static async Task<CaseDone> Told(Messaging city, string language)
    {
        var input = CaseOffice.Litter("门口有两袋垃圾") with { Tracking = Trackings.NewCode() };
        var done = await city.Office.Act(null, SmallCity.Citizen, input);
        await city.City.Database.Write(transaction =>
        {
            Reporters.Left(transaction, done.Stream, Mail, language, city.City.Clock.Now);
            return true;
        });
        return done;
    }

    private static List<MessageRow> Outside(Messaging city) => city.Rows().FindAll(row => row.Post is null);

    private static string Code(Messaging city, Guid stream) =>
        city.City.Database.Read(connection => Trackings.Of(connection, stream))!;

    private static long ReadContact(Messaging city, string sql) =>
        city.City.Database.Read(connection => Sql.Number(connection, sql));

    private static List<string> Read(FakeMail server) => [.. server.Mails.Select(FakeMail.Words)];
}
