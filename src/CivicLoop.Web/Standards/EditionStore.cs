using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Standards;

/// <summary>Keeps editions whole, each from a day on. What was once in force stays what it was: scores of its days lean on it.</summary>
public static class EditionStore
{
    /// <summary>Why an edition cannot be kept from a day on; null when it can, or when the very same is there.</summary>
    public static Refusal? Unfit(CityTransaction transaction, Edition edition, DateOnly validFrom)
    {
        var kept = transaction.Many(
            "select code, body, valid_from from editions where system = $1",
            row => (Code: row.GetString(0), Body: row.GetString(1), From: Values.ParseDay(row.GetString(2))),
            edition.System
        );
        if (kept.FirstOrDefault(one => one.Code == edition.Code) is { Code: not null } same)
            return EditionFile.Yaml(EditionFile.Stored(same.Body)) == EditionFile.Yaml(edition)
                ? null
                : new Refusal("edition.code-taken", edition.Code);
        if (kept.Count > 0 && kept.Max(one => one.From) is var latest && latest >= validFrom)
            return new Refusal("edition.before-latest", Values.Day(validFrom), Values.Day(latest));
        return null;
    }

    /// <returns>Whether it is new: false when the very same was there.</returns>
    /// <param name="by">Null for whoever took in the playbook that it came with.</param>
    public static Outcome<object> Add(
        CityTransaction transaction,
        Edition edition,
        DateOnly validFrom,
        DateTime recordedAt,
        Actor? by,
        string reason
    )
    {
        if (Unfit(transaction, edition, validFrom) is { } refusal)
            return refusal;
        if (transaction.Number("select count(*) from editions where system = $1 and code = $2", edition.System, edition.Code) > 0)
            return (object)false;
        transaction.Execute(
            """
            insert into editions (id, system, code, name, sample, valid_from, recorded_at, body, person, post, reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            Guid.CreateVersion7(),
            edition.System,
            edition.Code,
            edition.Name,
            edition.Sample ? 1 : 0,
            validFrom,
            recordedAt,
            EditionFile.Yaml(edition),
            by is null ? "" : Values.Id(by.Person),
            by?.Post ?? "",
            reason
        );
        return (object)true;
    }
}
