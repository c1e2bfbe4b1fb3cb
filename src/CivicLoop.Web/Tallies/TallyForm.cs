using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Tallies;

/// <summary>An entry as it was typed, by the codes of a table's columns; a refused one comes back whole.</summary>
/// <param name="Corrects">Number of the entry that it is to stand for.</param>
public sealed record TallyForm(
    Guid Id,
    IReadOnlyDictionary<string, string> Cells,
    long? Corrects,
    string Suggested,
    string Own,
    string Reason,
    IReadOnlyList<StagedPhoto> Photos,
    IReadOnlyList<(string Name, Refusal Refusal)> Unfit
)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    public static TallyForm Blank(params (string Column, string Value)[] cells) =>
        new(Guid.CreateVersion7(), cells.ToDictionary(cell => cell.Column, cell => cell.Value), null, "", "", "", [], []);

    /// <summary>What an entry says, to be said better.</summary>
    public static TallyForm Correcting(TallyEntry entry, string bound) =>
        Blank(
            ("counter", entry.State.Counter),
            ("amount", entry.State.Amount.Figure()),
            ("bound", bound),
            ("unit", entry.State.Unit),
            ("district", entry.State.District),
            ("from", Values.Day(entry.State.From)),
            ("to", Values.Day(entry.State.To)),
            ("thing", entry.State.Thing?.Place ?? entry.Thing ?? ""),
            ("note", entry.Note ?? ""),
            ("cases", string.Join(' ', entry.State.Cases)),
            ("lists", string.Join(' ', entry.State.Lists))
        ) with
        {
            Corrects = entry.State.Number,
        };

    public static async Task<TallyForm> Read(IFormCollection sent, City city, Guid person, PhotoTokens tokens)
    {
        var kept = sent["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        return new TallyForm(
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            TallySheet.Columns.ToDictionary(column => column, column => sent[column].ToString().Trim()),
            long.TryParse(sent["corrects"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            sent["suggested"].ToString().Trim(),
            sent["reason"].ToString().Trim(),
            ReasonField.Stated(sent),
            staged.Photos,
            staged.Refused
        );
    }
}
