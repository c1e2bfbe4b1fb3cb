using CivicLoop.Core.Accounts;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>
/// Whether a login and a password belong together. An unknown login, a wrong password, a lock and an ended post
/// take as long and answer alike, so that nobody learns who works here.
/// </summary>
public static class SignIn
{
    // Hashing is slow on purpose: more than these at once would starve everything else.
    private static readonly SemaphoreSlim AtOnce = new(Math.Max(1, Environment.ProcessorCount));

    public static async Task<Person?> Try(CityDatabase database, string login, string password, DateTime cityNow)
    {
        var person = database.Read(connection => PeopleReads.ByLogin(connection, login));
        var right = password.Length <= SignInRules.LongestPassword && await Compare(person, password);
        if (person is null)
            return null;
        var machine = CityClock.Machine;
        if (!await database.Write(transaction => PeopleStore.Count(transaction, person.Id, right, machine)))
            return null;
        return database.Read(connection => PeopleReads.AtWork(connection, person.Id, cityNow)) is null ? null : person;
    }

    private static async Task<bool> Compare(Person? person, string password)
    {
        await AtOnce.WaitAsync();
        try
        {
            return await Task.Run(() => Passwords.IsRight(person?.Password, password));
        }
        finally
        {
            AtOnce.Release();
        }
    }
}
