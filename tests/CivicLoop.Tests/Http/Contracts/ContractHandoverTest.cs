using System.Net;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.SelfChecks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Organisation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Contracts;

/// <summary>A post that changes hands takes its contracts along, by the same sheet and the same signatures as its cases.</summary>
public class ContractHandoverTest
{
    [Fact]
    public async Task The_sheet_lists_the_contracts_of_the_post_and_keeps_them_as_they_were_signed()
    {
        await using var server = await ContractPagesTest.City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        // The clerk of the market speaks for it, the inspector only for his own post.
        (await clerk.Get("organisation/posts/market-clerk"))
            .Said("section:has(#contracts)")
            .ShouldContain("0～400 米");
        (await clerk.Get("organisation/posts/north-clerk")).Said("section:has(#contracts)").ShouldNotContain("北市场");
        var post = SmallCity.InspectorOfNorthOffice;
        (await clerk.Get($"organisation/posts/{post.Post}")).Said("section:has(#contracts)").ShouldContain("第 4 号 北市场");

        var made = await OrganisationDoor.Act(
            server.City,
            SmallCity.Rules,
            new OrganisationForm(Guid.CreateVersion7(), SmallCity.Clerk, "岗位调整"),
            new HandOver(post.Post, post.Person, SmallCity.NorthClerk.Person, SmallGround.Today(server).AddDays(1))
        );
        made.Refusal.ShouldBeNull();
        var at = $"organisation/handovers/{made.Value!.Subject}";
        using var leaver = await server.SignedIn(post);
        var sheet = await leaver.Get(at);
        sheet.Said("section:has(#contracts)").ShouldContain("第 4 号 北市场");
        // What it owes on a contract is owed there, with a way to it.
        sheet.Said(".owed").ShouldContain("包保责任第 4 号");
        var signed = await leaver.Submit(sheet, sheet.Form("form[action*='/acts/']"), ("reason", "已交接"));
        signed.Status.ShouldBe(HttpStatusCode.SeeOther, signed.Said("main"));

        var stream = server.City.Database.Read(connection => ContractReads.Find(connection, SmallCity.Playbook, 4))!.Stream;
        await Signing.Act(server.City, stream, SmallCity.Clerk, new PlainContractInput(ContractAct.End));
        (await clerk.Get(at)).Said("section:has(#contracts)").ShouldContain("第 4 号 北市场");
        (await clerk.Get($"organisation/posts/{post.Post}")).Page.QuerySelector("#contracts").ShouldBeNull();
    }
}
