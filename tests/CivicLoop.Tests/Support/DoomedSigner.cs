using System.Diagnostics;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Supervision;

namespace CivicLoop.Tests.Support;

/// <summary>A process that signs every draft that there is and prints a line for each; a test kills it in the middle.</summary>
public static class DoomedSigner
{
    public const string Verb = "doomed-signer";

    public static ProcessStartInfo Start(TestCity city) => DoomedWriter.Start(city, Verb);

    public static async Task<int> Run(string[] args)
    {
        await using var cities = new Cities(Storage.FromEnvironment(args[0]));
        var city = cities.Find(args[1])!;
        var rules = new RulesNow(new PlaybookReads().On).Of(city);
        var drafts = city.Database.Read(connection =>
            Sql.Many(
                connection,
                "select stream from orders where status = 'Draft' order by number",
                row => Guid.Parse(row.GetString(0))
            )
        );
        await Task.WhenAll(
            drafts.Select(async draft =>
            {
                var outcome = await OrderStore.Sign(city, rules, draft, CaseOffice.Form(SmallCity.Leader), "限期办结");
                Console.WriteLine($"{outcome.Value?.State.Paper?.Number} {outcome.Refusal}");
                Console.Out.Flush();
            })
        );
        return 0;
    }
}
