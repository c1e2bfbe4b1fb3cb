using System.CommandLine;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>The verb <c>token</c>: keys of outside systems on the command line. A new key is the last word it prints.</summary>
public static class TokenVerb
{
    private static readonly Option<string> City = Named();

    private static Option<string> Named()
    {
        var city = Verbs.TheCity();
        city.Recursive = true;
        return city;
    }

    public static Command Verb()
    {
        var scope = new Option<string>("--scope")
        {
            Description =
                $"What the key opens: {string.Join(", ", Enum.GetValues<ApiScope>().Select(one => one.Code()))}; several with commas.",
            Required = true,
        };
        var name = new Option<string?>("--name") { Description = "What people call the system. Otherwise its code." };
        var code = new Option<string?>("--code")
        {
            Description = "What the history calls the system. Otherwise the scope with a number.",
        };
        var foundBy = new Option<string>("--found-by")
        {
            Description = $"Who finds what comes by the key: {string.Join(", ", Finders.Outside)}.",
            DefaultValueFactory = _ => Finders.Citizen,
        };
        var command = new Command("token", "Makes a key for an outside system and prints it once, as its last word.")
        {
            City,
            scope,
            name,
            code,
            foundBy,
            List(),
            End(),
        };
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    if (ApiScopes.Read(parsed.GetValue(scope)!) is not { } scopes)
                        return new Refusal("token.scope-unknown", parsed.GetValue(scope)!);
                    var key = ApiKey.New();
                    var made = Write(
                        city,
                        transaction =>
                            TokenStore.Make(
                                transaction,
                                Guid.CreateVersion7(),
                                key,
                                parsed.GetValue(code) ?? "",
                                parsed.GetValue(name) ?? "",
                                scopes,
                                parsed.GetValue(foundBy)!,
                                null,
                                CityClock.Machine
                            ),
                        token => (AuditKind.TokenMade, token.Code, ApiScopes.Written(token.Scopes))
                    );
                    if (made.Value is { } token)
                        Console.WriteLine(Verbs.Sentences["token.made", token.Name, token.Code, key.Shown]);
                    return made.Refusal;
                }
            )
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the keys of a city: what they open, when they were used; never the keys.");
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    foreach (var token in city.Database.Read(TokenStore.List))
                        Console.WriteLine(
                            string.Join(
                                '\t',
                                token.Code,
                                token.Name,
                                ApiScopes.Written(token.Scopes),
                                Wording.Machine(token.MadeAt),
                                token.UsedAt is { } used ? Wording.Machine(used) : "-",
                                token.EndedAt is { } ended ? Wording.Machine(ended) : "-"
                            )
                        );
                    return null;
                }
            )
        );
        return command;
    }

    private static Command End()
    {
        var code = new Option<string>("--code") { Description = "Code of the key.", Required = true };
        var command = new Command("end", "Ends a key: it opens nothing any more. What came by it stays.") { code };
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    var wanted = parsed.GetValue(code)!;
                    var ended = Write<string>(
                        city,
                        transaction =>
                            TokenStore.End(transaction, wanted, null, CityClock.Machine) is { } refused ? refused : wanted,
                        _ => (AuditKind.TokenEnded, wanted, "")
                    );
                    if (ended.Refusal is null)
                        Console.WriteLine(Verbs.Sentences["token.ended", wanted]);
                    return ended.Refusal;
                }
            )
        );
        return command;
    }

    private static int In(ParseResult parsed, Func<City, Refusal?> act) => Verbs.InCity(parsed, parsed.GetValue(City)!, act);

    // Each change is a line of the audit log, in the same transaction.
    private static Outcome<T> Write<T>(
        City city,
        Func<CityTransaction, Outcome<T>> act,
        Func<T, (AuditKind Kind, string Code, string Detail)> tells
    )
        where T : class =>
        city
            .Database.Write(transaction =>
            {
                var outcome = act(transaction);
                if (outcome.Value is { } done)
                {
                    var (kind, code, detail) = tells(done);
                    Audit.Write(transaction, kind, AuditBy.CommandLine, code, detail);
                }
                return outcome;
            })
            .GetAwaiter()
            .GetResult();
}
