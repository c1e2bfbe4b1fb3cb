using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rectification;

/// <summary>An act on an item as it was typed; a refused one comes back whole.</summary>
/// <param name="Evidence">Number of the case that shows that it is done.</param>
public sealed record ItemActForm(
    ItemAct Act,
    Guid Id,
    int Version,
    string Suggested,
    string Own,
    string Reason,
    long? Evidence,
    IReadOnlyList<StagedPhoto> Photos,
    IReadOnlyList<(string Name, Refusal Refusal)> Unfit
)
{
    /// <summary>The acts that an item's page offers, in the order of its life; adding and editing have forms of their own.</summary>
    public static readonly IReadOnlyList<ItemAct> Acts =
    [
        ItemAct.ReportDone,
        ItemAct.Pass,
        ItemAct.Fail,
        ItemAct.StrikeOff,
        ItemAct.Withdraw,
    ];

    public bool WithPhotos => Act is ItemAct.ReportDone or ItemAct.Pass or ItemAct.Fail;

    public static ItemActForm Fresh(ItemAct act, ItemState item) =>
        new(act, Guid.CreateVersion7(), item.Version, "", "", "", null, [], []);

    public static async Task<ItemActForm> Read(ItemAct act, IFormCollection sent, City city, Guid person, PhotoTokens tokens)
    {
        var kept = sent["kept"].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        return new ItemActForm(
            act,
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            int.TryParse(sent["expected"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
            sent["suggested"].ToString().Trim(),
            sent["reason"].ToString().Trim(),
            ReasonField.Stated(sent),
            long.TryParse(sent["evidence"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            staged.Photos,
            staged.Refused
        );
    }
}
