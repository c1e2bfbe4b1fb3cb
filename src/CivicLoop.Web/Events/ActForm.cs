using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Events;

/// <summary>What every form carries besides its own fields.</summary>
/// <param name="Id">A hidden field made with the form: sent twice, it is one act.</param>
/// <param name="HappenedAt">Null for now; set by a device that was offline.</param>
/// <param name="Expected">The version the person looked at; null for an act that comes late from a device.</param>
public sealed record ActForm(Guid Id, Actor By, string Via, string Reason, DateTime? HappenedAt, int? Expected)
{
    /// <summary>Longest reason or other free text, in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>Everything the form said, in one text: two with the same id are one act only if this is the same.</summary>
    /// <param name="fields">The form's own fields in a fixed order.</param>
    public string Fingerprint(Guid? stream, string act, params IEnumerable<object?> fields) =>
        // The unit separator cannot be typed into a form field: fields cannot run into each other.
        string.Concat(
            ((object?[])[stream, By.Person, By.Post, Via, Reason, HappenedAt?.Ticks, Expected, act])
                .Concat(fields)
                .Select(field => Convert.ToString(field, System.Globalization.CultureInfo.InvariantCulture) + '\u001f')
        );
}
