using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Demo;

/// <summary>Somebody who holds a post in a demo; nameless, as everybody in a demo is.</summary>
/// <param name="Index">0 for the first holder of the post, 1 for the second.</param>
public sealed record DemoPerson(Guid Id, Post Post, int Index)
{
    public Actor Actor { get; } = new(Id, Post.Code, Post.Role, Post.Unit, Post.District);
}

/// <summary>Who fills the posts of a demo: two to every post that inspects or runs a counter, one to the others.</summary>
public sealed class DemoPeople
{
    /// <summary>What the history calls the video patrol.</summary>
    public const string VideoPatrol = "video-patrol";

    private readonly Dictionary<string, DemoPerson[]> byPost;

    public DemoPeople(OrganisationNow organisation, int seed, DateTime since)
    {
        byPost = organisation
            .Posts.Where(post => post.Role != Role.Citizen)
            .ToDictionary(post => post.Code, post => Holders(post, seed, since));
        Cameras = new Actor(Dice.For(seed, VideoPatrol).Id(since), VideoPatrol, Role.Partner, "", null);
    }

    /// <summary>An outside system that hands in what its cameras see.</summary>
    public Actor Cameras { get; }

    public IEnumerable<DemoPerson> All =>
        byPost
            .Values.SelectMany(people => people)
            .OrderBy(person => person.Post.Code, StringComparer.Ordinal)
            .ThenBy(person => person.Index);

    public IReadOnlyList<DemoPerson> Of(string post) => byPost[post];

    private static DemoPerson[] Holders(Post post, int seed, DateTime since)
    {
        var dice = Dice.For(seed, "person " + post.Code);
        var count = post.Role is Role.Inspector or Role.OfficeClerk or Role.Supervisor ? 2 : 1;
        return [.. Enumerable.Range(0, count).Select(index => new DemoPerson(dice.Id(since), post, index))];
    }
}
