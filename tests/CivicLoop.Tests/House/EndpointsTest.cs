using System.Text.Json;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>No address of the product is without a right that it asks.</summary>
public class EndpointsTest
{
    [Fact]
    public void Every_address_declares_the_right_that_it_asks() =>
        Endpoints
            .All.Where(address => address.Right is null)
            .ShouldBeEmpty("say .May(Right.X) where it is mapped; CONTRIBUTING.md tells how");

    [Fact]
    public void Whoever_takes_a_list_out_is_told_to_the_audit_log() =>
        Endpoints
            .All.Where(address => address.Pattern.Contains("/export", StringComparison.Ordinal) && !address.Exports)
            .ShouldBeEmpty("say .Exports(\"what\") where it is mapped");

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public void Every_right_and_every_kind_of_audit_line_has_a_name(string language)
    {
        var sentences = JsonSerializer.Deserialize<Dictionary<string, string>>(
            SourceTree.Read($"src/CivicLoop.Web/texts/{language}/account.json")
        )!;

        Enum.GetNames<Right>()
            .Select(right => $"account.right.{right}")
            .Concat(Enum.GetNames<AuditKind>().Select(kind => $"account.audit.kind.{kind}"))
            .Except(sentences.Keys)
            .ShouldBeEmpty("the page of rights and the audit log show it");
    }

    [Fact]
    public void The_list_of_addresses_is_the_products() =>
        Endpoints.All.Select(address => address.ToString()).ShouldContain("POST /{city}/cases/{number:long}/acts/{name}");
}
