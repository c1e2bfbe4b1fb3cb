using CivicLoop.Core.Cases;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using Shouldly;

namespace CivicLoop.Tests.Http.Intake;

/// <summary>Filling in the report form as a person would.</summary>
internal static class Reporting
{
    public static readonly (string Name, string Value)[] Litter =
    [
        ("place", "p-1"),
        ("category", "litter"),
        ("what", "门口有两袋垃圾"),
        // As somebody who has looked already at what may be the same.
        ("ask", ""),
        ("step", "send"),
    ];

    public static (string Name, string File, string Type, byte[] Bytes) Photo(string field = "photos", byte[]? bytes = null) =>
        (field, "IMG_1.jpg", "image/jpeg", bytes ?? SamplePhotos.Jpeg());

    public static (string Name, string Value)[] But(
        this (string Name, string Value)[] fields,
        params (string Name, string Value)[] others
    ) => [.. fields.Where(field => others.All(other => other.Name != field.Name)), .. others];

    public static async Task<Answer> Report(
        this TestClient client,
        (string Name, string Value)[] fields,
        params (string Name, string File, string Type, byte[] Bytes)[] files
    )
    {
        var page = await client.Get("report");
        return await client.Submit(page, page.Form("form[data-steps]"), fields, files);
    }

    public static Task<Answer> SendAgain(
        this TestClient client,
        Answer page,
        (string Name, string Value)[] fields,
        params (string Name, string File, string Type, byte[] Bytes)[] files
    ) => client.Submit(page, page.Form("form[data-steps]"), fields, files);

    public static string Refusals(this Answer answer) => answer.Page.QuerySelector(".refusals")?.TextContent.Trim() ?? "";

    public static List<CaseState> Cases(this TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(connection, "select state from cases order by number", row => CaseColumns.Read(row.GetString(0)))
        );

    public static Guid StreamOf(this TestServer server, long number) =>
        Guid.Parse(
            server.City.Database.Read(connection =>
                Sql.One(connection, "select stream from cases where number = $1", row => row.GetString(0), number)!
            )
        );

    public static long PhotoRows(this TestServer server) =>
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from photos"));

    /// <summary>Rows are what their history says, and nothing is bent.</summary>
    public static void IsWhole(this TestServer server) => Proof.Of(server.City).Bent.ShouldBeEmpty();
}
