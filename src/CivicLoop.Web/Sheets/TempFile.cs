namespace CivicLoop.Web.Sheets;

/// <summary>A file that nobody else sees, gone when it is closed: for what is put together out of order.</summary>
internal static class TempFile
{
    public static FileStream New() =>
        new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.DeleteOnClose
        );
}
