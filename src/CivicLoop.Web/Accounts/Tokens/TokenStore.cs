using System.Data.Common;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>The keys of outside systems: made, found, ended. A key that has ended stays, so that history keeps its name.</summary>
public static class TokenStore
{
    private const string Columns = "id, code, name, scopes, found_by, made_by, made_at, ended_at, used_at";

    // For a key that nobody has: proving it takes as long as proving one that somebody has.
    private static readonly (string Salt, string Hash) Nobodys = (new string('0', 32), new string('0', 64));

    /// <param name="id">Made with the form: sent twice, it is one key.</param>
    /// <param name="code">Empty to let us choose: the scope with a number.</param>
    public static Outcome<ApiToken> Make(
        CityTransaction transaction,
        Guid id,
        ApiKey key,
        string code,
        string name,
        IReadOnlyList<ApiScope> scopes,
        string foundBy,
        Guid? by,
        DateTime machineNow
    )
    {
        if (scopes.Count == 0)
            return new Refusal("token.scope-missing");
        if (code.Length == 0)
            code = Free(transaction, scopes[0].Code());
        if (name.Length == 0)
            name = code;
        if (ApiTokenRules.Refuses(code, name, scopes, foundBy) is { } refusal)
            return refusal;
        if (transaction.Number("select count(*) from api_tokens where code = $1", code) > 0)
            return new Refusal("token.code-taken", code);
        // The history names posts, keys and other servers in one column.
        if (
            transaction.Number(
                "select (select count(*) from posts where code = $1) + (select count(*) from peers where code = $1)",
                code
            ) > 0
        )
            return new Refusal("token.code-taken", code);
        var salt = ApiKey.NewSalt();
        transaction.Execute(
            """
            insert into api_tokens (id, code, name, scopes, found_by, prefix, salt, hash, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            id,
            code,
            name.Trim(),
            ApiScopes.Written(scopes),
            foundBy,
            key.Prefix,
            salt,
            key.Hash(salt),
            by,
            machineNow
        );
        return new ApiToken(id, code, name.Trim(), scopes, foundBy, by, machineNow, null, null);
    }

    /// <summary>From now on it opens nothing.</summary>
    public static Refusal? End(CityTransaction transaction, string code, Guid? by, DateTime machineNow) =>
        transaction.ExecuteNow(
            "update api_tokens set ended_at = $1, ended_by = $2 where code = $3 and ended_at is null",
            machineNow,
            by,
            code
        ) == 1
            ? null
            : new Refusal("token.unknown", code);

    public static void Touch(CityTransaction transaction, Guid id, DateTime machineNow) =>
        transaction.Execute("update api_tokens set used_at = $1 where id = $2", machineNow, id);

    /// <summary>The token of this key; null for a key that nobody has, or no longer.</summary>
    public static ApiToken? Find(DbConnection connection, ApiKey key)
    {
        var found = Sql.One(
            connection,
            $"select {Columns}, salt, hash from api_tokens where prefix = $1",
            row => new Kept(Read(row), row.GetString(9), row.GetString(10)),
            key.Prefix
        );
        var proven = key.Proves(found?.Salt ?? Nobodys.Salt, found?.Hash ?? Nobodys.Hash);
        return proven && found is { Token.EndedAt: null } ? found.Token : null;
    }

    /// <summary>Those in use first, the newest of them first.</summary>
    public static List<ApiToken> List(DbConnection connection) =>
        Sql.Many(
            connection,
            $"select {Columns} from api_tokens order by case when ended_at is null then 0 else 1 end, made_at desc, code",
            Read
        );

    /// <summary>Names of the people who made keys.</summary>
    public static Dictionary<Guid, string> Makers(DbConnection connection) =>
        Sql.Many(
                connection,
                "select id, name from people where id in (select made_by from api_tokens)",
                row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1))
            )
            .ToDictionary();

    /// <summary>What people call the system of this code; of one that has ended too.</summary>
    public static string? NameOf(DbConnection connection, string code) =>
        Sql.One(connection, "select name from api_tokens where code = $1", row => row.GetString(0), code);

    public static ApiToken? ById(DbConnection connection, Guid id) =>
        Sql.One(connection, $"select {Columns} from api_tokens where id = $1", Read, id);

    private static string Free(CityTransaction transaction, string scope)
    {
        for (var number = 1; ; number++)
            if (transaction.Number("select count(*) from api_tokens where code = $1", $"{scope}-{number}") == 0)
                return $"{scope}-{number}";
    }

    private static ApiToken Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            ApiScopes.Read(row.GetString(3)) ?? [],
            row.GetString(4),
            Sql.Text(row, 5) is { } by ? Guid.Parse(by) : null,
            Values.Time(row.GetInt64(6)),
            Sql.Time(row, 7),
            Sql.Time(row, 8)
        );

    private sealed record Kept(ApiToken Token, string Salt, string Hash);
}
