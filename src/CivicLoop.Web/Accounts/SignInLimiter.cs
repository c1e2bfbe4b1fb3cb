using CivicLoop.Web.Site;

namespace CivicLoop.Web.Accounts;

/// <summary>
/// How many failed sign-ins one address may make, whatever logins it tries; each login has a lock of its own. Only
/// failures count: at nine in the morning a whole office comes from one address.
/// </summary>
public sealed class SignInLimiter(IConfiguration configuration)
    : AddressLimiter(configuration.GetValue("CIVICLOOP_SIGN_INS", 30), "sign-in.too-often");
