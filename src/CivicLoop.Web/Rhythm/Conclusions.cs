using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rhythm;

/// <summary>What was concluded about a case, as it is typed.</summary>
/// <param name="Case">Its number.</param>
/// <param name="Unit">To whom it is reassigned, whose part it is, or who pays; empty where nobody is named.</param>
/// <param name="Words">What the part is, or what is paid for; empty where the conclusion says it all.</param>
public sealed record ConclusionInput(long Case, ReviewOutcome Outcome, string Unit, DateOnly? Until, long? Yuan, string Words)
{
    /// <summary>Paying is owed by a day, as every other decision is; null where nobody pays.</summary>
    public DecisionInput? Pays => Outcome == ReviewOutcome.Fund ? new DecisionInput(Words, Unit, Until ?? default) : null;
}

/// <summary>Carries out what a meeting concluded about cases: acts on them, in the transaction of its minutes.</summary>
internal sealed class Conclusions(
    City city,
    CityTransaction transaction,
    CaseRules rules,
    MeetingState meeting,
    ActForm form,
    DateTime recordedAt
)
{
    /// <summary>Number of the case that is being dealt with: where the whole is undone, what stood in the way.</summary>
    public long? About { get; private set; }

    /// <summary>Nothing is concluded any more.</summary>
    public void Done() => About = null;

    public Concluded Conclude(ConclusionInput said)
    {
        About = said.Case;
        var stream = Stream(said.Case);
        var part = said.Outcome == ReviewOutcome.Split ? Part(stream, said) : (long?)null;
        Act(
            stream,
            new ReviewInput(
                new Review(meeting.Number, said.Outcome, said.Unit.Length > 0 ? said.Unit : null, said.Until, said.Yuan, part)
            )
        );
        return new Concluded(said.Case, said.Outcome);
    }

    // The part begins at the same spot and goes straight to its unit: those who met have judged it already.
    private long Part(Guid whole, ConclusionInput said)
    {
        var (state, _) = CaseStream.Kind.Load(transaction, whole);
        var part = Act(null, new ReportInput(state!.Category, state.At, said.Words, [], null));
        Act(part.Stream, new ReviewInput(new Review(meeting.Number, ReviewOutcome.PartOf, Case: said.Case)));
        var difficulty = rules.Playbook.Category(state.Category)?.Difficulty ?? state.Difficulty ?? "";
        Act(part.Stream, new FileInput(state.Category, difficulty, state.Severity ?? Severity.Minor));
        Act(part.Stream, new DispatchInput(said.Unit));
        return part.Number;
    }

    private CaseDone Act(Guid? stream, CaseInput input)
    {
        var outcome = CaseStore.Apply(
            city.Database,
            transaction,
            rules,
            stream,
            form with
            {
                Id = Guid.CreateVersion7(),
                Expected = null,
            },
            input,
            recordedAt
        );
        return outcome.Refusal is { } refusal ? throw new UndoneException(refusal) : outcome.Value!;
    }

    private Guid Stream(long number) =>
        transaction.One("select stream from cases where number = $1", row => row.GetString(0), number) is { } stream
            ? Guid.Parse(stream)
            : throw new UndoneException(new Refusal("case.unknown"));
}
