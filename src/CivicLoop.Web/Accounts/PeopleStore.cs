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
    public static Refusal? Add(CityTransaction transaction, string login, string name, string post, string hash, DateTime now)
    {
        if ((SignInRules.Login(login) ?? SignInRules.Name(name)) is { } refusal)
            return refusal;
        if (transaction.Number("select count(*) from people where login = $1", login) > 0)
            return new Refusal("user.login-taken", login);
        if (transaction.Number("select count(*) from posts where code = $1", post) == 0)
            return new Refusal("user.post-unknown", post);
        Insert(transaction, Guid.CreateVersion7(), login, name.Trim(), post, hash, now);
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

    /// <summary>A new password: open sessions end, a lock is lifted.</summary>
    public static Refusal? SetPassword(CityTransaction transaction, string login, string hash) =>
        transaction.ExecuteNow(
            "update people set password = $1, stamp = $2, failures = 0, locked_until = null where login = $3",
            hash,
            NewStamp(),
            login
        ) == 0
            ? new Refusal("user.unknown", login)
            : null;

    /// <summary>Ends what the person holds: no further sign-in, open sessions end, history keeps who it was.</summary>
    public static Refusal? End(CityTransaction transaction, string login, DateTime now)
    {
        if (transaction.One("select id from people where login = $1", row => row.GetString(0), login) is not { } person)
            return new Refusal("user.unknown", login);
        transaction.Execute("update people set stamp = $1 where id = $2", NewStamp(), person);
        return HoldingStore.EndAll(transaction, Guid.Parse(person), now) == 0 ? new Refusal("user.ended-already", login) : null;
    }

    /// <summary>Counts a right or a wrong password. Both are decided inside the transaction, so that many at once count too.</summary>
    /// <returns>Whether the person is let in.</returns>
    public static bool Count(CityTransaction transaction, string person, bool right, DateTime machineNow)
    {
        var now =
            transaction.One(
                "select id, login, name, password, stamp, failures, locked_until from people where id = $1",
                PeopleReads.Read,
                person
            ) ?? throw new InvalidOperationException("a person is never deleted");
        if (SignInRules.IsLocked(now.LockedUntil, machineNow))
            return false;
        if (right && now is { Failures: 0, LockedUntil: null })
            return true;
        var (failures, lockedUntil) = right ? (0, null) : SignInRules.AfterFailure(now.Failures, machineNow);
        transaction.Execute("update people set failures = $1, locked_until = $2 where id = $3", failures, lockedUntil, person);
        return right;
    }

    private static string NewStamp() => Guid.NewGuid().ToString("n");
}
