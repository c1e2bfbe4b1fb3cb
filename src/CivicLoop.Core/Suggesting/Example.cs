namespace CivicLoop.Core.Suggesting;

/// <summary>What somebody wrote, and what the office called it.</summary>
/// <param name="PlaceType">Code of the type of place; empty where there is none.</param>
public sealed record Example(string Text, string Label, string PlaceType = "");

/// <param name="Confidence">How likely it is right, between 0 and 1.</param>
public sealed record Suggestion(string Label, double Confidence);
