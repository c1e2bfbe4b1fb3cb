using System.CommandLine;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Accounts;

/// <summary>The verb <c>user</c>: the people of a city, their posts and passwords, on the command line.</summary>
public static class UserVerb
{
    private static readonly Option<string> City = Verbs.TheCity();
    private static readonly Option<string> Login = new("--login")
    {
        Description = "What the person signs in with.",
        Required = true,
    };
    private static readonly Option<bool> Generate = new("--generate")
    {
        Description = "Makes up a password and prints it once. Otherwise it is asked for, or read from standard input.",
    };

    public static Command Verb() =>
        new("user", "People of a city: who signs in, in which post, with which password.")
        {
            Add(),
            List(),
            Password(),
            End(),
            OnPerson(
                "unlock",
                "Lifts a lock, by hand or by wrong passwords.",
                "user.unlocked",
                AuditKind.AccountUnlocked,
                (transaction, person) => PeopleStore.Unlock(transaction, person, CityClock.Machine)
            ),
            OnPerson(
                "reset-second-factor",
                "Takes a second factor away whose authenticator is lost; a new one is set up at the next signing in.",
                "user.factor-reset",
                AuditKind.SecondFactorReset,
                (transaction, person) => SecondFactors.Reset(transaction, person) ? null : new Refusal("account.factor-none")
            ),
        };

    private static Command Add()
    {
        var name = new Option<string>("--name") { Description = "The person's name, as pages show it.", Required = true };
        var post = new Option<string>("--post")
        {
            Description = "Code of the post the person holds from now on.",
            Required = true,
        };
        var command = new Command("add", "Adds a person in a post.") { City, Login, name, post, Generate };
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    var login = parsed.GetValue(Login)!;
                    if (SignInRules.Login(login) is { } wrong)
                        return wrong;
                    var (password, refusal) = PasswordFor(parsed, login);
                    if (refusal is not null)
                        return refusal;
                    var hash = Passwords.Hash(password);
                    var person = Guid.CreateVersion7();
                    var refused = Write(
                        city,
                        AuditKind.AccountCreated,
                        login,
                        transaction =>
                            PeopleStore.Add(
                                transaction,
                                person,
                                login,
                                parsed.GetValue(name)!,
                                parsed.GetValue(post)!,
                                hash,
                                city.Clock.Now
                            )
                    );
                    if (refused is null)
                        Said(Verbs.Sentences["user.added", login, parsed.GetValue(post)], parsed, password);
                    return refused;
                }
            )
        );
        return command;
    }

    private static Command Password()
    {
        var command = new Command("password", "Sets a new password; open sessions end and a lock is lifted.")
        {
            City,
            Login,
            Generate,
        };
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    var login = parsed.GetValue(Login)!;
                    if (city.Database.Read(connection => PeopleReads.ByLogin(connection, login)) is null)
                        return new Refusal("user.unknown", login);
                    var (password, refusal) = PasswordFor(parsed, login);
                    if (refusal is not null)
                        return refusal;
                    var hash = Passwords.Hash(password);
                    var refused = Write(
                        city,
                        AuditKind.PasswordSet,
                        login,
                        transaction => PeopleStore.SetPassword(transaction, login, hash, CityClock.Machine)
                    );
                    if (refused is null)
                        Said(Verbs.Sentences["user.password-set", login], parsed, password);
                    return refused;
                }
            )
        );
        return command;
    }

    private static Command End()
    {
        var command = new Command("end", "Ends what a person holds: no further sign-in. History keeps who it was.")
        {
            City,
            Login,
        };
        command.Aliases.Add("remove");
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    var login = parsed.GetValue(Login)!;
                    var refused = Write(
                        city,
                        AuditKind.AccountEnded,
                        login,
                        transaction => PeopleStore.End(transaction, login, city.Clock.Now)
                    );
                    if (refused is null)
                        Console.WriteLine(Verbs.Sentences["user.ended", login]);
                    return refused;
                }
            )
        );
        return command;
    }

    private static Command OnPerson(
        string name,
        string says,
        string done,
        AuditKind kind,
        Func<CityTransaction, string, Refusal?> change
    )
    {
        var command = new Command(name, says) { City, Login };
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    var login = parsed.GetValue(Login)!;
                    if (city.Database.Read(connection => PeopleReads.ByLogin(connection, login)) is not { } person)
                        return new Refusal("user.unknown", login);
                    var refused = Write(city, kind, login, transaction => change(transaction, person.Id));
                    if (refused is null)
                        Console.WriteLine(Verbs.Sentences[done, login]);
                    return refused;
                }
            )
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the people of a city with their posts.") { City };
        command.SetAction(parsed =>
            In(
                parsed,
                city =>
                {
                    var people = city.Database.Read(connection => PeopleReads.List(connection, city.Clock.Now));
                    foreach (var one in people)
                    {
                        var state =
                            one.Post is null ? Verbs.Sentences["user.no-post"]
                            : SignInRules.IsLocked(one.LockedUntil, CityClock.Machine) ? Verbs.Sentences["user.locked"]
                            : "";
                        Console.WriteLine(
                            string.Join('\t', one.Login, one.Name, one.Post, one.PostName, one.UnitName, state).TrimEnd()
                        );
                    }
                    Console.WriteLine(Verbs.Sentences["user.listed", people.Select(one => one.Login).Distinct().Count()]);
                    return null;
                }
            )
        );
        return command;
    }

    private static int In(ParseResult parsed, Func<City, Refusal?> act) => Verbs.InCity(parsed, parsed.GetValue(City)!, act);

    // Each change is a line of the audit log, in the same transaction.
    private static Refusal? Write(City city, AuditKind kind, string login, Func<CityTransaction, Refusal?> act) =>
        city
            .Database.Write(transaction =>
            {
                var refused = act(transaction);
                if (refused is null)
                    Audit.Write(
                        transaction,
                        kind,
                        AuditBy.CommandLine,
                        transaction.One("select id from people where login = $1", row => row.GetString(0), login) ?? ""
                    );
                return new Answer(refused);
            })
            .GetAwaiter()
            .GetResult()
            .Refusal;

    private sealed record Answer(Refusal? Refusal);

    private static void Said(string sentence, ParseResult parsed, string password)
    {
        Console.WriteLine(sentence);
        if (parsed.GetValue(Generate))
            Console.WriteLine(Verbs.Sentences["user.generated", password]);
    }

    private static (string Password, Refusal? Refusal) PasswordFor(ParseResult parsed, string login)
    {
        if (parsed.GetValue(Generate))
            return (Passwords.Generate(), null);
        string? password;
        if (Console.IsInputRedirected)
        {
            password = Console.ReadLine();
        }
        else
        {
            password = Hidden(Verbs.Sentences["user.password-ask"]);
            if (password != Hidden(Verbs.Sentences["user.password-again"]))
                return ("", new Refusal("user.password-differs"));
        }
        return string.IsNullOrEmpty(password)
            ? ("", new Refusal("user.password-missing"))
            : (password, SignInRules.Password(password, login));
    }

    private static string Hidden(string question)
    {
        Console.Error.Write(question + " ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
