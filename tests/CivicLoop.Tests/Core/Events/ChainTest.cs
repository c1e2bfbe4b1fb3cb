using System.Reflection;
using CivicLoop.Core.Events;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Events;

/// <summary>The proof stands on this: nothing stored can change, move or merge without another hash.</summary>
public class ChainTest
{
    private static readonly StoredEvent Stored = new(
        "case-1",
        1,
        "filed",
        "act",
        "person",
        "post",
        1_606_096_800_000,
        1_606_096_800_001,
        "desk",
        "reason-id",
        "reason-hash",
        "{}",
        ""
    );

    public static TheoryData<string> Columns =>
        [.. typeof(StoredEvent).GetConstructors()[0].GetParameters().Select(one => one.Name!)];

    [Fact]
    public void The_hash_of_a_released_event_never_changes() =>
        Chain.Hash(Stored).ShouldBe("e903ff1ef4530b2710dc8bb77b96e6ed984fcc2ee362bae4d6471c99fd4137c2");

    [Theory, MemberData(nameof(Columns))]
    public void Changing_any_column_changes_the_hash(string column)
    {
        var property = typeof(StoredEvent).GetProperty(column)!;
        object changed = property.GetValue(Stored) switch
        {
            string text => text + "x",
            int number => number + 1,
            long number => number + 1,
            var other => throw new InvalidOperationException($"{column} is {other}"),
        };

        Chain.Hash(With(property, changed)).ShouldNotBe(Chain.Hash(Stored));
    }

    [Fact]
    public void Moving_a_letter_over_the_border_of_two_columns_changes_the_hash()
    {
        var texts = Columns
            .Select(row => typeof(StoredEvent).GetProperty(row.Data)!)
            .Where(one => one.PropertyType == typeof(string));
        foreach (var (left, right) in texts.Zip(texts.Skip(1)))
        {
            var one = With(left, "ab", right, "c");
            var other = With(left, "a", right, "bc");
            Chain.Hash(one).ShouldNotBe(Chain.Hash(other), $"{left.Name} and {right.Name}");
        }
    }

    [Fact]
    public void The_same_text_under_another_salt_is_another_hash()
    {
        Chain.Salted("salt", "垃圾").ShouldNotBe(Chain.Salted("pepper", "垃圾"));
        Chain.Salted("ab", "c").ShouldNotBe(Chain.Salted("a", "bc"));
        Chain.Salted("salt", "垃圾").ShouldBe(Chain.Salted("salt", System.Text.Encoding.UTF8.GetBytes("垃圾")));
    }

    [Fact]
    public void A_seal_depends_on_the_seal_before_it_the_time_and_every_head()
    {
        var seal = Seal("before", 1, [("a", 1, "x"), ("b", 2, "y")]);

        Seal("before", 1, [("a", 1, "x"), ("b", 2, "y")]).ShouldBe(seal);
        Seal("other", 1, [("a", 1, "x"), ("b", 2, "y")]).ShouldNotBe(seal);
        Seal("before", 2, [("a", 1, "x"), ("b", 2, "y")]).ShouldNotBe(seal);
        Seal("before", 1, [("a", 1, "x")]).ShouldNotBe(seal);
        Seal("before", 1, [("b", 2, "y"), ("a", 1, "x")]).ShouldNotBe(seal);
        Seal("before", 1, [("a", 1, "x"), ("b", 1, "y")]).ShouldNotBe(seal);
        Seal("before", 1, [("a", 1, "x"), ("b", 2, "z")]).ShouldNotBe(seal);
    }

    private static string Seal(string previous, long through, (string Stream, int Number, string Head)[] heads)
    {
        using var hash = new SealHash(previous, through);
        foreach (var (stream, number, head) in heads)
            hash.Add(stream, number, head);
        return hash.Finish();
    }

    private static StoredEvent With(PropertyInfo column, object value, PropertyInfo? second = null, object? other = null)
    {
        var copy = Stored with { };
        column.SetValue(copy, value);
        second?.SetValue(copy, other);
        return copy;
    }
}
