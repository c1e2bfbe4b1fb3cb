using System.Data.Common;
using System.Text.Json;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places.Import;

/// <summary>The list of files that came, and how far each has come.</summary>
public static class ImportStore
{
    private const string Columns =
        "id, kind, file, form, system, from_day, status, mapping, summary, reason, person, post, created_at, changed_at";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Add(CityTransaction transaction, PlaceImport one) =>
        transaction.Execute(
            $"""
            insert into place_imports ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            one.Id,
            one.Kind,
            one.File,
            one.Form,
            one.System,
            one.From,
            one.Status,
            JsonSerializer.Serialize(one.Mapping, Json),
            JsonSerializer.Serialize(one.Summary, Json),
            one.Reason,
            one.Person,
            one.Post,
            one.CreatedAt,
            one.ChangedAt
        );

    /// <summary>Moves a file on from where it was thought to stand; false when somebody was there first.</summary>
    public static bool Move(CityTransaction transaction, PlaceImport from, PlaceImport to) =>
        transaction.ExecuteNow(
            """
            update place_imports set status = $3, mapping = $4, summary = $5, person = $6, post = $7, changed_at = $8
            where id = $1 and status = $2
            """,
            from.Id,
            from.Status,
            to.Status,
            JsonSerializer.Serialize(to.Mapping, Json),
            JsonSerializer.Serialize(to.Summary, Json),
            to.Person,
            to.Post,
            to.ChangedAt
        ) > 0;

    public static PlaceImport? Find(DbConnection connection, Guid id) =>
        Sql.One(connection, $"select {Columns} from place_imports where id = $1", Read, id);

    /// <summary>The newest first.</summary>
    public static List<PlaceImport> Latest(DbConnection connection, int most) =>
        Sql.Many(connection, $"select {Columns} from place_imports order by created_at desc, id desc limit $1", Read, most);

    private static PlaceImport Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            Enum.Parse<ImportKind>(row.GetString(1)),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            Values.ParseDay(row.GetString(5)),
            Enum.Parse<ImportStatus>(row.GetString(6)),
            JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(7))!,
            JsonSerializer.Deserialize<ImportSummary>(row.GetString(8))!,
            row.GetString(9),
            Guid.Parse(row.GetString(10)),
            row.GetString(11),
            Values.Time(row.GetInt64(12)),
            Values.Time(row.GetInt64(13))
        );
}
