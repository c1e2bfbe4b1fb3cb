using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>Tells a case as everybody may know it; to the system that handed it in, a little more.</summary>
/// <param name="root">Address of the city's pages.</param>
/// <param name="demo">Whether all of it is made up.</param>
public sealed class ApiTeller(CaseNames names, Sentences t, string root, bool demo)
{
    public ApiCase Case(PublicCase one) =>
        new()
        {
            Number = one.Number,
            Status = one.Status.IsOpen() ? "open" : "closed",
            Stage = one.Status,
            StageName = t[$"site.status.{one.Status}"],
            Category = one.Category,
            CategoryName = names.Category(one.Category),
            FoundBy = one.FoundBy,
            District = one.District,
            Street = one.Street,
            Place = one.Place,
            Unit = one.Unit is { } unit ? names.Unit(unit, t) : null,
            Lon = Open.PublicFeatures.Rounded(one.Lon),
            Lat = Open.PublicFeatures.Rounded(one.Lat),
            Reviewed = one.Publication is not null,
            Words = one.Words,
            PhotoLinks = [.. one.Photos.Select(photo => $"{root}/public/photos/{photo}")],
            Reported = one.Reported,
            Expected = one.Expected,
            Closed = one.Closed,
            Updated = one.Updated,
            MergedInto = one.MergedInto,
            Page = $"{root}/public/{one.Number}",
            Note = demo ? t["site.demo"] : null,
        };

    /// <summary>What this system handed in; null where it handed in no such thing.</summary>
    public ApiCase? Own(DbConnection connection, ApiToken token, long number) =>
        CaseSources.Of(connection, token.Code, number) is { } own && PublicCases.Find(connection, number) is { } shown
            ? Case(shown) with
            {
                Own = Own(
                    own.State,
                    [.. Trackings.Replies(connection, own.Stream).Select(reply => new ApiAnswer(reply.At, reply.Words))]
                ),
            }
            : null;

    public static ApiOwn Own(CaseState state, IReadOnlyList<ApiAnswer> answered) =>
        new(state.Source?.Number, state.Source?.Link, state.SaidFixed, answered);
}
