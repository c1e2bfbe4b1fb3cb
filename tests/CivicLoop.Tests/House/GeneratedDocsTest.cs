using System.Text;
using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>Documents that say what the source says, made from it.</summary>
public class GeneratedDocsTest
{
    private const string Made = "<!-- Generated from the source: make docs writes it anew, a test compares it. -->\n\n";

    private static readonly Dictionary<string, string> Chinese = JsonSerializer.Deserialize<Dictionary<string, string>>(
        SourceTree.Read("src/CivicLoop.Web/texts/zh-Hans/site.json")
    )!;

    private static readonly Dictionary<string, string> Organisation = JsonSerializer.Deserialize<Dictionary<string, string>>(
        SourceTree.Read("src/CivicLoop.Web/texts/zh-Hans/organisation.json")
    )!;

    [Fact]
    public void The_table_of_rights_is_in_step()
    {
        var roles = Enum.GetValues<Role>();
        var page = new StringBuilder("# Rights\n\n").Append(Made);
        page.Append("Who may do which act on a case, and how far. Source: `src/CivicLoop.Core/Organisation/May.cs`.\n\n");
        page.Append($"| act | {string.Join(" | ", roles)} |\n|---|{string.Concat(roles.Select(_ => "---|"))}\n");
        foreach (var act in Enum.GetValues<CaseAct>())
            page.Append($"| {Named("act", act)} | {string.Join(" | ", roles.Select(role => Reach(May.Act(role, act))))} |\n");
        page.Append(
            "\nRecounting a limit is done by the system alone. A check is further bound by four eyes: neither who put it right nor\nanybody of the same unit.\n"
        );
        page.Append(
            "\n## Organisation\n\nWho may change what of the organisation. A unit changes its own zones and the posts of unit clerks in them and in itself;\n"
        );
        page.Append("each side of a hand-over signs for itself.\n\n");
        page.Append($"| act | {string.Join(" | ", roles)} |\n|---|{string.Concat(roles.Select(_ => "---|"))}\n");
        foreach (var act in Enum.GetValues<OrganisationAct>())
            page.Append(
                $"| {Organisation[$"organisation.act.{act}"]} {act} | {string.Join(" | ", roles.Select(role => Reach(May.Organise(role, act))))} |\n"
            );
        page.Append(
            "\n## Contracts\n\nWho may do which act on a contract. Source: `src/CivicLoop.Core/Organisation/MayOnContracts.cs`.\n\n"
        );
        page.Append($"| act | {string.Join(" | ", roles)} |\n|---|{string.Concat(roles.Select(_ => "---|"))}\n");
        foreach (var act in Enum.GetValues<ContractAct>())
            page.Append(
                $"| {Named("contract", act)} | {string.Join(" | ", roles.Select(role => Reach(May.Act(role, act))))} |\n"
            );
        page.Append("\nA letter issued to a post is answered by that post alone, one issued to a unit by any post of it.\n");
        page.Append("\n## Addresses\n\nWho gets past the door of which address, and how far what stands behind it reaches. ");
        page.Append(
            "Every address says which right it asks\n(`src/CivicLoop.Core/Organisation/Right.cs`); one that says none is closed.\n\n"
        );
        page.Append($"| address | right | {string.Join(" | ", roles)} |\n|---|---|{string.Concat(roles.Select(_ => "---|"))}\n");
        foreach (var address in Endpoints.All)
            page.Append(
                $"| `{address}` | {address.Right} | {string.Join(" | ", roles.Select(role => Reach(May.Reach(role, address.Right ?? Right.Open))))} |\n"
            );

        GeneratedDoc.InStep("docs/permissions.md", page.ToString());
    }

    [Fact]
    public void The_table_of_the_loop_is_in_step()
    {
        var page = new StringBuilder("# The loop of a case\n\n").Append(Made);
        page.Append("What may happen next to a case, tried on a case in each status, and who owes something after it.\n");
        page.Append("Source: `src/CivicLoop.Core/Cases/CaseDecide.cs`.\n\n");
        page.Append("| status | act | event | status after it | owed then |\n|---|---|---|---|---|\n");
        Add(page, "—", () => new Loop());
        foreach (var status in Enum.GetValues<CaseStatus>())
            Add(page, Named("status", status), () => Loop.In(status));

        GeneratedDoc.InStep("docs/cases.md", page.ToString());
    }

    private static void Add(StringBuilder page, string status, Func<Loop> begin)
    {
        foreach (var act in Enum.GetValues<CaseAct>())
        {
            var done = SmallCity
                .Everybody.Select(actor =>
                {
                    var loop = begin();
                    return loop.Try(actor, Commands.Of(act)).Refusal is null ? loop : null;
                })
                .FirstOrDefault(loop => loop is not null);
            if (done is null)
                continue;
            var owed = done.Now.Next is { } next ? $"{next.Kind}: {SmallCity.Organisation.Post(next.Post)!.Role}" : "nothing";
            page.Append(
                $"| {status} | {Named("act", act)} | `{CaseEventJson.Kinds.KindOf(done.Last)}` | {Named("status", done.Now.Status)} | {owed} |\n"
            );
        }
    }

    private static string Named(string what, Enum value) =>
        Chinese.TryGetValue($"site.{what}.{value}", out var name) ? $"{name} {value}" : value.ToString();

    private static string Reach(Scope scope) =>
        scope switch
        {
            Scope.None => "",
            Scope.OwnUnit => "own unit",
            Scope.OwnDistrict => "own district",
            Scope.OwnGround => "own ground",
            _ => "city",
        };
}
