using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using Microsoft.AspNetCore.Components;

namespace CivicLoop.Web.Cases;

/// <summary>The fields of one act within its form: what every one of them is given.</summary>
public abstract class CaseFields : ComponentBase
{
    [Parameter, EditorRequired]
    public required CaseDossier Case { get; set; }

    [Parameter, EditorRequired]
    public required CaseRules Rules { get; set; }

    [Parameter, EditorRequired]
    public required CaseActForm Form { get; set; }

    /// <summary>The class of a field that something is wrong with.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string?> Wrong { get; set; }

    protected CaseNames Names => CaseNames.Of(Rules);

    /// <summary>Units that a case can be sent to: those with somebody who answers for them.</summary>
    protected IEnumerable<Unit> Answering =>
        Rules
            .Organisation.Units.Where(unit => Rules.Organisation.ClerkOf(unit.Code) is not null)
            .OrderBy(unit => unit.Kind, StringComparer.Ordinal)
            .ThenBy(unit => unit.Code, StringComparer.Ordinal);
}
