using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Supervision;

namespace CivicLoop.Web.Rhythm;

/// <summary>What was decided, as it is typed: who does what by when.</summary>
public sealed record DecisionInput(string What, string Unit, DateOnly Due);

/// <summary>The minutes of a meeting as they are typed.</summary>
public sealed record MinutesInput(
    string Words,
    IReadOnlyList<DecisionInput> Decisions,
    IReadOnlyList<ConclusionInput> Conclusions
)
{
    /// <summary>Numbers of the orders that are to stand in a bulletin.</summary>
    public IReadOnlyList<long> Announced { get; init; } = [];
}

/// <summary>The door through which beats are called and what came of them is kept.</summary>
public static class MeetingStore
{
    public const int LongestWords = 4_000;

    private const string Called = "select count(*) from meetings where beat = $1 and day = $2";

    /// <summary>A beat came. Called twice, by whomever, it is called once.</summary>
    /// <returns>False where it was called before.</returns>
    public static async Task<bool> Call(City city, CaseRules rules, BeatTime time, DateTime since)
    {
        // The last one is asked about in every round: what lay on the table is not gathered again for it.
        if (IsCalled(city, time))
            return false;
        // Read before: whatever was recorded meanwhile happened later.
        var agenda = city.Database.Read(connection => AgendaReads.Of(connection, time.Beat.Makes, since, time.At));
        var outcome = await StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
                IsCalled(transaction, time)
                    ? new Refusal("meeting.exists")
                    : Apply(
                        transaction,
                        rules,
                        null,
                        new ActForm(Guid.CreateVersion7(), Actor.System, "system", time.Beat.Name, time.At, null),
                        "call",
                        [time.Beat.Code, time.Day],
                        new Drafts(),
                        recordedAt,
                        () =>
                            new CallMeeting(
                                MeetingStream.Kind.NextNumber(transaction),
                                time.Beat.Code,
                                time.Beat.Name,
                                time.Day,
                                time.At,
                                time.Beat.Makes,
                                agenda
                            )
                    )
        );
        if (outcome.Refusal is null)
            return true;
        // Another server was first with this very beat. Whatever else stood in the way, none after it may pass it by: the
        // next round begins here again.
        return IsCalled(city, time) ? false : throw new InvalidOperationException(outcome.Refusal.ToString());
    }

    /// <summary>It was held: the minutes, and every decision an item of a list that is made for it.</summary>
    /// <returns>What came of it; where a case could not be dealt with as concluded, or an order not be announced, about which.</returns>
    public static async Task<(Outcome<Done<MeetingState>> Outcome, Refusal? About)> Hold(
        City city,
        CaseRules rules,
        Guid stream,
        ActForm form,
        MinutesInput minutes
    )
    {
        var words = minutes.Words;
        if (words.Length == 0)
            return (new Refusal("meeting.words-missing"), null);
        if (words.Length > LongestWords)
            return (new Refusal("text.too-long", $"{LongestWords}"), null);
        Conclusions? acts = null;
        long? announcing = null;
        var outcome = await StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
            {
                var drafts = new Drafts();
                return Apply(
                    transaction,
                    rules,
                    stream,
                    form,
                    "hold",
                    [words, .. minutes.Decisions, .. minutes.Conclusions, .. minutes.Announced.Select(number => (object?)number)],
                    drafts,
                    recordedAt,
                    () =>
                    {
                        var (state, _) = MeetingStream.Kind.Load(transaction, stream);
                        acts = new Conclusions(city, transaction, rules, state!, form, recordedAt);
                        // Told before anything is done to a case: a refusal leaves nothing behind.
                        if (minutes.Conclusions.Count > 0 && !state!.MayConclude)
                            throw new UndoneException(new Refusal("meeting.no-conclusions"));
                        if (minutes.Announced.Count > 0 && !state!.MayAnnounce)
                            throw new UndoneException(new Refusal("meeting.no-circulars"));
                        foreach (var number in minutes.Announced.Distinct())
                        {
                            announcing = number;
                            Announce(transaction, rules, state!, form, number, recordedAt);
                        }
                        announcing = null;
                        var concluded = minutes.Conclusions.Select(acts.Conclude).ToList();
                        var decisions = minutes
                            .Decisions.Concat(minutes.Conclusions.Select(one => one.Pays))
                            .OfType<DecisionInput>();
                        // What is decided is about no case any more.
                        acts.Done();
                        var (list, items) = Decided(transaction, rules, state!, form, [.. decisions], recordedAt);
                        return new KeepMinutes(drafts.Text(words), list, items, concluded, [.. minutes.Announced.Distinct()]);
                    }
                );
            }
        );
        return (
            outcome,
            outcome.Refusal is null ? null
            : announcing is { } order ? new Refusal("meeting.about-order", $"{order}")
            : acts?.About is { } about ? new Refusal("meeting.about-case", $"{about}")
            : null
        );
    }

    public static Task<Outcome<Done<MeetingState>>> LeaveOut(City city, CaseRules rules, Guid stream, ActForm form) =>
        StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
                Apply(transaction, rules, stream, form, "leave-out", [], new Drafts(), recordedAt, () => new LeaveOut())
        );

    private static Outcome<Done<MeetingState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        string act,
        IEnumerable<object?> fields,
        Drafts drafts,
        DateTime recordedAt,
        Func<MeetingCommand> command
    ) =>
        StreamDoor.Apply<MeetingState, MeetingEvent>(
            transaction,
            MeetingStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"meeting.{act}", fields),
            drafts,
            recordedAt,
            (state, made) =>
            {
                // Whoever may not, or comes late, is told so before anything else is written.
                if (state is not null && MeetingDecide.Decide(state, new LeaveOut(), made, rules).Refusal is { } no)
                    return no;
                return MeetingDecide.Decide(state, command(), made, rules);
            }
        );

    // 登通报: what waited for the next bulletin stands in this one.
    private static void Announce(
        CityTransaction transaction,
        CaseRules rules,
        MeetingState state,
        ActForm form,
        long order,
        DateTime recordedAt
    )
    {
        if (transaction.One("select stream from orders where number = $1", row => row.GetString(0), order) is not { } stream)
            throw new UndoneException(new Refusal("order.unknown"));
        var announced = OrderStore.Act(
            transaction,
            rules,
            Guid.Parse(stream),
            form with
            {
                Id = Guid.CreateVersion7(),
                Expected = null,
            },
            new AnnounceInput(Issue(state)),
            recordedAt
        );
        if (announced.Refusal is { } refusal)
            throw new UndoneException(refusal);
    }

    /// <summary>What a bulletin is called in the orders that stand in it.</summary>
    public static string Issue(MeetingState state) => $"{state.Name} {state.Day:yyyy-MM-dd}";

    private static (Guid? List, IReadOnlyList<long> Items) Decided(
        CityTransaction transaction,
        CaseRules rules,
        MeetingState state,
        ActForm form,
        IReadOnlyList<DecisionInput> decisions,
        DateTime recordedAt
    ) =>
        DecidedList.Make(
            transaction,
            rules,
            form,
            Issue(state),
            state.Name,
            "",
            state.Day,
            decisions.Select(one => (one.What, one.Unit, one.Due)),
            recordedAt
        );

    private static bool IsCalled(City city, BeatTime time) =>
        city.Database.Read(connection => Sql.Number(connection, Called, time.Beat.Code, time.Day)) > 0;

    private static bool IsCalled(CityTransaction transaction, BeatTime time) =>
        transaction.Number(Called, time.Beat.Code, time.Day) > 0;
}
