using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Fuzz;

/// <summary>A short round of <c>make fuzz</c>, always the same.</summary>
public class FuzzTest
{
    private const int Seed = 20201123;

    public static TheoryData<string> Readers { get; } = [.. FuzzReaders.All.Select(one => one.Name)];

    [Theory, MemberData(nameof(Readers))]
    public async Task Whatever_the_bytes_are_a_reader_reads_or_refuses_them(string target)
    {
        var found = await FuzzRun.Try(FuzzReaders.All.Single(one => one.Name == target), Seed, 500);

        found.Wrong.ShouldBeEmpty();
        found.Inputs.ShouldBe(500);
    }

    [Theory, EachDatabase]
    public async Task Whatever_comes_through_a_door_the_server_answers_and_keeps_its_history_whole(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var doors = await FuzzDoors.At(server);

        foreach (var target in doors.Targets)
            (await FuzzRun.Try(target, Seed, 40)).Wrong.ShouldBeEmpty();

        server.Cases().Count.ShouldBeGreaterThan(1, "some of it still was a report");
        server.IsWhole();
    }

    [Fact]
    public async Task What_throws_never_ends_or_is_answered_with_500_is_found_and_made_again_by_its_number()
    {
        var broken = FuzzTarget.Of(
            "broken",
            FuzzReaders.Text("12345"),
            bytes =>
            {
                if (bytes.Length > 6)
                    throw new InvalidOperationException("too long");
            }
        );

        var first = await FuzzRun.Try(broken, Seed, 200);
        var again = await FuzzRun.Try(broken, Seed, 200);

        first.Wrong.ShouldNotBeEmpty();
        again.Wrong.Count.ShouldBe(first.Wrong.Count);
        first.Wrong[0].ShouldContain("--seed");
    }
}
