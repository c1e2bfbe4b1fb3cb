using System.Text;
using System.Text.Json;
using CivicLoop.Core.Places.Import;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Places.Import;

public class FeatureReaderTest
{
    [Fact]
    public void Features_come_one_by_one_whatever_stands_before_and_behind_them()
    {
        var text = """
            {"name": "x", "crs": {"features": [1]}, "features": [
              {"id": 7, "properties": {"code": "a", "n": 1.50, "yes": true, "no": null}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
              {"properties": null, "geometry": null}
            ], "more": 1}
            """;

        var read = Read(text);

        read.Count.ShouldBe(2);
        read[0]
            .Properties.ShouldBe(
                new Dictionary<string, string>
                {
                    ["code"] = "a",
                    ["n"] = "1.50",
                    ["yes"] = "true",
                    ["no"] = "",
                }
            );
        read[0].Geometry.ShouldBe("""{"type": "Point", "coordinates": [1, 2]}""");
        read[1].ShouldSatisfyAllConditions(one => one.Number.ShouldBe(2), one => one.Geometry.ShouldBeNull());
    }

    [Fact]
    public void A_feature_may_be_longer_than_what_is_read_at_once()
    {
        var name = new string('长', 200_000);
        var text = $$"""{"features": [{"properties": {"code": "a", "name": "{{name}}" } }, {"properties": {"code": "b"} }] }""";

        var read = Read("\uFEFF" + text);

        read[0].Properties["name"].ShouldBe(name);
        read[1].Properties["code"].ShouldBe("b");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"features": 1}""")]
    [InlineData("""{"features": [{"properties": {}}, """)]
    [InlineData("""{"features": [{"properties": {}} {}]}""")]
    [InlineData("PK")]
    [InlineData("")]
    public void What_is_no_whole_collection_is_told(string text) => Should.Throw<JsonException>(() => Read(text));

    private static List<FeatureRead> Read(string text) =>
        [.. new FeatureReader(new MemoryStream(Encoding.UTF8.GetBytes(text))).Read()];
}
