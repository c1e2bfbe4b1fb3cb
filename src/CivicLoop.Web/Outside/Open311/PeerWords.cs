using CivicLoop.Core.Events;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>Why something came to nothing, as a column keeps it: the code of the refusal with what its sentence needs.</summary>
public static class PeerWords
{
    private const char Between = '\u001f';

    public static string Write(Refusal? refusal) => refusal is null ? "" : string.Join(Between, [refusal.Code, .. refusal.Args]);

    /// <summary>Null for an empty column.</summary>
    public static Refusal? Read(string said) =>
        said.Split(Between) is [{ Length: > 0 } code, .. var args] ? new Refusal(code, args) : null;
}
