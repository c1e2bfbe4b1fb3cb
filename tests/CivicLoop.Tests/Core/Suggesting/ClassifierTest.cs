using CivicLoop.Core.Suggesting;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Suggesting;

/// <summary>Words to category, on sentences that were written by hand.</summary>
public class ClassifierTest
{
    private static readonly Classifier Classifier = Learning.Learn(Told.Learnt)!;

    [Fact]
    public void It_knows_what_it_was_not_told_word_by_word()
    {
        var marking = Marking.Of(Classifier, Told.Held);

        marking.Texts.ShouldBe(12);
        marking.MacroF1.ShouldBeGreaterThan(0.8);
        marking.Among.ShouldBeGreaterThan(0.9);
        marking.RightWhereSaid.ShouldBeGreaterThanOrEqualTo(marking.Right);
    }

    [Fact]
    public void Confidences_of_any_text_are_shares_of_one() =>
        Prop.ForAll<string?>(text =>
            {
                var ranked = Classifier.Rank(text ?? "");
                ranked.Count.ShouldBe(6);
                ranked.Sum(one => one.Confidence).ShouldBe(1, 1e-9);
                ranked.ShouldAllBe(one => one.Confidence >= 0 && one.Confidence <= 1);
                ranked.ShouldBe(ranked.OrderByDescending(one => one.Confidence));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_examples_does_not_matter()
    {
        var turned = Learning.Learn(Told.Learnt.Reverse())!;

        turned.Threshold.ShouldBe(Classifier.Threshold);
        foreach (var example in Told.Held)
            turned.Rank(example.Text).ShouldBe(Classifier.Rank(example.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("。。。！！")]
    [InlineData("\uD83D\uDE00")]
    [InlineData("ѮѰѲ ጀጁጂ")]
    public void Of_what_it_has_never_seen_it_says_nothing(string text) => Classifier.Suggest(text).ShouldBeEmpty();

    [Fact]
    public void What_is_like_nothing_it_learnt_is_left_to_people() =>
        Classifier.Suggest("请问办理居住证需要带哪些材料").ShouldBeEmpty();

    [Fact]
    public void At_most_three_are_said_and_the_first_is_sure_enough()
    {
        var said = Told.Held.Select(example => Classifier.Suggest(example.Text)).Where(found => found.Count > 0).ToList();

        said.Count.ShouldBeGreaterThan(6);
        said.ShouldAllBe(found => found.Count <= 3 && found[0].Confidence >= Classifier.Threshold);
    }

    [Fact]
    public void Width_case_and_figures_do_not_count()
    {
        var plain = Classifier.Rank("ktv 隔音不好 3 号楼");

        Classifier.Rank("ＫＴＶ　隔音不好　１５ 号楼").ShouldBe(plain);
    }

    [Fact]
    public void The_type_of_the_place_counts_and_alone_says_nothing()
    {
        var examples = Told.Learnt.Select(example =>
            example with
            {
                Text = "这里有问题请处理" + example.Text[..1],
                PlaceType = example.Label == "lamp" ? "street" : "compound",
            }
        );
        var learnt = Learning.Learn(examples)!;

        learnt.Rank("这里有问题请处理", "street")[0].Label.ShouldBe("lamp");
        learnt.Rank("这里有问题请处理", "compound")[0].Label.ShouldNotBe("lamp");
        learnt.Suggest("", "street").ShouldBeEmpty();
    }

    [Fact]
    public void From_too_little_or_from_one_label_nothing_is_learnt()
    {
        Learning.Learn(Told.Learnt.Take(Learning.LeastExamples - 1)).ShouldBeNull();
        Learning.Learn(Told.Learnt.Select(example => example with { Label = "one" })).ShouldBeNull();
        Learning.Learn(Told.Learnt.Select(example => example with { Text = " " })).ShouldBeNull();
    }

    [Fact]
    public void Where_texts_say_nothing_of_their_labels_it_is_never_sure()
    {
        // The label goes by turns, whatever the text says.
        var noise = Told
            .Learnt.OrderBy(example => example.Text, StringComparer.Ordinal)
            .Select((example, at) => example with { Label = $"label-{at % 5}" });

        var learnt = Learning.Learn(noise)!;

        Told.Held.Count(example => learnt.Suggest(example.Text).Count > 0).ShouldBeLessThan(3);
    }

    [Fact]
    public void Marks_are_counted_as_they_are()
    {
        var marking = Marking.Of(
            Classifier,
            [
                new Example("门口的路灯不亮了", "lamp"),
                new Example("门口的路灯不亮了", "noise"),
                new Example("路口的井盖破了", "manhole"),
            ]
        );

        // lamp: precision 1/2, recall 1; noise: nothing right; manhole: all right.
        marking.MacroF1.ShouldBe((2.0 / 3 + 0 + 1) / 3, 1e-9);
        marking.Right.ShouldBe(2.0 / 3, 1e-9);
    }
}
