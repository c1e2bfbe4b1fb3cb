using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Messages;

/// <summary>How a city sends messages.</summary>
/// <param name="On">Whether it does at all.</param>
/// <param name="Usual">The channel of people who chose none; empty for none.</param>
/// <param name="Base">The address of the site as people outside reach it, for links; empty where none was given.</param>
/// <param name="Channels">Codes of the channels that are set up.</param>
/// <param name="Demo">Nothing leaves the machine.</param>
public sealed record MessageSetting(
    bool On,
    MessageRules Rules,
    string Usual,
    string Base,
    IReadOnlyList<string> Channels,
    bool Demo
)
{
    /// <summary>Whether people outside can be written to: by mail, with links that lead somewhere.</summary>
    public bool ReachesOutside => On && (Demo || Channels.Contains(AllChannels.Mail) && Base.Length > 0);
}

/// <summary>Settings of messages; what a channel needs is sealed with the keys of the city, its secrets with it.</summary>
public static class MessageSettings
{
    private const string Key = "messages.";
    private const string ChannelKey = Key + "channel.";
    private const string All = $"select key, value from settings where key like '{Key}%'";

    /// <summary><see cref="MessageSetting.ReachesOutside"/>, in the transaction of the act that there is something to tell of.</summary>
    public static bool ReachesOutside(CityTransaction transaction) =>
        Of(transaction.Many(All, Pair).ToDictionary(), DemoMark.Is(transaction)).ReachesOutside;

    public static MessageSetting Of(DbConnection connection) =>
        Of(Sql.Many(connection, All, Pair).ToDictionary(), DemoMark.Is(connection));

    private static KeyValuePair<string, string> Pair(DbDataReader row) => KeyValuePair.Create(row.GetString(0), row.GetString(1));

    private static MessageSetting Of(Dictionary<string, string> set, bool demo)
    {
        var usual = MessageRules.Usual;
        return new MessageSetting(
            set.ContainsKey(Outbox.On),
            new MessageRules(
                Time("quiet-from", usual.QuietFrom),
                Time("quiet-to", usual.QuietTo),
                Number("merge", usual.MergeMinutes),
                Time("daily", usual.DailyAt),
                Number("tries", usual.MostTries)
            ),
            set.GetValueOrDefault(Key + "usual", ""),
            set.GetValueOrDefault(Key + "base", ""),
            [.. AllChannels.Codes.Where(code => set.ContainsKey(ChannelKey + code))],
            demo
        );

        TimeOnly Time(string key, TimeOnly otherwise) =>
            set.TryGetValue(Key + key, out var value) ? TimeOnly.Parse(value, CultureInfo.InvariantCulture) : otherwise;

        int Number(string key, int otherwise) =>
            set.TryGetValue(Key + key, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
    }

    public static void Put(CityTransaction transaction, MessageRules rules, string usual, string site)
    {
        Settings.Put(transaction, Key + "quiet-from", Text(rules.QuietFrom));
        Settings.Put(transaction, Key + "quiet-to", Text(rules.QuietTo));
        Settings.Put(transaction, Key + "merge", rules.MergeMinutes.ToString(CultureInfo.InvariantCulture));
        Settings.Put(transaction, Key + "daily", Text(rules.DailyAt));
        Settings.Put(transaction, Key + "tries", rules.MostTries.ToString(CultureInfo.InvariantCulture));
        Settings.Put(transaction, Key + "usual", usual);
        Settings.Put(transaction, Key + "base", site);
    }

    /// <summary>From now on things are told; what turned yellow or red before is not.</summary>
    public static void TurnOn(CityTransaction transaction, DateTime now)
    {
        Settings.Put(transaction, Outbox.On, "yes");
        PutLooked(transaction, now);
    }

    public static void TurnOff(CityTransaction transaction) => Settings.Remove(transaction, Outbox.On);

    /// <summary>Up to when lights were looked at; the beginning of time where they never were.</summary>
    public static DateTime Looked(CityTransaction transaction) =>
        Settings.Get(transaction, Key + "looked") is { } value
            ? Values.Time(long.Parse(value, CultureInfo.InvariantCulture))
            : DateTime.UnixEpoch;

    public static void PutLooked(CityTransaction transaction, DateTime at) =>
        Settings.Put(transaction, Key + "looked", Values.Milliseconds(at).ToString(CultureInfo.InvariantCulture));

    /// <summary>Held until the transaction ends: of several senders one takes, the others wait.</summary>
    public static void TakeTurn(CityTransaction transaction) => Settings.Put(transaction, Key + "turn", Guid.CreateVersion7());

    /// <summary>What the administrator entered for a channel; null where it is not set up.</summary>
    public static ChannelSetting? Channel(City city, string code) =>
        city.Database.Read(connection =>
            Sql.One(connection, "select value from settings where key = $1", row => row.GetString(0), ChannelKey + code)
        )
            is { } isSealed
            ? new ChannelSetting(JsonSerializer.Deserialize<Dictionary<string, string>>(Seals(city, code).Unprotect(isSealed))!)
            : null;

    /// <summary>Before the transaction that keeps it: sealing may write a key.</summary>
    public static string Seal(City city, string code, ChannelSetting setting) =>
        Seals(city, code).Protect(JsonSerializer.Serialize(setting.Values));

    public static void PutChannel(CityTransaction transaction, string code, string isSealed) =>
        Settings.Put(transaction, ChannelKey + code, isSealed);

    public static void RemoveChannel(CityTransaction transaction, string code) => Settings.Remove(transaction, ChannelKey + code);

    private static IDataProtector Seals(City city, string code) => CityKeys.Of(city, "messages", "channel", code);

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
