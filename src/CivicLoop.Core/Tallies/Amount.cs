using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Tallies;

/// <summary>What an amount says about its own exactness: 余 and 近 are kept as they were told.</summary>
public enum Bound
{
    Exactly,

    /// <summary>余: at least so many.</summary>
    AtLeast,

    /// <summary>近: almost so many.</summary>
    Nearly,

    /// <summary>约: a sum of both, or told so.</summary>
    About,
}

/// <summary>How many. Thousandths, so that tonnes are added without anything being rounded.</summary>
public sealed record Amount(long Thousandths, Bound Bound)
{
    public const int Scale = 1000;

    /// <summary>Digits behind the point that a counter may have.</summary>
    public const int MostDecimals = 3;

    // A sum of a million of them still fits.
    private const decimal Largest = 1_000_000_000;

    public static Amount Of(long whole, Bound bound = Bound.Exactly) => new(whole * Scale, bound);

    /// <summary>12788, 12,788, 2.5, 2000余, 近2万, 16万, and 2000+ where somebody has no 余.</summary>
    /// <param name="decimals">Digits behind the point that the counter has.</param>
    public static Outcome<Amount> Parse(string said, int decimals)
    {
        var text = string.Concat(SearchWords.Narrow(said).Where(one => !char.IsWhiteSpace(one) && one != ','));
        var (bound, rest) = Bounded(text);
        var factor = 1m;
        if (rest.EndsWith('万') || rest.EndsWith('亿'))
            (factor, rest) = (rest[^1] == '万' ? 10_000m : 100_000_000m, rest[..^1]);
        if (
            rest.Length is 0 or > 20
            || !decimal.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number <= 0
            || number > Largest
            || number * factor > Largest
        )
            return new Refusal("cell.amount", said);
        var exact = number * factor * Scale;
        var step = Step(decimals);
        return exact % step != 0
            ? new Refusal("cell.amount-decimals", said, decimals.ToString(CultureInfo.InvariantCulture))
            : new Amount((long)exact, bound);
    }

    /// <summary>The smallest part that a counter with so many decimals counts.</summary>
    public static long Step(int decimals) =>
        decimals switch
        {
            0 => Scale,
            1 => 100,
            2 => 10,
            _ => 1,
        };

    /// <param name="over">Whether one of those that were added is 余.</param>
    /// <param name="under">Whether one of them is 近.</param>
    public static Amount Sum(long thousandths, bool over, bool under) =>
        new(
            thousandths,
            over && under ? Bound.About
                : over ? Bound.AtLeast
                : under ? Bound.Nearly
                : Bound.Exactly
        );

    /// <summary>12,788 or 0.35, without its bound.</summary>
    public string Figure() => Figure(Thousandths);

    public static string Figure(long thousandths)
    {
        var (whole, part) = Math.DivRem(thousandths, Scale);
        var text = whole.ToString("N0", CultureInfo.InvariantCulture);
        return part == 0 ? text : $"{text}.{part.ToString("000", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    private static (Bound Bound, string Figure) Bounded(string text) =>
        text.StartsWith('近') ? (Bound.Nearly, text[1..])
        : text.StartsWith('约') || text.StartsWith('~') ? (Bound.About, text[1..])
        : text.EndsWith('+') ? (Bound.AtLeast, text[..^1])
        : text.IndexOf('余', StringComparison.Ordinal) is var at and > 0 ? (Bound.AtLeast, text.Remove(at, 1))
        : (Bound.Exactly, text);
}
