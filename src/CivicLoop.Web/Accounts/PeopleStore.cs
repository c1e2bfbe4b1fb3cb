using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Accounts;

/// <summary>Writes people, their passwords and which post they hold from when to when. Nothing is deleted.</summary>
public static class PeopleStore
{
    /// <summary>A new person in a post, from now on.</summary>
    /// <param name="hash">Of a password that <see cref="SignInRules.Password"/> took.</param>
    public static Refusal? Add(
        CityTransaction transaction,
        Guid person,
        string login,
        string name,
        string post,
        string hash,
        DateTime now
    )
    {
        if ((SignInRules.Login(login) ?? SignInRules.Name(name)) is { } refusal)
            return refusal;
        if (transaction.Number("select count(*) from people where login = $1", login) > 0)
            return new Refusal("user.login-taken", login);
        if (transaction.Number("select count(*) from posts where code = $1", post) == 0)
            return new Refusal("user.post-unknown", post);
        Insert(transaction, person, login, name.Trim(), post, hash, now);
        // Somebody else knows this password.
        transaction.Execute("update people set must_change = 1, password_at = $1 where id = $2", CityClock.Machine, person);
        return null;
    }

    /// <summary>Without questions, for a demo that knows its people.</summary>
    /// <param name="from">Since when the post is held.</param>
    public static void Insert(
        CityTransaction transaction,
        Guid person,
        string login,
        string name,
        string post,
        string hash,
        DateTime from
    )
    {
        transaction.Execute(
            "insert into people (id, login, name, password, stamp, failures, locked_until, created_at) values ($1, $2, $3, $4, $5, 0, null, $6)",
            person,
            login,
            name,
            hash,
            NewStamp(),
            from
        );
        HoldingStore.Insert(transaction, person, post, from);
    }

    /// <summary>
    /// A password set by somebody else: open sessions end, a lock by wrong passwords is lifted, and its owner
    /// changes it at the next signing in.
    /// </summary>
    /// <param name="machineNow">Passwords grow old by the machine's clock.</param>
    public static Refusal? SetPassword(CityTransaction transaction, string login, string hash, DateTime machineNow)
    {
        if (transaction.One("select id from people where login = $1", row => row.GetString(0), login) is not { } person)
            return new Refusal("user.unknown", login);
        Put(transaction, person, hash, machineNow, mustChange: true);
        transaction.Execute("update people set failures = 0, locked_until = null where id = $1 and locked_by is null", person);
        SessionStore.EndAll(transaction, person, null, "password", machineNow);
        return null;
    }

    /// <summary>A password of one's own choosing: every other session ends. Returns the new stamp.</summary>
    public static string ChangePassword(
        CityTransaction transaction,
        string person,
        string hash,
        Guid session,
        DateTime machineNow
    )
    {
        var stamp = Put(transaction, person, hash, machineNow, mustChange: false);
        SessionStore.EndAll(transaction, person, session, "password", machineNow);
        return stamp;
    }

    private static string Put(CityTransaction transaction, string person, string hash, DateTime machineNow, bool mustChange)
    {
        var stamp = NewStamp();
        transaction.Execute(
            "insert into old_passwords (id, person, password, ended_at) select $1, id, password, $2 from people where id = $3",
            Guid.CreateVersion7(),
            machineNow,
            person
        );
        transaction.Execute(
            "update people set password = $1, stamp = $2, password_at = $3, must_change = $4 where id = $5",
            hash,
            stamp,
            machineNow,
            mustChange,
            person
        );
        SecondFactors.ForgetDevices(transaction, person);
        return stamp;
    }

    /// <summary>A password of which nobody knows since when it is grows old from now on.</summary>
    public static void CountAgeFrom(CityTransaction transaction, string person, DateTime machineNow) =>
        transaction.Execute("update people set password_at = $1 where id = $2 and password_at is null", machineNow, person);

    /// <summary>Nobody signs in to this account until it is unlocked by hand; open sessions end.</summary>
    public static void Lock(CityTransaction transaction, string person, Guid by, DateTime machineNow)
    {
        transaction.Execute(
            "update people set locked_until = $1, locked_by = $2 where id = $3",
            SignInRules.UntilUnlocked,
            by,
            person
        );
        SessionStore.EndAll(transaction, person, null, "locked", machineNow);
    }

    /// <summary>Lifts any lock, by hand or by wrong passwords; refused where there is none.</summary>
    public static Refusal? Unlock(CityTransaction transaction, string person, DateTime machineNow) =>
        transaction.ExecuteNow(
            "update people set failures = 0, locked_until = null, locked_by = null where id = $1 and locked_until > $2",
            person,
            machineNow
        ) == 0
            ? new Refusal("user.not-locked")
            : null;

    /// <summary>Ends what the person holds: no further sign-in, open sessions end, history keeps who it was.</summary>
    public static Refusal? End(CityTransaction transaction, string login, DateTime now)
    {
        if (transaction.One("select id from people where login = $1", row => row.GetString(0), login) is not { } person)
            return new Refusal("user.unknown", login);
        transaction.Execute("update people set stamp = $1 where id = $2", NewStamp(), person);
        SessionStore.EndAll(transaction, person, null, "ended", CityClock.Machine);
        return HoldingStore.EndAll(transaction, Guid.Parse(person), now) == 0 ? new Refusal("user.ended-already", login) : null;
    }

    /// <summary>Counts a right or a wrong password or code. Both are decided inside the transaction, so that many at once count too.</summary>
    /// <param name="last">
    /// Whether nothing more is asked: a right password alone forgets no wrong ones while a code is still to come,
    /// or codes could be guessed without end.
    /// </param>
    /// <returns>Whether the person is let in.</returns>
    public static bool Count(CityTransaction transaction, string person, bool right, bool last, DateTime machineNow)
    {
        var now =
            transaction.One($"select {PeopleReads.Columns} from people where id = $1", PeopleReads.Read, person)
            ?? throw new InvalidOperationException("a person is never deleted");
        if (SignInRules.IsLocked(now.LockedUntil, machineNow))
            return false;
        if (right && (!last || now is { Failures: 0, LockedUntil: null }))
            return true;
        var (failures, lockedUntil) = right ? (0, null) : SignInRules.AfterFailure(now.Failures, machineNow);
        transaction.Execute("update people set failures = $1, locked_until = $2 where id = $3", failures, lockedUntil, person);
        return right;
    }

    private static string NewStamp() => Guid.NewGuid().ToString("n");
}
