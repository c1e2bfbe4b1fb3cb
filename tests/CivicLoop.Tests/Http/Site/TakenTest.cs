using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Site;

/// <summary>What a database says when two want the same, or when it has no room for one more: never a mistake of ours.</summary>
public class TakenTest
{
    public static readonly TheoryData<Exception, int> Said = new()
    {
        { new PostgresException("deadlock detected", "ERROR", "ERROR", "40P01"), StatusCodes.Status409Conflict },
        { new PostgresException("duplicate key", "ERROR", "ERROR", "23505"), StatusCodes.Status409Conflict },
        { new SqliteException("UNIQUE constraint failed", 19, 2067), StatusCodes.Status409Conflict },
        { new PostgresException("out of shared memory", "ERROR", "ERROR", "53200"), StatusCodes.Status503ServiceUnavailable },
        { new InvalidOperationException("a mistake"), StatusCodes.Status500InternalServerError },
    };

    [Theory, MemberData(nameof(Said), DisableDiscoveryEnumeration = true)]
    public async Task Whoever_came_second_is_told_to_look_again(Exception exception, int status)
    {
        await using var server = await TestServer.Start();
        using var scope = server.Services.CreateScope();
        var app = new ApplicationBuilder(server.Services);
        app.UseErrorPages();
        app.Run(_ => throw exception);
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Path = "/api/v1/cases";
        context.Response.Body = new MemoryStream();

        await app.Build()(context);

        context.Response.StatusCode.ShouldBe(status);
    }
}
