using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Standards;

/// <summary>A figure that a rule wants to be told.</summary>
/// <param name="Name">Key of the figure; the page asks <c>standards.input.NAME</c>.</param>
/// <param name="Most">The largest that makes sense.</param>
public sealed record Input(string Name, long Least, long Most);

/// <summary>
/// How a standard is scored: one of a closed set, no scripts. A rule is told figures and answers with a share from 0
/// to 1 and the reason for it.
/// </summary>
public abstract record Rule
{
    /// <summary>More than anybody counts at one place.</summary>
    public const long Many = 1_000_000;

    /// <summary>As a file calls it.</summary>
    public abstract string Kind { get; }

    /// <summary>What has to be told; empty for what is put together from others.</summary>
    public abstract IReadOnlyList<Input> Inputs { get; }

    /// <summary>
    /// What the figures come to. Refused: a figure that is missing or outside of its range, or a part that is larger
    /// than the whole that it is of.
    /// </summary>
    public Outcome<Trace> Apply(Measured measured)
    {
        if (!measured.Applies)
            return new Trace("not-here", [], null);
        foreach (var input in Inputs)
        {
            if (!measured.Values.TryGetValue(input.Name, out var value))
                return new Refusal("rule.input-missing", input.Name);
            if (value < input.Least || value > input.Most)
                return new Refusal("rule.input-range", input.Name, Said(value), Said(input.Least), Said(input.Most));
        }
        if (Unfit(measured) is { } unfit)
            return unfit;
        return Judge(measured) with
        {
            Inputs = [.. Inputs.Select(input => KeyValuePair.Create(input.Name, measured[input.Name]))],
        };
    }

    protected virtual Refusal? Unfit(Measured measured) => null;

    protected abstract Trace Judge(Measured measured);

    protected static Refusal? PartOf(Measured measured, string part, string whole) =>
        measured[part] > measured[whole]
            ? new Refusal("rule.part-larger", part, Said(measured[part]), whole, Said(measured[whole]))
            : null;

    protected static string Said(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>95% or 87.5%.</summary>
    public static string Percent(decimal share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

/// <summary>无则不得分: there or not.</summary>
public sealed record Present : Rule
{
    public override string Kind => "present";

    public override IReadOnlyList<Input> Inputs => [new("present", 0, 1)];

    protected override Trace Judge(Measured measured) =>
        measured["present"] == 1 ? new Trace("present.yes", [], 1) : new Trace("present.no", [], 0);
}

/// <summary>每少一处扣 2 分: points lost for each fault, down to nought.</summary>
/// <param name="Each">In <see cref="Points"/>.</param>
/// <param name="Weight">Of the standard, or of the part of it that this rule scores.</param>
/// <param name="Unit">处, 条, 个.</param>
public sealed record Deduct(long Each, long Weight, string Unit) : Rule
{
    public override string Kind => "deduct";

    public override IReadOnlyList<Input> Inputs => [new("faults", 0, Many)];

    protected override Trace Judge(Measured measured)
    {
        var faults = measured["faults"];
        var left = Math.Max(0, Weight - faults * Each);
        return faults == 0
            ? new Trace("deduct.none", [Unit], 1)
            : new Trace(
                left == 0 ? "deduct.all" : "deduct.some",
                [Said(faults), Unit, Points.Say(Each), Points.Say(Math.Min(Weight, faults * Each)), Points.Say(Weight)],
                (decimal)left / Weight
            );
    }
}

/// <summary>得分 = 数量 / 应有数: so many of those that there should be.</summary>
public sealed record Ratio(int Needed, string Unit) : Rule
{
    public override string Kind => "ratio";

    public override IReadOnlyList<Input> Inputs => [new("found", 0, Many)];

    protected override Trace Judge(Measured measured)
    {
        var share = Math.Min(1m, (decimal)measured["found"] / Needed);
        return new Trace("ratio", [Said(measured["found"]), Said(Needed), Unit, Percent(share)], share);
    }
}

/// <summary>行走 300 m 可见 5 处: so many to so many metres.</summary>
public sealed record Density(int Needed, int Metres, string Unit) : Rule
{
    public override string Kind => "density";

    public override IReadOnlyList<Input> Inputs => [new("found", 0, Many), new("metres", 1, Many)];

    protected override Trace Judge(Measured measured)
    {
        var wanted = (decimal)Needed * measured["metres"] / Metres;
        var share = Math.Min(1m, measured["found"] / wanted);
        return new Trace(
            "density",
            [
                Said(measured["metres"]),
                Said(measured["found"]),
                Unit,
                Said(Metres),
                Said(Needed),
                wanted.ToString("0.#", CultureInfo.InvariantCulture),
                Percent(share),
            ],
            share
        );
    }
}

/// <summary>亮灯率 95 %: reached or not; with a lower bound, in between it counts by how near it comes.</summary>
/// <param name="AtLeast">Above 0, at most 1.</param>
/// <param name="From">Where counting begins; null where below the threshold nothing counts.</param>
public sealed record Rate(decimal AtLeast, decimal? From, string Unit) : Rule
{
    public override string Kind => "rate";

    public override IReadOnlyList<Input> Inputs => [new("good", 0, Many), new("all", 1, Many)];

    protected override Refusal? Unfit(Measured measured) => PartOf(measured, "good", "all");

    protected override Trace Judge(Measured measured) =>
        Threshold.Judge("rate", measured["good"], measured["all"], AtLeast, From, Unit);
}

/// <summary>What people do: how many of those observed kept to it. Too few observed say nothing.</summary>
/// <param name="Sample">How many have to be observed.</param>
public sealed record Observation(decimal AtLeast, decimal? From, int Sample, string Unit) : Rule
{
    public override string Kind => "observation";

    public override IReadOnlyList<Input> Inputs => [new("compliant", 0, Many), new("observed", 0, Many)];

    protected override Refusal? Unfit(Measured measured) => PartOf(measured, "compliant", "observed");

    protected override Trace Judge(Measured measured) =>
        measured["observed"] < Sample
            ? new Trace("observation.few", [Said(measured["observed"]), Said(Sample), Unit], null)
            : Threshold.Judge("observation", measured["compliant"], measured["observed"], AtLeast, From, Unit);
}

/// <summary>满意 + 基本满意 among those who answered.</summary>
public sealed record SurveyShare(decimal AtLeast, decimal? From, int Sample) : Rule
{
    public override string Kind => "survey";

    public override IReadOnlyList<Input> Inputs => [new("satisfied", 0, Many), new("mostly", 0, Many), new("answered", 0, Many)];

    protected override Refusal? Unfit(Measured measured) =>
        measured["satisfied"] + measured["mostly"] > measured["answered"]
            ? new Refusal(
                "rule.part-larger",
                "mostly",
                Said(measured["satisfied"] + measured["mostly"]),
                "answered",
                Said(measured["answered"])
            )
            : null;

    protected override Trace Judge(Measured measured) =>
        measured["answered"] < Sample
            ? new Trace("survey.few", [Said(measured["answered"]), Said(Sample)], null)
            : Threshold.Judge("survey", measured["satisfied"] + measured["mostly"], measured["answered"], AtLeast, From, "");
}

/// <summary>符合、基本符合、不符合: one of several steps.</summary>
public sealed record Tiered(IReadOnlyList<Tier> Tiers) : Rule
{
    public override string Kind => "tier";

    public override IReadOnlyList<Input> Inputs => [new("tier", 1, Tiers.Count)];

    protected override Trace Judge(Measured measured)
    {
        var tier = Tiers[(int)measured["tier"] - 1];
        return new Trace("tier", [tier.Name, Percent(tier.Share)], tier.Share);
    }

    public bool Equals(Tiered? other) => other is not null && Tiers.SequenceEqual(other.Tiers);

    public override int GetHashCode() => Tiers.Count;
}

/// <param name="Share">0 to 1.</param>
public sealed record Tier(string Name, decimal Share);

/// <summary>Put together from other standards of the edition, each by its weight.</summary>
public sealed record Composite(IReadOnlyList<string> Of) : Rule
{
    public override string Kind => "composite";

    public override IReadOnlyList<Input> Inputs => [];

    protected override Trace Judge(Measured measured) => new("composite.alone", [], null);

    /// <param name="parts">What is judged of them, with their weights; what is not judged is left out.</param>
    public static Trace Judge(IReadOnlyList<(string Name, long Weight, Trace Trace)> parts)
    {
        var judged = parts.Where(part => part.Trace.Judged).ToList();
        if (judged.Count == 0)
            return new Trace("composite.nothing", [], null);
        var whole = judged.Sum(part => part.Weight);
        var share = judged.Sum(part => part.Weight * part.Trace.Share!.Value) / whole;
        return new Trace("composite", [Said(judged.Count), Said(parts.Count), Percent(share)], share)
        {
            Parts = [.. judged.Select(part => (part.Name, (decimal)part.Weight / whole, part.Trace))],
        };
    }

    public bool Equals(Composite? other) => other is not null && Of.SequenceEqual(other.Of);

    public override int GetHashCode() => Of.Count;
}

internal static class Threshold
{
    public static Trace Judge(string kind, long good, long all, decimal atLeast, decimal? from, string unit)
    {
        var rate = (decimal)good / all;
        var share =
            rate >= atLeast ? 1
            : from is { } lower && rate > lower ? (rate - lower) / (atLeast - lower)
            : 0;
        var how =
            share == 1 ? "reached"
            : share > 0 ? "partly"
            : "missed";
        var format = CultureInfo.InvariantCulture;
        return new Trace(
            $"{kind}.{how}",
            [
                good.ToString("N0", format),
                all.ToString("N0", format),
                unit,
                Rule.Percent(rate),
                Rule.Percent(atLeast),
                Rule.Percent(from ?? atLeast),
                Rule.Percent(share),
            ],
            share
        );
    }
}
