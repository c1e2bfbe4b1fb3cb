using CivicLoop.Core.SignOffs;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.SignOffs;

/// <summary>
/// Brings what has been red long enough to whoever signs it, what became red during an outage too, and takes away what was
/// done meanwhile. However many servers there are, each spell of red is asked about once.
/// </summary>
internal sealed class SignOffRounds(Cities cities, RulesNow rules, ILogger<SignOffRounds> log)
    : CityRounds(cities, TimeSpan.FromMinutes(1), log)
{
    // The rest comes with the next round: nobody signs more in a minute.
    private const int Most = 500;

    protected override string Work => "looked through for what is to be signed";

    protected override Task Visit(City city) => Pass(city, rules);

    /// <returns>How many were asked for.</returns>
    internal static async Task<int> Pass(City city, RulesNow rules)
    {
        if (!city.Database.Read(SignOffReads.HasRules))
            return 0;
        var now = rules.Of(city);
        foreach (var stream in city.Database.Read(SignOffReads.Done))
            await SignOffStore.Lapse(city, now, stream);
        if (now.Playbook.Limits.SignOff is not { } rule)
            return 0;
        var moment = city.Clock.Now;
        var asked = 0;
        foreach (var red in city.Database.Read(connection => SignOffReads.Unasked(connection, moment, Most)))
        {
            // They come in the order in which they turned red: what follows is not due either.
            if (!SignOffDecide.IsDue(rule, now.Calendar, red.Due, moment))
                break;
            if (await SignOffStore.Ask(city, now, red))
                asked++;
        }
        return asked;
    }
}
