using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake;

/// <summary>How many reports one address may send without an account. Signed-in staff are not limited.</summary>
public sealed class ReportLimiter(IConfiguration configuration)
    : AddressLimiter(configuration.GetValue("CIVICLOOP_REPORTS", 20), "intake.too-often");
