using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>What may come with photos, taken in before by <c>POST /photos</c>.</summary>
public interface IWithPhotos
{
    IReadOnlyList<string>? Photos { get; }
}

/// <summary>A problem that an outside system found.</summary>
public sealed record ApiReport : IWithPhotos
{
    [Required]
    public string? Category { get; init; }

    [Required, MaxLength(Longest)]
    public string? What { get; init; }

    public string? Place { get; init; }

    public double? Lon { get; init; }

    public double? Lat { get; init; }

    [AllowedValues("WGS84", "CGCS2000", "GCJ-02", "BD-09")]
    public string? Crs { get; init; }

    // As a text: a moment without its zone is refused and not guessed.
    public string? FoundAt { get; init; }

    [MaxLength(LongestNumber)]
    public string? SourceNumber { get; init; }

    [MaxLength(Core.Cases.SourceLink.Longest)]
    public string? SourceLink { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers { get; init; }

    public IReadOnlyList<string>? Photos { get; init; }

    /// <summary>With the answers behind it, it still fits where a description does.</summary>
    public const int Longest = 4000;

    public const int LongestNumber = 100;
}

/// <summary>Words about what the same system handed in before.</summary>
public sealed record ApiWords : IWithPhotos
{
    [Required, MaxLength(ActForm.LongestText)]
    public string? Words { get; init; }

    public IReadOnlyList<string>? Photos { get; init; }
}

/// <summary>That it is put right; what is said beside it becomes the reason.</summary>
public sealed record ApiConfirmation
{
    [MaxLength(Longest)]
    public string? Words { get; init; }

    /// <summary>With the name of the system before it, it still fits where a reason does.</summary>
    public const int Longest = 900;
}

/// <summary>A photo that was taken in and waits for a report: what is sent with it.</summary>
public sealed record ApiPhoto(string Photo, string Type, int Width, int Height);

public sealed record ApiPhotos(IReadOnlyList<ApiPhoto> Photos);

/// <summary>A category with the questions that it asks.</summary>
/// <param name="FoundBy">Who usually finds it, as the playbook says.</param>
/// <param name="Call">Whom to call instead where it must not wait.</param>
public sealed record ApiCategory(
    string Category,
    string Name,
    string Group,
    string Theme,
    string FileWhen,
    IReadOnlyList<string> FoundBy,
    string? Call,
    IReadOnlyList<ApiQuestion> Questions
);

public sealed record ApiQuestion(
    string Question,
    string Ask,
    [property: AllowedValues("string", "number", "datetime", "text", "singlevaluelist", "multivaluelist")] string Kind,
    IReadOnlyList<string> Options,
    bool Required
);

public sealed record ApiCategories(IReadOnlyList<ApiCategory> Categories);

/// <summary>A case as everybody may know it.</summary>
public sealed record ApiCase
{
    public required long Number { get; init; }

    [AllowedValues("open", "closed")]
    public required string Status { get; init; }

    public required CaseStatus Stage { get; init; }

    public required string StageName { get; init; }

    public required string Category { get; init; }

    public required string CategoryName { get; init; }

    public required string FoundBy { get; init; }

    public required string District { get; init; }

    public required string? Street { get; init; }

    public required string? Place { get; init; }

    public required string? Unit { get; init; }

    public required double Lon { get; init; }

    public required double Lat { get; init; }

    public required bool Reviewed { get; init; }

    public required string? Words { get; init; }

    public required IReadOnlyList<string> PhotoLinks { get; init; }

    public required DateTime Reported { get; init; }

    public required DateTime? Expected { get; init; }

    public required DateTime? Closed { get; init; }

    public required DateTime Updated { get; init; }

    public required long? MergedInto { get; init; }

    public required string Page { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApiOwn? Own { get; init; }

    /// <summary>That a demo city is made up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}

/// <summary>What only the system hears that handed it in.</summary>
/// <param name="SaidFixed">Whether it was said to be put right or not; null while neither was said.</param>
/// <param name="Answered">What the city answered.</param>
public sealed record ApiOwn(string? SourceNumber, string? SourceLink, bool? SaidFixed, IReadOnlyList<ApiAnswer> Answered);

public sealed record ApiAnswer(DateTime At, string Words);

/// <summary>One page of a list.</summary>
/// <param name="Next">Address of the next page; null where this is the last.</param>
public sealed record ApiCases(IReadOnlyList<ApiCase> Cases, string? Next);

/// <summary>Why a call was turned away (RFC 9457).</summary>
public sealed record ApiProblem(string Type, string Title, int Status, string Code, IReadOnlyList<ApiMistake> Errors);

/// <param name="Field">Which field is wrong; null where it is none of them.</param>
public sealed record ApiMistake(string? Field, string Code, string Message);
