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
    public void The_list_of_addresses_is_the_products() =>
        Endpoints.All.Select(address => address.ToString()).ShouldContain("POST /{city}/cases/{number:long}/acts/{name}");
}
