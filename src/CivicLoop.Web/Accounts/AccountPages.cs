using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace CivicLoop.Web.Accounts;

/// <summary>我的账号: one's own password, second factor and sessions.</summary>
public sealed class AccountPages(SiteContext site, IHttpContextAccessor http)
{
    private const int MostSessions = 100;

    private readonly City city = site.Here.City;

    private string Me => Values.Id(site.Who.Actor.Person);

    private HttpContext Context => http.HttpContext!;

    private Guid Session => Sessions.Id(Context.User)!.Value;

    private Person Person => city.Database.Read(connection => PeopleReads.ById(connection, Me))!;

    public IResult Show(string? done)
    {
        var now = CityClock.Machine;
        var view = city.Database.Read(connection =>
        {
            var policy = Policies.Of(connection);
            return new AccountView(
                PeopleReads.ById(connection, Me)!,
                policy,
                SecondFactors.Of(connection, Me),
                SecondFactors.UnusedCodes(connection, Me),
                SessionStore.Open(connection, Me, now.AddMinutes(-policy.IdleMinutes), now, MostSessions),
                Session,
                now
            );
        });
        return new RazorComponentResult<AccountPage>(
            new Dictionary<string, object?> { [nameof(AccountPage.View)] = view, [nameof(AccountPage.Done)] = done }
        );
    }

    public IResult AskPassword(Refusal? refusal = null) =>
        new RazorComponentResult<PasswordPage>(
            new Dictionary<string, object?>
            {
                [nameof(PasswordPage.Refusal)] = refusal,
                [nameof(PasswordPage.Months)] = city.Database.Read(Policies.Of).PasswordMonths,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };

    public async Task<IResult> ChangePassword(IFormCollection form)
    {
        var (now, next, again) = (form["now"].ToString(), form["next"].ToString(), form["again"].ToString());
        var person = Person;
        if (SignInRules.IsLocked(person.LockedUntil, CityClock.Machine) || !await SignIn.Compare(person.Password, now))
        {
            await Missed(person, "password");
            return AskPassword(new Refusal("account.password-wrong"));
        }
        if (next != again)
            return AskPassword(new Refusal("account.password-differs"));
        if (SignInRules.Password(next, person.Login) is { } simple)
            return AskPassword(simple);
        foreach (
            var old in city.Database.Read(connection => PeopleReads.LatePasswords(connection, person, SignInRules.Remembered))
        )
            if (await SignIn.Compare(old, next))
                return AskPassword(new Refusal("account.password-used", $"{SignInRules.Remembered}"));
        // Taken from the request here: a transaction runs on a thread of its own.
        var (hash, machine, by, session) = (Passwords.Hash(next), CityClock.Machine, AuditBy.Of(Context), Session);
        var stamp = await city.Database.Write(transaction =>
        {
            var made = PeopleStore.ChangePassword(transaction, Me, hash, session, machine);
            Audit.Write(transaction, AuditKind.PasswordChanged, by, Me);
            return made;
        });
        await Sessions.GoOn(Context, stamp);
        return Said("password");
    }

    public IResult AskSecondFactor() =>
        city.Database.Read(connection => SecondFactors.Of(connection, Me)) is null
            ? Enrolling(SecondFactors.NewSecret(), null)
            : Said(null);

    /// <summary>The secret is kept once a code shows that the authenticator has it; then the recovery codes are shown, once.</summary>
    public async Task<IResult> SetSecondFactor(IFormCollection form)
    {
        if (SecondFactors.Open(city.Database, Me, form["sealed"]) is not { } secret)
            return Enrolling(SecondFactors.NewSecret(), new Refusal("account.factor-again"));
        var machine = CityClock.Machine;
        if (Totp.Matching(secret, form["code"].ToString(), machine, lastUsed: 0) is not { } step)
            return Enrolling(secret, new Refusal("account.code-wrong"));
        var (isSealed, by) = (SecondFactors.Seal(city.Database, Me, secret), AuditBy.Of(Context));
        var codes = await city.Database.Write(transaction =>
        {
            if (!SecondFactors.Keep(transaction, Me, isSealed, step, machine))
                return null;
            var made = SecondFactors.NewCodes(transaction, Me);
            Audit.Write(transaction, AuditKind.SecondFactorSet, by, Me);
            return made;
        });
        return codes is null ? Said("factor") : Codes(codes);
    }

    /// <summary>Ten new recovery codes, for whoever has the authenticator at hand.</summary>
    public async Task<IResult> NewCodes(IFormCollection form)
    {
        var person = Person;
        if (
            SignInRules.IsLocked(person.LockedUntil, CityClock.Machine)
            || await SignIn.TryCode(city, person, form["code"].ToString(), AuditBy.Of(Context)) is null
        )
            return new SeeOther(site.At("account") + "?done=code-wrong#codes");
        var by = AuditBy.Of(Context);
        return Codes(
            await city.Database.Write(transaction =>
            {
                var made = SecondFactors.NewCodes(transaction, Me);
                Audit.Write(transaction, AuditKind.SecondFactorSet, by, Me, "codes");
                return made;
            })
        );
    }

    /// <summary>Somebody else's session is as if there were none.</summary>
    public async Task<IResult> End(Guid session)
    {
        var (by, machine) = (AuditBy.Of(Context), CityClock.Machine);
        var ended = await city.Database.Write(transaction =>
        {
            var one = SessionStore.End(transaction, session, Me, Me, machine) is not null;
            if (one)
                Audit.Write(transaction, AuditKind.SessionEnded, by, Me, "1");
            return one;
        });
        return ended ? Said("ended") : Results.NotFound();
    }

    public async Task<IResult> EndOthers()
    {
        var (by, machine, session) = (AuditBy.Of(Context), CityClock.Machine, Session);
        await city.Database.Write(transaction =>
        {
            SecondFactors.ForgetDevices(transaction, Me);
            var ended = SessionStore.EndAll(transaction, Me, session, Me, machine);
            Audit.Write(transaction, AuditKind.SessionEnded, by, Me, $"{ended}");
            return ended;
        });
        return Said("ended");
    }

    /// <summary>Seconds that are left before the session ends by itself; asking keeps nobody signed in.</summary>
    public IResult Left()
    {
        var found = city.Database.Read(connection =>
            SessionStore.AtDoor(connection, Values.Id(Session)) is { } session
                ? (Policies.Of(connection), session.Row)
                : default((AccountPolicy, SessionRow)?)
        );
        if (found is not var (policy, row))
            return Results.Json(new { left = 0 });
        var ends = policy.IdleAt(row.Seen) < row.Until ? policy.IdleAt(row.Seen) : row.Until;
        return Results.Json(new { left = Math.Max(0, (int)(ends - CityClock.Machine).TotalSeconds) });
    }

    /// <summary>“继续使用”: the request itself is the sign of life, written without waiting for the next minute.</summary>
    public async Task<IResult> Stay()
    {
        var (session, machine) = (Session, CityClock.Machine);
        await city.Database.Write(transaction =>
        {
            SessionStore.Touch(transaction, session, machine);
            return true;
        });
        return Left();
    }

    private Task Missed(Person person, string why)
    {
        var (by, machine) = (AuditBy.Of(Context), CityClock.Machine);
        return city.Database.Write(transaction =>
        {
            PeopleStore.Count(transaction, person.Id, right: false, last: true, machine);
            Audit.Write(transaction, AuditKind.SignInFailed, by, person.Id, why);
            return true;
        });
    }

    private SeeOther Said(string? what) => new(site.At("account") + (what is null ? "" : $"?done={what}"));

    private RazorComponentResult<SecondFactorPage> Enrolling(byte[] secret, Refusal? refusal)
    {
        var address = Totp.Address($"{site.Here.Name.Zh} CivicLoop", site.Who.Login, secret);
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(code);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(SecondFactorPage.Drawing)] = drawing.GetGraphic(
                    4,
                    "#000",
                    "#fff",
                    drawQuietZones: true,
                    SvgQRCode.SizingMode.ViewBoxAttribute
                ),
                [nameof(SecondFactorPage.Secret)] = Base32.Encode(secret),
                [nameof(SecondFactorPage.Sealed)] = SecondFactors.Seal(city.Database, Me, secret),
                [nameof(SecondFactorPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    private static RazorComponentResult<RecoveryCodesPage> Codes(IReadOnlyList<string> codes) =>
        new(new Dictionary<string, object?> { [nameof(RecoveryCodesPage.Codes)] = codes });
}

/// <param name="Session">The one of this very request.</param>
public sealed record AccountView(
    Person Person,
    AccountPolicy Policy,
    SecondFactor? Factor,
    int Codes,
    IReadOnlyList<SessionRow> Sessions,
    Guid Session,
    DateTime MachineNow
);
