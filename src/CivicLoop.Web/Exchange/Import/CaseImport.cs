using System.Data.Common;
using System.Text.Json;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places.Import;

namespace CivicLoop.Web.Exchange.Import;

/// <summary>A file of cases on its way in.</summary>
/// <param name="Form">What the file is: xlsx, UTF-8 or GB18030.</param>
/// <param name="Source">Code of the system it is from.</param>
/// <param name="System">The coordinate system that was declared; empty where the mapping says it.</param>
/// <param name="Mapping">The mapping file as it was sent; empty for none.</param>
public sealed record CaseImport(
    Guid Id,
    string File,
    string Form,
    string Source,
    string System,
    string Mapping,
    ImportStatus Status,
    ImportSummary Summary,
    string Reason,
    Guid Person,
    string Post,
    DateTime CreatedAt,
    DateTime ChangedAt
)
{
    /// <summary>It was read before the file was taken.</summary>
    public CaseMapping Read() => CaseMappingFile.Read(Mapping, Source, ChinaCoordinates.System(System)).Mapping!;
}

/// <summary>The list of files of cases, and how far each has come.</summary>
public static class CaseImportStore
{
    private const string Columns =
        "id, file, form, source, system, mapping, status, summary, reason, person, post, created_at, changed_at";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = global::System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Add(CityTransaction transaction, CaseImport one) =>
        transaction.Execute(
            $"insert into case_imports ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            one.Id,
            one.File,
            one.Form,
            one.Source,
            one.System,
            one.Mapping,
            one.Status,
            JsonSerializer.Serialize(one.Summary, Json),
            one.Reason,
            one.Person,
            one.Post,
            one.CreatedAt,
            one.ChangedAt
        );

    /// <summary>Moves a file on from where it was thought to stand; false when somebody was there first.</summary>
    public static bool Move(CityTransaction transaction, CaseImport from, CaseImport to) =>
        transaction.ExecuteNow(
            """
            update case_imports set status = $3, summary = $4, person = $5, post = $6, changed_at = $7
            where id = $1 and status = $2
            """,
            from.Id,
            from.Status,
            to.Status,
            JsonSerializer.Serialize(to.Summary, Json),
            to.Person,
            to.Post,
            to.ChangedAt
        ) > 0;

    public static CaseImport? Find(DbConnection connection, Guid id) =>
        Sql.One(connection, $"select {Columns} from case_imports where id = $1", Read, id);

    /// <summary>The newest first.</summary>
    public static List<CaseImport> Latest(DbConnection connection, int most) =>
        Sql.Many(connection, $"select {Columns} from case_imports order by created_at desc, id desc limit $1", Read, most);

    private static CaseImport Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            Enum.Parse<ImportStatus>(row.GetString(6)),
            JsonSerializer.Deserialize<ImportSummary>(row.GetString(7))!,
            row.GetString(8),
            Guid.Parse(row.GetString(9)),
            row.GetString(10),
            Values.Time(row.GetInt64(11)),
            Values.Time(row.GetInt64(12))
        );
}
