using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Playbooks;

/// <summary>Phrases mistakes: what is wrong, and how to mend it.</summary>
public static class MistakeSentences
{
    public static string What(this Sentences t, Mistake mistake) => t[mistake.What, Args(t, mistake)];

    public static string Remedy(this Sentences t, Mistake mistake) => t[mistake.Remedy, Args(t, mistake)];

    /// <summary>file:line: what — remedy.</summary>
    public static string Line(this Sentences t, Mistake mistake) =>
        t["playbooks.check.line", $"{mistake.File}:{mistake.Line}", t.What(mistake), t.Remedy(mistake)];

    // What kind of thing is missing is a code too.
    private static object?[] Args(Sentences t, Mistake mistake) =>
        mistake.Code is MistakeCode.DanglingCode or MistakeCode.DanglingCodeNear
            ? [mistake.Args[0], t["playbooks.kind." + mistake.Args[1]], .. mistake.Args.Skip(2)]
            : [.. mistake.Args];
}
