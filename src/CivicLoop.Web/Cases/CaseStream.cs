using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>Cases as streams of the one history.</summary>
public sealed class CaseStream : StreamKind<CaseState, CaseEvent>
{
    private CaseStream()
        : base("case", "cases", CaseColumns.Names) { }

    public static CaseStream Kind { get; } = new();

    public override bool Knows(string eventKind) => CaseEventJson.AllKinds.Contains(eventKind);

    public override (string Kind, string Body) Write(CaseEvent happened) =>
        (CaseEventJson.KindOf(happened), CaseEventJson.Write(happened));

    public override CaseEvent Read(string kind, string body) => CaseEventJson.Read(kind, body);

    public override CaseState Evolve(CaseState? before, CaseEvent happened, Made made) =>
        CaseEvolve.Evolve(before, happened, made);

    public override int VersionOf(CaseState state) => state.Version;

    public override long NumberOf(CaseState state) => state.Number;

    public override Duty? OwedIn(CaseState state) => state.Next;

    public override object?[] Row(Guid stream, string head, CaseState state) => CaseColumns.Of(stream, head, state);

    public override CaseState ReadState(string state) => CaseColumns.Read(state);

    public override IEnumerable<TextRef> Texts(CaseEvent happened) => CaseRefs.Texts(happened);

    public override void Refresh(CityTransaction transaction, string first, string last) =>
        CaseWords.Refresh(transaction, first, last);

    public override IEnumerable<PhotoRef> Photos(CaseEvent happened) => CaseRefs.Photos(happened);
}
