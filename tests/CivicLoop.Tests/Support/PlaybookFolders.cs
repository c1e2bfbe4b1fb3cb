using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Playbooks;

namespace CivicLoop.Tests.Support;

/// <summary>The playbooks that the product ships.</summary>
public static class PlaybookFolders
{
    public static string Base => SourceTree.At("playbooks", "base");

    public static PlaybookFolder Read(string city) => PlaybookFolder.Read(SourceTree.At("playbooks", city), Base);

    public static Playbook Parsed(string city)
    {
        var (playbook, mistakes) = Read(city).Parse();
        return playbook ?? throw new InvalidOperationException(string.Join(Environment.NewLine, mistakes));
    }
}
