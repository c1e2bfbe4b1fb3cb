using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Places;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Places;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Rhythm;

namespace CivicLoop.Web.Upstream;

/// <summary>A letter or an interview as it is typed.</summary>
/// <param name="Promises">What was promised at an interview: each becomes an item of a list.</param>
public sealed record UpstreamInput(
    UpstreamKind Kind,
    UpstreamLevel Level,
    string Authority,
    string Letter,
    DateOnly Day,
    DateOnly? Deadline,
    string About,
    IReadOnlyList<DecisionInput> Promises
);

/// <summary>What taking findings in came to.</summary>
/// <param name="Known">So many had been taken in before and are cases already.</param>
public sealed record FindingsTaken(int Added, int Known);

/// <summary>The door through which letters from above are entered, their findings become cases, and the answer is kept.</summary>
public static class UpstreamStore
{
    public const int LongestAbout = 4_000;

    public static async Task<Outcome<Done<UpstreamState>>> Enter(City city, CaseRules rules, ActForm form, UpstreamInput input)
    {
        if (input.About.Length == 0)
            return new Refusal("upstream.about-missing");
        return input.About.Length > LongestAbout
            ? new Refusal("text.too-long", $"{LongestAbout}")
            : await StreamDoor.Open(city, (transaction, recordedAt) => Enter(transaction, rules, form, input, recordedAt));
    }

    /// <summary>Findings of a letter become cases; one that is a case already stays what it is.</summary>
    public static Task<Outcome<FindingsTaken>> Add(
        City city,
        CaseRules rules,
        Guid stream,
        ActForm form,
        IReadOnlyList<Finding> findings
    )
    {
        var places = findings.Select(finding => At(city, rules, finding)).ToList();
        return StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
                Add(city.Database, transaction, rules, stream, form, [.. findings.Zip(places)], recordedAt)
        );
    }

    /// <summary>The city answered; the reason of the form is what it said.</summary>
    public static Task<Outcome<Done<UpstreamState>>> Reply(
        City city,
        CaseRules rules,
        Guid stream,
        ActForm form,
        string letter,
        DateOnly day
    ) =>
        StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
                Apply(
                    transaction,
                    rules,
                    stream,
                    form,
                    form.Fingerprint(stream, "upstream.reply", letter, day),
                    new Drafts(),
                    recordedAt,
                    () => new ReplyUpstream(letter, day)
                )
        );

    internal static Outcome<Done<UpstreamState>> Enter(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        UpstreamInput input,
        DateTime recordedAt
    )
    {
        var fingerprint = form.Fingerprint(
            null,
            "upstream.enter",
            input.Kind,
            input.Level,
            input.Authority,
            input.Letter,
            input.Day,
            input.Deadline,
            input.About,
            string.Join('\u001e', input.Promises)
        );
        var known = transaction.Number("select number from upstream where letter = $1", input.Letter);
        // The very same form may have come in before: then it is that act.
        if (known > 0 && ActStore.Find(transaction, form.Id, fingerprint).First is null)
            return new Refusal("upstream.known", input.Letter, $"{known}");
        var drafts = new Drafts();
        EnterUpstream Said(TextRef about, Guid? list, IReadOnlyList<long> items) =>
            new(
                UpstreamStream.Kind.NextNumber(transaction),
                input.Kind,
                input.Level,
                input.Authority,
                input.Letter,
                input.Day,
                input.Deadline,
                about,
                list,
                items
            );
        return Apply(
            transaction,
            rules,
            null,
            form,
            fingerprint,
            drafts,
            recordedAt,
            () =>
            {
                var (list, items) = DecidedList.Make(
                    transaction,
                    rules,
                    form,
                    $"{input.Authority} {input.Day:yyyy-MM-dd}",
                    input.Authority,
                    input.Letter,
                    input.Day,
                    input.Promises.Select(one => (one.What, one.Unit, one.Due)),
                    recordedAt
                );
                return Said(drafts.Text(input.About), list, items);
            },
            // Whoever may not, or wrote something wrong, is told so before the list is made.
            Said(new TextRef(Guid.Empty, ""), null, [])
        );
    }

    internal static Outcome<FindingsTaken> Add(
        CityDatabase database,
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        ActForm form,
        IReadOnlyList<(Finding Finding, Location? At)> findings,
        DateTime recordedAt
    )
    {
        if (UpstreamStream.Kind.Load(transaction, stream).State is not { } letter)
            return new Refusal("upstream.unknown");
        var fingerprint = form.Fingerprint(stream, "upstream.add", [.. findings.Select(one => one.Finding)]);
        if (ActStore.Find(transaction, form.Id, fingerprint).First is not null)
            return new FindingsTaken(0, findings.Count);
        if (letter.Letter.Length == 0)
            return new Refusal("upstream.letter-missing");
        var (added, known) = (new List<long>(), 0);
        foreach (var (finding, at) in findings)
        {
            if (at is null)
                throw new UndoneException(new Refusal("place.outside"));
            var number = FindingSheet.Number(letter.Letter, finding.Row);
            var source = new Source(Finders.Upstream, number, null) { Until = letter.Deadline };
            var done = CaseStore.Apply(
                database,
                transaction,
                rules,
                null,
                form with
                {
                    Id = Guid.CreateVersion7(recordedAt),
                },
                new ReceiveInput(finding.Category, at, finding.What, [], Finders.Upstream, source),
                recordedAt
            );
            if (done.Refusal?.Code == "source.known")
                known++;
            else if (done.Refusal is { } refusal)
                throw new UndoneException(refusal);
            else
                added.Add(done.Value!.Number);
        }
        if (added.Count == 0)
            return new FindingsTaken(0, known);
        var told = Apply(transaction, rules, stream, form, fingerprint, new Drafts(), recordedAt, () => new AddFindings(added));
        return told.Refusal is { } no ? throw new UndoneException(no) : new FindingsTaken(added.Count, known);
    }

    // Where no place is named, what lies in a district lies in its middle.
    internal static Location? At(City city, CaseRules rules, Finding finding) =>
        finding.Place.Length > 0
            ? city.Database.Read(connection =>
                new Territory(rules.Playbook, connection, rules.Calendar.DayOf(city.Clock.Now)).Of(finding.Place)
            )
        : CaseRows.Middle(rules, finding.District) is { } middle
            ? new Location(null, null, null, finding.District, null, middle.Lon, middle.Lat)
        : null;

    private static Outcome<Done<UpstreamState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        string fingerprint,
        Drafts drafts,
        DateTime recordedAt,
        Func<UpstreamCommand> command,
        UpstreamCommand? first = null
    ) =>
        StreamDoor.ApplyOne<UpstreamState, UpstreamEvent>(
            transaction,
            UpstreamStream.Kind,
            stream,
            form,
            fingerprint,
            drafts,
            recordedAt,
            (state, made) =>
            {
                if (first is not null && UpstreamDecide.Decide(state, first, made, rules).Refusal is { } no)
                    return no;
                return UpstreamDecide.Decide(state, command(), made, rules);
            }
        );
}
