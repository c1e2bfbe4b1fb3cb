using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Coverage;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Coverage;

/// <summary>Something silent, as it is found.</summary>
public sealed record SilentNow(SilentKind Kind, string Code, string District, DateTime? Since);

/// <summary>Raises an alarm once for each silence, and ends it when there is life again.</summary>
internal static class SilenceStore
{
    /// <summary>As many as one pass raises: a city that begins with many is not flooded at once.</summary>
    private const int AtOnce = 200;

    /// <summary>Places of a district that are told of at a time: whoever is told of hundreds is told of nothing.</summary>
    private const int MostPlaces = 20;

    /// <returns>How many were noticed, and how many ended.</returns>
    public static async Task<(int Noticed, int Ended)> Pass(City city, CaseRules rules)
    {
        var now = city.Clock.Now;
        var (silent, open) = city.Database.Read(connection => (Now(connection, rules, now), Open(connection)));
        var known = open.Select(one => (one.State.Kind, one.State.Code)).ToHashSet();
        var still = silent.Select(one => (one.Kind, one.Code)).ToHashSet();
        var (noticed, ended) = (0, 0);
        foreach (var one in New(silent, known))
            noticed += await Notice(city, rules, one) ? 1 : 0;
        foreach (var (stream, _) in open.Where(one => !still.Contains((one.State.Kind, one.State.Code))))
            ended += await Change(city, rules, stream, "又有动静", (_, _) => new EndSilence()) ? 1 : 0;
        return (noticed, ended);
    }

    // The others wait until some of the district's have ended.
    private static IEnumerable<SilentNow> New(IReadOnlyList<SilentNow> silent, HashSet<(SilentKind, string)> known) =>
        silent
            .Where(one => one.Kind != SilentKind.Place)
            .Concat(
                silent
                    .Where(one => one.Kind == SilentKind.Place)
                    .GroupBy(one => one.District)
                    .SelectMany(places => places.OrderByDescending(one => known.Contains((one.Kind, one.Code))).Take(MostPlaces))
            )
            .Where(one => !known.Contains((one.Kind, one.Code)))
            .Take(AtOnce);

    /// <summary>All that is silent now, by the days of the rules.</summary>
    internal static List<SilentNow> Now(DbConnection connection, CaseRules rules, DateTime now)
    {
        DateTime Since(SilentKind kind) => now.AddDays(-rules.Playbook.Limits.Silence.Of(kind));
        var lists = CoverageReads.All(connection, rules, now, rules.Calendar.DayOf(now), Since, int.MaxValue);
        // A city that is younger than the days of silence has had no time to be silent.
        var begun = Sql.One(connection, "select min(recorded_at) from events", row => new { At = Sql.Time(row, 0) })?.At ?? now;
        var districts = Sql.Many(
                connection,
                "select code, district from places",
                row => KeyValuePair.Create(row.GetString(0), row.GetString(1))
            )
            .ToDictionary(StringComparer.Ordinal);
        return
        [
            .. lists.SelectMany(list =>
                KindOf(list.Gap) is { } kind && begun < Since(kind)
                    ? list.Lines.Select(line => new SilentNow(
                        kind,
                        line.Code,
                        kind == SilentKind.Place ? districts.GetValueOrDefault(line.Code, "") : "",
                        line.Since
                    ))
                    : []
            ),
        ];
    }

    /// <summary>Alarms that stand, or the newest of all.</summary>
    internal static List<SilenceState> Newest(DbConnection connection, SilenceStatus status, int most) =>
        Sql.Many(
            connection,
            $"select state from silences where status = $1 order by number desc limit {most}",
            row => SilenceStream.Kind.ReadState(row.GetString(0)),
            status
        );

    internal static SilentKind? KindOf(CoverageGap gap) =>
        gap switch
        {
            CoverageGap.DormantPost => SilentKind.Post,
            CoverageGap.DormantUnit => SilentKind.Unit,
            CoverageGap.DormantLeader => SilentKind.Leader,
            CoverageGap.DormantPlace => SilentKind.Place,
            _ => null,
        };

    private static List<(Guid Stream, SilenceState State)> Open(DbConnection connection) =>
        Sql.Many(
            connection,
            "select stream, state from silences where status = 'Silent'",
            row => (Guid.Parse(row.GetString(0)), SilenceStream.Kind.ReadState(row.GetString(1)))
        );

    private static Task<bool> Notice(City city, CaseRules rules, SilentNow one) =>
        Change(
            city,
            rules,
            null,
            "长时间没有动静",
            (transaction, _) =>
                transaction.Number(
                    "select count(*) from silences where kind = $1 and code = $2 and status = 'Silent'",
                    one.Kind,
                    one.Code
                ) > 0
                    ? null
                    : new NoticeSilence(
                        SilenceStream.Kind.NextNumber(transaction),
                        one.Kind,
                        one.Code,
                        one.District,
                        one.Since,
                        rules.Playbook.Limits.Silence.Of(one.Kind)
                    )
        );

    // False where another server was first.
    private static async Task<bool> Change(
        City city,
        CaseRules rules,
        Guid? stream,
        string reason,
        Func<CityTransaction, SilenceState?, SilenceCommand?> command
    )
    {
        var form = new ActForm(Guid.CreateVersion7(), Actor.System, "system", reason, null, null);
        var outcome = await StreamDoor.Open(
            city,
            (transaction, at) =>
                StreamDoor.ApplyOne<SilenceState, SilenceEvent>(
                    transaction,
                    SilenceStream.Kind,
                    stream,
                    form,
                    form.Fingerprint(stream, "silence"),
                    new Drafts(),
                    at,
                    (state, act) =>
                    {
                        if (command(transaction, state) is not { } wanted)
                            return new Refusal("silence.exists");
                        return SilenceDecide.Decide(state, wanted, act, rules);
                    }
                )
        );
        return outcome.Refusal is null ? true
            : outcome.Refusal.Code is "silence.exists" or "silence.ended" or "act.changed" ? false
            : throw new InvalidOperationException(outcome.Refusal.ToString());
    }
}

/// <summary>Looks from time to time.</summary>
internal sealed class SilenceRounds(Cities cities, Cases.RulesNow rules, ILogger<SilenceRounds> log)
    : CityRounds(cities, TimeSpan.FromMinutes(10), log)
{
    protected override string Work => "listened to";

    protected override async Task Visit(City city)
    {
        if (city.Database.Read(connection => Sql.Number(connection, "select count(*) from playbooks")) > 0)
            await SilenceStore.Pass(city, rules.Of(city));
    }
}
