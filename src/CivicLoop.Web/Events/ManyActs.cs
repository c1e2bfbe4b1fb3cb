using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>Many acts by one form in one transaction, all or none: of a table, or those that somebody ticked.</summary>
internal static class ManyActs
{
    /// <param name="each">Numbered from 0.</param>
    /// <returns>What was refused; where there is anything, nothing was written.</returns>
    public static async Task<IReadOnlyList<(int Index, Refusal Why)>> All(
        City city,
        ActForm form,
        int count,
        Func<CityTransaction, ActForm, int, DateTime, Refusal?> each
    )
    {
        List<(int, Refusal)> refused = [];
        var outcome = await StreamDoor.Open<object>(
            city,
            (transaction, at) =>
            {
                refused.Clear();
                for (var index = 0; index < count; index++)
                    // Each is an act of its own, the same one however often the form is sent.
                    if (each(transaction, form with { Id = Of(form.Id, index) }, index, at) is { } refusal)
                        refused.Add((index, refusal));
                return refused.Count > 0 ? throw new UndoneException(refused[0].Item2) : form;
            }
        );
        return outcome.Refusal is { } other && refused.Count == 0 ? [(0, other)] : refused;
    }

    /// <summary>The id of one act of a form.</summary>
    public static Guid Of(Guid form, int index) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{form:D} {index}")).AsSpan(0, 16));
}
