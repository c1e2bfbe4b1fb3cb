using System.Net;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Publishing;

/// <summary>
/// Somebody without an account walks every address that is open to everybody, with every id that the city has, and
/// finds no contact, no unpublished word or photo and no internal note.
/// </summary>
public class PublicWalkTest
{
    private const string Contact = "13900139000";
    private const string Told = "反映人原话四四一七";
    private const string Added = "反映人补充五五二八";
    private const string Inside = "内部发现的情况六六三九";
    private const string Reason = "内部办理理由七七四〇";
    private const string Reply = "只答复反映人的话八八五一";
    private const string Withheld = "曾经公开又撤下的话九九六二";

    private static readonly string[] Secrets = [Contact, Told, Added, Inside, Reason, Reply, Withheld];

    [Theory, EachDatabase]
    public async Task Nobody_reads_by_changing_an_id_what_is_not_for_everybody(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var secret = await Fill(server);
        using var anybody = server.Anybody();
        var wrong = new List<string>();
        var called = 0;

        foreach (var address in Endpoints.All.Where(one => one.Method == "GET" && IsOpen(one)))
        foreach (var path in Paths(server, address))
        {
            called++;
            var (status, bytes, _) = await anybody.Download(path);
            var text = Encoding.UTF8.GetString(bytes);
            wrong.AddRange(Secrets.Where(text.Contains).Select(said => $"{path} tells {said}"));
            if (status == HttpStatusCode.OK && secret.Any(photo => photo.SequenceEqual(bytes)))
                wrong.Add($"{path} shows a photo that is not published");
            if ((int)status >= 500)
                wrong.Add($"{path}: {(int)status}");
        }

        wrong.ShouldBeEmpty(string.Join(Environment.NewLine, wrong));
        called.ShouldBeGreaterThan(100);
        server.IsWhole();
    }

    private static bool IsOpen(Address address) =>
        May.Reach(Role.Citizen, address.Right!.Value) != Scope.None
        // Downloads of long running and other cities' pages are not this city's secrets.
        && (address.Pattern.StartsWith("/{city}", StringComparison.Ordinal) || address.Pattern == "/");

    // A case that waits, one that is published with a copy, one that was taken down, one that is nobody's affair.
    private static async Task<List<byte[]>> Fill(TestServer server)
    {
        var office = server.Office;
        using var citizen = server.Anybody();
        var sent = await citizen.Report(
            Reporting.Litter.But(("what", Told), ("contact", Contact)),
            ("photos", "a.png", "image/png", Moderating.Red(81))
        );
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Refusals());
        var waits = server.StreamOf(1);
        await office.Act(waits, SmallCity.Citizen, new WordsInput(CaseAct.AddWords, Added, [office.Photo("added")]));
        await office.Act(waits, SmallCity.Clerk, new ReplyInput(Reply));
        await office.Try(
            waits,
            CaseOffice.Form(SmallCity.Clerk, reason: Reason),
            new FileInput("litter", "at-once", Severity.Minor)
        );
        await office.Act(waits, SmallCity.Clerk, new DispatchInput(null));
        await office.Try(waits, CaseOffice.Form(SmallCity.MarketClerk, reason: Reason), new PlainInput(CaseAct.Accept));

        var shown = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter(Told, office.Photo("original")));
        await office.Act(shown.Stream, SmallCity.Clerk, new PublishInput("公开的话", [office.Photo("copy")]));
        await office.Try(
            shown.Stream,
            CaseOffice.Form(SmallCity.Clerk, reason: Reason),
            new FileInput("litter", "at-once", Severity.Minor)
        );

        var down = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter(Told, office.Photo("down-original")));
        await office.Act(down.Stream, SmallCity.Clerk, new PublishInput(Withheld, [office.Photo("down-copy")]));
        await office.Try(down.Stream, CaseOffice.Form(SmallCity.Clerk, reason: Reason), new PlainInput(CaseAct.Withhold));

        await office.Try(
            null,
            CaseOffice.Form(SmallCity.InspectorNorth, reason: Reason),
            CaseOffice.Litter(Inside, office.Photo("inside"))
        );
        return
        [
            Moderating.Red(81),
            .. new[] { "added", "original", "down-original", "down-copy", "inside" }.Select(Encoding.UTF8.GetBytes),
        ];
    }

    private static IEnumerable<string> Paths(TestServer server, Address address)
    {
        var ids = server.City.Database.Read(connection =>
            Sql.Many(
                connection,
                "select id from photos union select id from texts union select id from contacts union select stream from cases",
                row => row.GetString(0)
            )
        );
        List<string> paths = [address.Pattern.Replace("{city}", server.City.Code, StringComparison.Ordinal)];
        foreach (var parameter in address.Route.Parameters.Where(parameter => parameter.Name != "city"))
        {
            var constraint = parameter.ParameterPolicies.FirstOrDefault()?.Content ?? "";
            string[] values =
                constraint == "guid" ? [.. ids]
                : constraint is "long" or "int" ? ["1", "2", "3", "4", "5"]
                : constraint.StartsWith("length", StringComparison.Ordinal) ? ["nosuchcodenosuch"]
                : ["1", "2", "3", "4", "5", .. ids];
            var hole = address.Pattern[address.Pattern.IndexOf("{" + parameter.Name, StringComparison.Ordinal)..];
            hole = hole[..(hole.IndexOf('}') + 1)];
            paths = [.. paths.SelectMany(path => values.Select(value => path.Replace(hole, value, StringComparison.Ordinal)))];
        }
        return paths.Take(400).Select(path => path.StartsWith('/') ? path : "/" + path);
    }
}
