using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;

namespace CivicLoop.Web.Places;

/// <summary>A case that is open at a place, as its page lists it.</summary>
/// <param name="Duty">What is owed now; null when nobody owes anything.</param>
public sealed record PlaceCase(long Number, string Category, CaseStatus Status, string? Unit, Duty? Duty);
