using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.SignOffs;

/// <summary>One of those that may be signed at once.</summary>
/// <param name="Act">Made with the form: sent twice, it is one act.</param>
/// <param name="Words">Its own sentence; empty where the common one holds.</param>
public sealed record SignOffRow(Guid Act, bool Picked, string Words);

/// <summary>What was typed, so that a refused form is shown again exactly so.</summary>
/// <param name="Words">The sentence for all that have none of their own.</param>
/// <param name="Promise">As the browser writes a day.</param>
public sealed record SignOffForm(IReadOnlyDictionary<long, SignOffRow> Rows, string Words, string Promise, string Asked)
{
    /// <summary>So many are shown and signed at once.</summary>
    public const int Most = 50;

    public static SignOffForm New { get; } = new(new Dictionary<long, SignOffRow>(), "", "", "");

    public SignOffRow Row(long number) => Rows.GetValueOrDefault(number) ?? new SignOffRow(Guid.CreateVersion7(), false, "");

    public static SignOffForm Read(IFormCollection sent)
    {
        var picked = sent["pick"].ToHashSet(StringComparer.Ordinal);
        return new SignOffForm(
            sent.Keys.Where(key => key.StartsWith("act-", StringComparison.Ordinal))
                .Take(Most)
                .Select(key =>
                    long.TryParse(key.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && Guid.TryParse(sent[key], out var act)
                        ? KeyValuePair.Create(
                            number,
                            new SignOffRow(act, picked.Contains($"{number}"), Line(sent[$"words-{number}"]))
                        )
                        : (KeyValuePair<long, SignOffRow>?)null
                )
                .OfType<KeyValuePair<long, SignOffRow>>()
                .DistinctBy(pair => pair.Key)
                .ToDictionary(),
            Line(sent["words"]),
            sent["promise"].ToString().Trim(),
            sent["asked"].ToString().Trim()
        );
    }

    /// <summary>The day that was promised, none, or what is wrong with it.</summary>
    public Outcome<Promised> Day() =>
        Promise.Length == 0 ? new Promised(null)
        : DateOnly.TryParseExact(Promise, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new Promised(day)
        : new Refusal("sign-off.day");

    private static string Line(Microsoft.Extensions.Primitives.StringValues typed) =>
        typed.ToString().ReplaceLineEndings("\n").Trim();
}

public sealed record Promised(DateOnly? Day);
