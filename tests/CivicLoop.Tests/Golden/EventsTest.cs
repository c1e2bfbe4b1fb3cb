using System.Text.Json;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Events;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Golden;

/// <summary>
/// The stored shape of every kind of event ever released, a folder for each kind of stream. A released event is stone:
/// when a file here would have to change, make a new kind instead.
/// </summary>
public class EventsTest
{
    // A history begins with one of these; everything else stands on something.
    private static readonly string[] Beginnings =
    [
        "reported",
        "received",
        "imported",
        "fixed-on-the-spot",
        "self-check.asked",
        "erasure.asked",
        "contract.made",
        "rectification-item.added",
        "meeting.called",
        "tally.entered",
        "sign-off.asked",
        "order.drafted",
        "self-review.asked",
        "silence.noticed",
        "lesson.told",
        "upstream.entered",
        "team.opened",
        "feedback.given",
        "plan.drafted",
        "task.set",
        "visit.recorded",
        "mechanism-run.told",
        "mechanism-due.owed",
        "material.asked",
    ];

    private static readonly Made Made = new(
        SmallCity.Id(1),
        SmallCity.Id(2),
        "post",
        SmallCity.Monday,
        SmallCity.Monday,
        "desk",
        SmallCity.Text()
    );

    private static string Folder => SourceTree.At("tests", "CivicLoop.Tests", "Golden", "events");

    /// <summary>Stream and file: <c>filed.json</c>, and <c>filed.without-duty.json</c> for a second shape of the same kind.</summary>
    public static TheoryData<string, string> Released =>
        new(
            Directory
                .EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => (Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path)))
        );

    public static TheoryData<string> Streams => [.. Web.Program.Streams.Select(kind => kind.Name)];

    [Theory, MemberData(nameof(Released))]
    public void A_released_event_is_read_and_written_back_to_the_byte(string stream, string file)
    {
        var (kind, body) = Event(stream, file);

        Stream(stream).Events.WriteAny(Stream(stream).Events.ReadAny(kind, body)).ShouldBe((kind, body));
    }

    [Theory, MemberData(nameof(Released))]
    public void A_released_event_can_be_folded(string stream, string file)
    {
        var (kind, body) = Event(stream, file);
        var fold = Stream(stream).Begin();
        if (Beginnings.Contains(kind))
        {
            fold.Add(Stored(1, kind, body));
            fold.Version.ShouldBe(1);
            return;
        }

        Should.Throw<InvalidOperationException>(() => fold.Add(Stored(1, kind, body)));
        var (first, begun) = Event(stream, Begin(stream));
        fold.Add(Stored(1, first, begun));
        fold.Add(Stored(2, kind, body));
        fold.Version.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Streams))]
    public void Every_kind_has_its_golden_file(string stream) =>
        Directory
            .EnumerateFiles(Path.Combine(Folder, stream))
            .Select(path => Event(stream, Path.GetFileName(path)).Kind)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(Stream(stream).Events.All.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Streams))]
    public void Every_event_that_a_stream_can_have_is_stored_under_one_kind(string stream)
    {
        var read = Stream(stream).Events.All.ToDictionary(kind => kind, kind => Golden(stream, kind).GetType());
        var family = read.Values.First().BaseType!;

        family.Assembly.GetTypes().Where(family.IsAssignableFrom).Where(type => !type.IsAbstract).ShouldBe(read.Values, true);
    }

    [Theory, MemberData(nameof(Streams))]
    public void An_unknown_kind_is_not_skipped_and_a_bent_body_says_whose_it_is(string stream)
    {
        var events = Stream(stream).Events;

        Should.Throw<InvalidOperationException>(() => events.ReadAny("vanished", "{}")).Message.ShouldContain("vanished");
        foreach (var kind in events.All)
        foreach (var body in new[] { "", "[]", "null", """{"next": 7, "number": "x"}""" })
            Should.Throw<JsonException>(() => events.ReadAny(kind, body)).Message.ShouldContain($"'{kind}'");
        Should.Throw<InvalidOperationException>(() => events.WriteAny("a text")).Message.ShouldContain("String");
    }

    [Fact]
    public void The_name_of_a_kind_says_what_stream_it_is_of()
    {
        foreach (var stream in Web.Program.Streams)
            stream.Events.All.ShouldAllBe(kind => kind.StartsWith(Prefix(stream.Name), StringComparison.Ordinal));
        Web.Program.Streams.SelectMany(stream => stream.Events.All).ShouldBeUnique();
        Directory
            .EnumerateDirectories(Folder)
            .Select(Path.GetFileName)
            .ShouldBe(Web.Program.Streams.Select(one => one.Name), true);
    }

    private static IStreamKind Stream(string name) => Web.Program.Streams.Single(kind => kind.Name == name);

    private static (string Kind, string Body) Event(string stream, string file) =>
        (Prefix(stream) + file.Split('.')[0], File.ReadAllText(Path.Combine(Folder, stream, file)).TrimEnd('\n'));

    private static object Golden(string stream, string kind)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Folder, stream), $"{kind[Prefix(stream).Length..]}.*json").First();
        return Stream(stream).Events.ReadAny(kind, File.ReadAllText(file));
    }

    private static string Begin(string stream) =>
        Beginnings.First(Stream(stream).Events.Knows)[Prefix(stream).Length..] + ".json";

    // Cases were there first, and their kinds have no prefix.
    private static string Prefix(string stream) => stream == "case" ? "" : stream + ".";

    private static StoredEvent Stored(int number, string kind, string body) =>
        EventStore.Stored(SmallCity.Id(3), number, kind, body, Made, "");
}
