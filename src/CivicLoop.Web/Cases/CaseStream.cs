using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>Cases as streams of the one history.</summary>
public sealed class CaseStream : StreamKind<CaseState, CaseEvent>
{
    private CaseStream()
        : base("case", "cases", CaseEventJson.Kinds, CaseStateContext.Default.CaseState, CaseColumns.All) { }

    public static CaseStream Kind { get; } = new();

    public override CaseState Evolve(CaseState? before, CaseEvent happened, Made made) =>
        CaseEvolve.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(CaseEvent happened) => CaseRefs.Texts(happened);

    public override void Refresh(CityTransaction transaction, string first, string last) =>
        CaseWords.Refresh(transaction, first, last);

    public override IEnumerable<PhotoRef> Photos(CaseEvent happened) => CaseRefs.Photos(happened);
}
