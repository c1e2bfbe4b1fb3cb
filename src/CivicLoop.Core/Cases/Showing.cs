namespace CivicLoop.Core.Cases;

/// <summary>
/// What everybody may know of a case. Nothing becomes public by what happens to a case inside: it came from outside,
/// and then its bare facts are known there anyway, or the office published it.
/// </summary>
public static class Showing
{
    /// <summary>Steps to a degree of a position that is only about right: a step is 111 m north, less east.</summary>
    private const double Steps = 1000;

    /// <summary>Whether everybody may know that there is this case at all.</summary>
    public static bool IsKnown(CaseState state) =>
        state.Publication is { Shown: true } || Finders.Outside.Contains(state.FoundBy);

    /// <summary>
    /// Where everybody may know it to be, WGS84 degrees: about 100 m right until it is published, as reported from then
    /// on; null where nobody may know of it.
    /// </summary>
    public static (double Lon, double Lat)? At(CaseState state) =>
        !IsKnown(state) ? null
        : state.Publication is { Shown: true } ? (state.At.Lon, state.At.Lat)
        : (About(state.At.Lon), About(state.At.Lat));

    // Floor and not Round: the databases count the same way when they bring an older city up to date.
    private static double About(double degrees) => Math.Floor(degrees * Steps + 0.5) / Steps;
}
