using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Demo;

/// <summary>
/// One act of a demo city, accepted by <see cref="CaseDecide"/> already. Its texts and photos are named by stand-in
/// references; whoever stores it keeps <paramref name="Texts"/> and <paramref name="Photos"/> and puts real
/// references in their place.
/// </summary>
/// <param name="Stream">Id of the case.</param>
/// <param name="Reason">The stated reason, in words.</param>
/// <param name="Texts">Every other text that the command names, by the id of its stand-in.</param>
/// <param name="Photos">Every photo that the command names, by the id of its stand-in.</param>
public sealed record DemoAct(
    Guid Stream,
    CaseCommand Command,
    Act Act,
    string Reason,
    IReadOnlyList<DemoText> Texts,
    IReadOnlyList<DemoPhoto> Photos
);

public sealed record DemoText(Guid Id, string Text);

public sealed record DemoPhoto(Guid Id, Drawing Drawing);
