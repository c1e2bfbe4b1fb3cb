using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Exchange.Import;
using CivicLoop.Web.Places.Import;

namespace CivicLoop.Tests.Support;

/// <summary>What the small city exchanges with other systems.</summary>
public static class SmallExchange
{
    /// <summary>A file of cases with good, known, doubtful and bad rows that waits for a yes or no.</summary>
    public static Guid Checked(TestServer server)
    {
        var id = Guid.CreateVersion7();
        var now = server.City.Clock.Now;
        var summary = new ImportSummary
        {
            Headers = ["rec_id", "create_time"],
            Unknown = ["备注"],
            Rows = 4,
            Added = 2,
            Unchanged = 1,
            Bad = 1,
            Warned = 1,
            Problems = [new RowProblem(4, "archive-time", "time-order", "2020-11-01")],
            Warnings = [new RowProblem(3, "status", "status-held", "挂账")],
            ByCode = new Dictionary<string, int> { ["time-order"] = 1 },
            First = [new Dictionary<string, string> { ["number"] = "4711", ["what"] = "门前有垃圾" }],
        };
        server.City.Database.WriteInBulk(transaction =>
        {
            CaseImportStore.Add(
                transaction,
                new CaseImport(
                    id,
                    "统计表.csv",
                    "GB18030",
                    "egova",
                    "WGS84",
                    "",
                    ImportStatus.Checked,
                    summary,
                    "换平台",
                    SmallCity.Clerk.Person,
                    SmallCity.Clerk.Post,
                    now,
                    now
                )
            );
            return 0;
        });
        return id;
    }
}
