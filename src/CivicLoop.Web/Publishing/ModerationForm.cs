using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Photos;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Publishing;

/// <summary>A rectangle as it was typed, in percent.</summary>
public sealed record TypedMask(string Left, string Top, string Width, string Height)
{
    public static TypedMask Blank { get; } = new("", "", "", "");

    public static TypedMask Of(Mask mask) =>
        new(Mask.Percent(mask.Left), Mask.Percent(mask.Top), Mask.Percent(mask.Width), Mask.Percent(mask.Height));

    public bool IsBlank => this == Blank;

    /// <summary>Null where it is no rectangle within the photo.</summary>
    public Mask? Mask => Core.Photos.Mask.Typed(Left, Top, Width, Height).Value;
}

/// <summary>A photo of the case, and what the clerk wants of it.</summary>
/// <param name="Where">The event that brought it.</param>
/// <param name="AfterFix">Whether it shows how it is after the putting right.</param>
public sealed record OfferedPhoto(Guid Id, CaseMoment Where, bool AfterFix, bool Show, IReadOnlyList<TypedMask> Masks)
{
    /// <summary>What is covered as far as it is typed rightly.</summary>
    public IReadOnlyList<Mask> Covered => [.. Masks.Select(typed => typed.Mask).OfType<Mask>()];
}

/// <summary>What everybody is to see of a case, as a clerk filled it in.</summary>
public sealed record ModerationForm
{
    /// <summary>Made with the form: sent twice, it is one act.</summary>
    public required Guid Act { get; init; }

    /// <summary>The version of the case that the clerk looked at.</summary>
    public required int Version { get; init; }

    public required string Words { get; init; }

    public required IReadOnlyList<OfferedPhoto> Photos { get; init; }

    public string Suggested { get; init; } = "";

    public string Reason { get; init; } = "";

    public string StatedReason => string.Join("；", new[] { Suggested, Reason }.Where(part => part.Length > 0));

    /// <summary>The photos of the whole history that are still there, each once, those before the putting right first.</summary>
    public static IReadOnlyList<OfferedPhoto> Offered(CaseDossier dossier) =>
        [
            .. dossier
                .History.Where(moment => moment.Event is not CasePublished)
                .SelectMany(moment =>
                    CaseRefs
                        .Photos(moment.Event)
                        .Select(photo => (Photo: photo.Id, Moment: moment, After: IsAfter(moment.Event, photo)))
                )
                .Where(one => dossier.Photos.Contains(one.Photo))
                .DistinctBy(one => one.Photo)
                .OrderBy(one => one.After)
                .Select(one => new OfferedPhoto(one.Photo, one.Moment, one.After, Show: false, [])),
        ];

    // What whoever told it sends against the putting right shows how it is before it is really done.
    private static bool IsAfter(CaseEvent happened, PhotoRef photo) =>
        happened switch
        {
            FixedOnTheSpot spot => spot.After.Contains(photo),
            FixReported or LeadDone or ZoneReported or CheckPassed => true,
            _ => false,
        };

    /// <param name="words">What is shown now, or else what was told; null where it was erased.</param>
    /// <param name="made">The copies shown now, by their originals.</param>
    public static ModerationForm Fresh(CaseDossier dossier, string? words, IReadOnlyDictionary<Guid, CopyMade> made) =>
        new()
        {
            Act = Guid.CreateVersion7(),
            Version = dossier.State.Version,
            Words = words ?? "",
            Photos =
            [
                .. Offered(dossier)
                    .Select(photo =>
                        made.TryGetValue(photo.Id, out var copy)
                            ? photo with
                            {
                                Show = true,
                                Masks = [.. copy.Masks.Select(TypedMask.Of)],
                            }
                            : photo
                    ),
            ],
        };

    public static ModerationForm Read(IFormCollection sent, CaseDossier dossier)
    {
        var shown = sent["show"].Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).ToHashSet();
        return new ModerationForm
        {
            Act = Guid.TryParse(sent["act"], out var act) ? act : Guid.Empty,
            Version = int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : 0,
            Words = sent["words"].ToString().Trim(),
            Suggested = sent["suggested"].ToString().Trim(),
            Reason = sent["reason"].ToString().Trim(),
            Photos =
            [
                .. Offered(dossier)
                    .Select(photo => photo with { Show = shown.Contains(photo.Id), Masks = Masks(sent, photo.Id) }),
            ],
        };
    }

    private static List<TypedMask> Masks(IFormCollection sent, Guid photo)
    {
        string[][] sides =
        [
            .. new[] { "left", "top", "width", "height" }.Select(side =>
                sent[$"{side}-{photo}"].Select(text => (text ?? "").Trim().TrimEnd('%')).ToArray()
            ),
        ];
        return
        [
            .. Enumerable
                .Range(0, sides.Max(side => side.Length))
                .Select(at => new TypedMask(At(sides[0], at), At(sides[1], at), At(sides[2], at), At(sides[3], at)))
                .Where(mask => !mask.IsBlank),
        ];
    }

    private static string At(string[] texts, int at) => at < texts.Length ? texts[at] : "";

    /// <summary>All that is wrong with what is to be shown, at once.</summary>
    public IEnumerable<Refusal> Wanting()
    {
        if (Words.Length == 0)
            yield return new Refusal("publish.words-missing");
        foreach (var mask in Photos.Where(photo => photo.Show).SelectMany(photo => photo.Masks))
            if (Mask.Typed(mask.Left, mask.Top, mask.Width, mask.Height).Refusal is { } refusal)
                yield return refusal;
        if (Photos.Any(photo => photo.Show && photo.Masks.Count > Mask.Most))
            yield return new Refusal("mask.too-many", $"{Mask.Most}");
        if (StatedReason.Length == 0)
            yield return new Refusal("reason.missing");
    }
}
