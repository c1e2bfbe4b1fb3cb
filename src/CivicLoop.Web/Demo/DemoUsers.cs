using System.Text.Json;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Demo;

/// <summary>The people of a demo, with passwords made up anew at every build, in the city and in <c>demo-users.json</c>.</summary>
internal static class DemoUsers
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="Sealed">The secret of the second factor as it is kept; null where the role needs none.</param>
    internal sealed record Made(DemoPerson Person, DemoUser User, string Name, string Hash, string? Sealed);

    public static IReadOnlyList<Made> Make(City city, DemoPeople people, OrganisationNow organisation, DateTime since)
    {
        var all = people.All.ToArray();
        var made = new Made[all.Length];
        // Hashing takes long on purpose; every core does its share.
        Parallel.For(
            0,
            all.Length,
            index =>
            {
                var (person, password) = (all[index], Passwords.Generate());
                var post = person.Post;
                var login = person.Index == 0 ? post.Code : $"{post.Code}-{person.Index + 1}";
                var name = people.Of(post.Code).Count == 1 ? post.Name : $"{post.Name}（{"一二三四五"[person.Index]}）";
                var secret = Separation.IsAdministrator(post.Role) ? SecondFactors.NewSecret() : null;
                var user = new DemoUser(
                    post.Role.ToString(),
                    login,
                    password,
                    organisation.Unit(post.Unit)!.Name,
                    city.Code,
                    secret is null ? null : Base32.Encode(secret)
                );
                made[index] = new Made(
                    person,
                    user,
                    name,
                    Passwords.Hash(password),
                    secret is null ? null : SecondFactors.Seal(city.Database, Values.Id(person.Id), secret)
                );
            }
        );
        return made;
    }

    public static int Insert(CityTransaction transaction, IReadOnlyList<Made> users, DateTime since)
    {
        foreach (var made in users)
        {
            PeopleStore.Insert(transaction, made.Person.Id, made.User.Login, made.Name, made.Person.Post.Code, made.Hash, since);
            if (made.Sealed is { } secret)
                SecondFactors.Keep(transaction, Values.Id(made.Person.Id), secret, step: 0, CityClock.Machine);
        }
        return users.Count;
    }

    /// <summary>Beside the users of other demo cities under the same folder; readable by nobody else on the machine.</summary>
    public static string Write(string folder, string city, IReadOnlyList<Made> users)
    {
        var file = Path.Combine(folder, "demo-users.json");
        List<DemoUser> others = [];
        try
        {
            if (File.Exists(file))
                others = JsonSerializer.Deserialize<List<DemoUser>>(File.ReadAllText(file), Form) ?? [];
        }
        catch (JsonException)
        {
            // A broken file names nobody; it is written anew.
        }
        var kept = others.Where(user => user.City is { } other && other != city);
        var aside = file + ".new";
        File.Delete(aside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(aside, options))
        {
            JsonSerializer.Serialize(stream, kept.Concat(users.Select(made => made.User)), Form);
            stream.Flush(flushToDisk: true);
        }
        File.Move(aside, file, overwrite: true);
        return file;
    }
}
