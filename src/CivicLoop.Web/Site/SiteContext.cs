using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>Where a request is and who makes it: filled once by <see cref="SiteMiddleware"/>, read by every page.</summary>
public sealed class SiteContext
{
    public string Language { get; internal set; } = Texts.Simplified;

    /// <summary>The city of the address; null on pages that belong to none.</summary>
    public CityHere? City { get; internal set; }

    /// <summary>Who is signed in to this city; null for the public.</summary>
    public SignedIn? Me { get; internal set; }

    /// <summary>Without a request this long the session ends by itself; 0 for the public.</summary>
    public int IdleSeconds { get; internal set; }

    /// <summary>The city's clock when the request came in, UTC: one moment for the whole page.</summary>
    public DateTime Now => Here.Now;

    /// <summary>The city of a page that has one.</summary>
    public CityHere Here => City ?? throw new InvalidOperationException("this page belongs to no city");

    /// <summary>Who acts on a page that only a signed-in person reaches.</summary>
    public SignedIn Who => Me ?? throw new InvalidOperationException("nobody is signed in");

    /// <summary>The day of the city.</summary>
    public DateOnly Today => DateOnly.FromDateTime(ToLocal(Now));

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, City?.Zone ?? TimeZoneInfo.Utc);

    /// <summary>The address of something in this city: <c>Site.At("cases", "12")</c> → /karamay/cases/12.</summary>
    public string At(params ReadOnlySpan<string> steps)
    {
        var address = $"/{Here.Code}";
        foreach (var step in steps)
            address += "/" + step;
        return address;
    }
}

/// <param name="City">Its database and its folder.</param>
/// <param name="Now">The city's clock, UTC.</param>
/// <param name="Demo">Every page of a demo city says that its data are made up.</param>
public sealed record CityHere(City City, Name Name, Campaign? Campaign, TimeZoneInfo Zone, DateTime Now, bool Demo)
{
    public string Code => City.Code;

    public CityDatabase Database => City.Database;

    /// <summary>Day of the campaign counted from 1, and the days left; null before it starts and after it ends.</summary>
    public (int Day, int Left)? CampaignDay
    {
        get
        {
            if (Campaign is null)
                return null;
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, Zone)).DayNumber - Campaign.Starts.DayNumber + 1;
            return day >= 1 && day <= Campaign.Days ? (day, Campaign.Days - day) : null;
        }
    }
}

/// <summary>A person at work in one post.</summary>
public sealed record SignedIn(Actor Actor, string Login, string Name, string PostName, string UnitName)
{
    /// <summary>What the account needs before anything else may be done with it.</summary>
    public FirstThing MustFirst { get; init; }

    /// <summary>How many posts they hold; one who holds several may work in another.</summary>
    public int Posts { get; init; } = 1;
}

/// <summary>What somebody who signed in has to see to first.</summary>
public enum FirstThing
{
    Nothing,
    Password,
    SecondFactor,
}
