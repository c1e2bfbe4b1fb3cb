using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>
/// A document made from the source. <c>make docs</c> writes it anew; otherwise it is compared with what lies there.
/// Its test stands in a class whose name has <c>GeneratedDocs</c> in it.
/// </summary>
public static class GeneratedDoc
{
    private static bool Writing => Environment.GetEnvironmentVariable("CIVICLOOP_WRITE_DOCS") == "1";

    public static void InStep(string path, string content)
    {
        if (Writing)
            File.WriteAllText(SourceTree.At(path), content);
        File.Exists(SourceTree.At(path)).ShouldBeTrue($"{path} is missing: run make docs");
        SourceTree.Read(path).ShouldBe(content, $"{path} is not what the source says: run make docs");
    }
}
