using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Plans;

namespace CivicLoop.Web.Materials;

/// <summary>A material with its stream.</summary>
public sealed record Material(Guid Stream, MaterialState State);

/// <summary>Materials, read.</summary>
public static class MaterialReads
{
    public static bool Sees(Actor reader, MaterialState state) => May.Do(reader, Right.ReadMaterials, state.Unit, "");

    public static Material? Find(DbConnection connection, long number, Actor reader) =>
        Sql.Many(connection, "select stream, state from materials where number = $1", Row, number)
            .SingleOrDefault(one => Sees(reader, one.State));

    /// <summary>Those of an edition, as far as the reader sees them.</summary>
    public static List<Material> Of(DbConnection connection, string system, string edition, Actor reader) =>
        [
            .. Sql.Many(
                    connection,
                    "select stream, state from materials where system = $1 and edition = $2 order by number",
                    Row,
                    system,
                    edition
                )
                .Where(one => Sees(reader, one.State)),
        ];

    /// <summary>Every standard of an edition that asks for materials, with what the reader sees of it.</summary>
    public static IReadOnlyList<MaterialLine> Lines(DbConnection connection, Edition edition, Actor reader) =>
        MaterialLine.Of(
            edition,
            Of(connection, edition.System, edition.Code, reader).Select(one => one.State),
            Leads(connection),
            reader
        );

    public static List<Material> Among(DbConnection connection, IReadOnlyList<string> streams) =>
        Sql.Many(
            connection,
            $"select stream, state from materials where stream in ({DutySubjects.Each(streams)})",
            Row,
            [.. streams]
        );

    public static List<(MaterialEvent Event, Made Made)> History(DbConnection connection, Guid stream) =>
        PlanReads.History(connection, MaterialEventJson.Kinds, stream);

    /// <summary>Who leads each standard by the tasks of the plans that are published.</summary>
    public static Dictionary<StandardRef, string> Leads(DbConnection connection) =>
        Sql.Many(
                connection,
                "select t.state from plan_tasks t join plans p on p.stream = t.plan where p.status = 'Published' and t.lead is not null order by t.number",
                row => TaskStream.Kind.ReadState(row.GetString(0)).Terms
            )
            .SelectMany(terms => terms.Standards.Select(standard => (standard, Lead: terms.Lead!)))
            .GroupBy(pair => pair.standard)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last().Lead);

    internal static Material Row(DbDataReader row) =>
        new(Guid.Parse(row.GetString(0)), MaterialStream.Kind.ReadState(row.GetString(1)));
}
