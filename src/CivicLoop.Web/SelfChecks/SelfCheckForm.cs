using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.SelfChecks;

/// <summary>The answer that the problem is here too, as it was typed; a refused one comes back whole.</summary>
public sealed record SelfCheckForm(
    Guid Id,
    string Category,
    string What,
    string Suggested,
    string Own,
    string Reason,
    IReadOnlyList<StagedPhoto> Photos,
    IReadOnlyList<(string Name, Refusal Refusal)> Unfit
)
{
    public static SelfCheckForm Fresh(SelfCheckRow row) => new(Guid.CreateVersion7(), row.State.Category, "", "", "", "", [], []);

    public static async Task<SelfCheckForm> Read(IFormCollection sent, City city, Guid person, PhotoTokens tokens)
    {
        var kept = sent["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        return new SelfCheckForm(
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            sent["category"].ToString().Trim(),
            sent["what"].ToString().Trim(),
            sent["suggested"].ToString().Trim(),
            sent["reason"].ToString().Trim(),
            ReasonField.Stated(sent),
            staged.Photos,
            staged.Refused
        );
    }

    /// <summary>All that is missing at once, where the door would stop at the first.</summary>
    public IEnumerable<Refusal> Wanting
    {
        get
        {
            if (Category.Length == 0)
                yield return new Refusal("form.category-missing");
            if (What.Length == 0)
                yield return new Refusal("what.missing");
            if (Photos.Count == 0 && Unfit.Count == 0)
                yield return new Refusal("self-check.photo-missing");
            if (Reason.Length == 0)
                yield return new Refusal("reason.missing");
        }
    }
}

/// <summary>What was just done, in a sentence: <c>clean-12</c> in an address.</summary>
public static class SelfCheckSaid
{
    private static readonly HashSet<string> Known = ["sent", "clean", "withdrawn", "found"];

    public static string? Of(Sentences t, string? done) =>
        done?.Split('-') is [var what, var count] && Known.Contains(what) && long.TryParse(count, out var number)
            ? t[$"self-checks.done.{what}", number]
            : null;
}
