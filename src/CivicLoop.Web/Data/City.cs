namespace CivicLoop.Web.Data;

/// <summary>A city that is open: its database, its clock and the folder for what is no row.</summary>
/// <param name="Folder">Where its photos lie.</param>
public sealed record City(string Code, CityDatabase Database, CityClock Clock, string Folder)
{
    public string PhotoFolder => Path.Combine(Folder, "photos");
}

/// <summary>Where everything is kept: one folder, and PostgreSQL where it is named.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Owner">Connection string of the role that migrates; null for SQLite.</param>
/// <param name="Serving">Connection string of the role that serves; the owner's where none is given.</param>
public sealed record Storage(string Folder, string? Owner, string? Serving)
{
    public static Storage FromEnvironment(string? folder) =>
        new(
            Path.GetFullPath(folder ?? Variable("CIVICLOOP_DATA") ?? "data"),
            Variable("CIVICLOOP_POSTGRES"),
            Variable("CIVICLOOP_POSTGRES_SERVE")
        );

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
