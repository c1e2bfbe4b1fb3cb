using CivicLoop.Core.Erasures;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Events;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Materials;

namespace CivicLoop.Web.Erasures;

/// <summary>A kind of thing whose words and photos somebody may ask to be erased.</summary>
/// <param name="Path">Below the city's address: where such things lie.</param>
/// <param name="Events">Where the texts name the kinds of its events.</param>
public sealed record ErasureOf(IStreamKind Kind, string Path, string Events)
{
    public static readonly ErasureOf Case = new(CaseStream.Kind, "cases", "intake.event");

    public static IReadOnlyList<ErasureOf> All { get; } =
    [Case, new(VisitStream.Kind, "visits", "inspections.event"), new(MaterialStream.Kind, "materials", "materials.event")];

    /// <summary>What a request is about.</summary>
    public static ErasureOf Of(ErasureState state) => Of(state.Of);

    /// <param name="name">Of a kind of stream; null for a case.</param>
    public static ErasureOf Of(string? name) => name is null ? Case : All.First(one => one.Kind.Name == name);

    /// <summary>As events and forms say it: cases were there first and say nothing.</summary>
    public string? Name => this == Case ? null : Kind.Name;

    /// <summary>Key of the sentence that says what became of it at an event.</summary>
    public string Says(string kind) => $"{Events}.{(this == Case ? kind : kind[(Kind.Name.Length + 1)..])}";
}
