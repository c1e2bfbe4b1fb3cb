using CivicLoop.Core.Duties;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Demo;

/// <summary>Who finds a problem.</summary>
internal enum Finder
{
    Inspector,
    Citizen,
    Spot,
    UnitSpot,
    Office,
    Unit,
    Supervision,
    Leader,

    /// <summary>Cameras of another system, which hands in what they see.</summary>
    Camera,
}

/// <param name="FoundAt">When it was seen.</param>
/// <param name="ToldAt">When the city learnt of it; hours later for a device that was offline.</param>
internal sealed record Arrival(
    int Index,
    Finder Finder,
    DateTime FoundAt,
    DateTime ToldAt,
    Category Category,
    Kind Kind,
    Spots Spots,
    Location At
);

/// <summary>
/// What comes in, when and where: many at the start of the campaign, fewer at weekends, few at Spring Festival, more
/// after snow; inspectors in working hours, citizens in the evening too; more where more people live.
/// </summary>
internal sealed class Arrivals
{
    private static readonly double[] CitizenHours = Dice.Running([
        0.2,
        0.1,
        0,
        0,
        0,
        0.1,
        0.6,
        2,
        4,
        5,
        5,
        4,
        4,
        3.5,
        3.5,
        4,
        4,
        4.5,
        6,
        7,
        7,
        5,
        2.5,
        0.8,
    ]);

    private readonly Playbook playbook;
    private readonly WorkCalendar calendar;
    private readonly DemoHours hours;
    private readonly int seed;
    private readonly bool winters;
    private readonly (Place[] Places, double[] Running)[] byDistrict;
    private readonly double[] districts;
    private readonly Dictionary<string, string> placeTypes;
    private readonly HashSet<DateOnly> snowfalls;
    private readonly Dictionary<string, (Category[] Categories, Kind[] Kinds, double[] Usual, double[] Snowy)> mixes = [];

    public Arrivals(Playbook playbook, WorkCalendar calendar, DemoHours hours, int seed)
    {
        (this.playbook, this.calendar, this.hours, this.seed) = (playbook, calendar, hours, seed);
        placeTypes = playbook.Places.Types.ToDictionary(type => type.Code, type => type.Name);
        var inhabited = playbook
            .City.Districts.Where(district => playbook.Places.Places.Any(place => place.District == district.Code))
            .ToArray();
        if (inhabited.Length == 0)
            throw new InvalidOperationException("a demo needs a playbook with places");
        // Communities stand for people: statistics draw them by the number of households.
        districts = Dice.Running(inhabited.Select(district => 3d + district.Streets.Sum(street => street.Communities.Count)));
        byDistrict =
        [
            .. inhabited.Select(district => Weighed(playbook.Places.Places.Where(place => place.District == district.Code))),
        ];
        winters = playbook.Places.Places.Average(place => place.Lat) > 34;
        snowfalls = Snowfalls();
    }

    /// <summary>In the order in which the city learns of them.</summary>
    public List<Arrival> All(int cases, DateTime until)
    {
        var campaign = playbook.City.Campaign;
        var days = Enumerable
            .Range(0, campaign.Days)
            .Select(campaign.Starts.AddDays)
            .Where(day => calendar.ToUtc(day, TimeOnly.MinValue) < until)
            .ToArray();
        var weights = days.Select(day => Weight(day, campaign.Starts)).ToArray();
        var total = weights.Sum();
        var all = new List<Arrival>(cases + 500);
        var carried = 0d;
        for (var index = 0; index < days.Length; index++)
        {
            carried += cases * weights[index] / total;
            for (; carried >= 1; carried--)
                all.Add(One(all.Count, days[index]));
        }
        all.RemoveAll(arrival => arrival.ToldAt > until);
        all.Sort(
            (one, other) => one.ToldAt != other.ToldAt ? one.ToldAt.CompareTo(other.ToldAt) : one.Index.CompareTo(other.Index)
        );
        return all;
    }

    public bool IsWinter(DateTime at)
    {
        var day = calendar.DayOf(at);
        return winters && (day.Month is 12 or 1 or 2 || (day.Month == 11 && day.Day > 27));
    }

    private Arrival One(int index, DateOnly day)
    {
        var dice = Dice.For(seed, "arrival", index);
        var works = calendar.IsWorkingDay(day);
        var finder = Who(dice, works);
        var found = When(dice, day, finder, works);
        var told = found;
        if (finder is Finder.Inspector or Finder.Spot && dice.Chance(0.08))
            told = found.AddMinutes(dice.Between(60, 500));
        else if (finder is Finder.Inspector or Finder.Supervision or Finder.Spot)
            told = found.AddSeconds(dice.Between(20, 400));
        var (places, running) = byDistrict[dice.Weighted(districts)];
        var place = places[dice.Weighted(running)];
        var spots = Spots.Of(TypeName(place));
        var (category, kind) = What(dice, spots, TypeName(place), day, finder);
        var at = new Location(place.Code, place.Type, place.Owner, place.District, place.Street, place.Lon, place.Lat);
        // Not everything lies on a registered place: a citizen's pin often stands somewhere in the street.
        if (finder == Finder.Citizen && dice.Chance(0.35))
            at = Beside(dice, place);
        return new Arrival(index, finder, found, DemoHours.Whole(told), category, kind, spots, at);
    }

    private static Finder Who(Dice dice, bool works) =>
        (works ? dice.Share() : dice.Share() * 0.86) switch
        {
            < 0.55 => Finder.Inspector,
            < 0.79 => Finder.Citizen,
            < 0.85 => Finder.Spot,
            < 0.87 => Finder.UnitSpot,
            < 0.92 => Finder.Office,
            < 0.955 => Finder.Unit,
            < 0.975 => Finder.Camera,
            < 0.99 => Finder.Supervision,
            _ => Finder.Leader,
        };

    private DateTime When(Dice dice, DateOnly day, Finder finder, bool works)
    {
        if (finder == Finder.Citizen)
            return calendar.ToUtc(day, new TimeOnly(dice.Weighted(CitizenHours), dice.Below(60), dice.Below(60)));
        if (!works)
            return calendar.ToUtc(day, new TimeOnly(10, 0).Add(TimeSpan.FromSeconds(dice.Below(8 * 3600))));
        // Somewhere within the working slots of that day, rather in the first part of each.
        var minutes = playbook.Limits.WorkingDay.Sum(slot => slot.Minutes);
        return hours
            .Worked(calendar.ToUtc(day, TimeOnly.MinValue), dice.Share() * Math.Sqrt(dice.Between(0.5, 1)) * minutes)
            .AddSeconds(dice.Below(60));
    }

    private (Category, Kind) What(Dice dice, Spots spots, string placeType, DateOnly day, Finder finder)
    {
        var mix = Mix(spots, placeType, finder == Finder.Citizen ? "citizen" : "");
        var index = dice.Weighted(Snowy(day) ? mix.Snowy : mix.Usual);
        return (mix.Categories[index], mix.Kinds[index]);
    }

    private (Category[] Categories, Kind[] Kinds, double[] Usual, double[] Snowy) Mix(
        Spots spots,
        string placeType,
        string finder
    )
    {
        var key = placeType + finder;
        if (mixes.TryGetValue(key, out var known))
            return known;
        var fitting = playbook.Problems.Categories.Where(category =>
            finder.Length == 0 || category.FoundBy.Count == 0 || category.FoundBy.Contains(finder)
        );
        var categories = fitting.ToArray();
        if (categories.Length == 0)
            categories = [.. playbook.Problems.Categories];
        var kinds = categories.Select(category => Kind.Of(category.Name)).ToArray();
        // Several categories of one kind share its frequency; none is as frequent as the next.
        double Often(int index, bool snowy)
        {
            var kind = kinds[index];
            var season =
                kind.Scene != Scene.Snow ? 1
                : !winters || spots.Indoors ? 0.02
                : snowy ? 12
                : 0.8;
            var own = Dice.For(seed, "category " + categories[index].Code).Between(0.4, 1.6);
            return kind.Often * kind.Fits(placeType, spots.Indoors) * season * own / kinds.Count(other => other == kind);
        }
        var indexes = Enumerable.Range(0, categories.Length).ToArray();
        return mixes[key] = (
            categories,
            kinds,
            Dice.Running(indexes.Select(index => Often(index, false))),
            Dice.Running(indexes.Select(index => Often(index, true)))
        );
    }

    private string TypeName(Place place) => placeTypes.GetValueOrDefault(place.Type, "");

    private Location Beside(Dice dice, Place place)
    {
        var (lon, lat) = (place.Lon + dice.Between(-0.002, 0.002), place.Lat + dice.Between(-0.0015, 0.0015));
        var outline = playbook.City.Districts.First(district => district.Code == place.District).Outline;
        if (outline is not null && !outline.Contains(lon, lat))
            (lon, lat) = (place.Lon, place.Lat);
        return new Location(null, null, null, place.District, place.Street, Math.Round(lon, 6), Math.Round(lat, 6));
    }

    // A few places are found fault with again and again, most hardly ever: hot spots.
    private (Place[], double[]) Weighed(IEnumerable<Place> places)
    {
        var all = places.OrderBy(place => place.Code, StringComparer.Ordinal).ToArray();
        return (
            all,
            Dice.Running(
                all.Select(place =>
                    Math.Pow(Dice.For(seed, "place " + place.Code).Share(), 2) * Spots.Of(TypeName(place)).Often + 0.05
                )
            )
        );
    }

    private double Weight(DateOnly day, DateOnly starts)
    {
        var since = day.DayNumber - starts.DayNumber;
        var campaign = 0.85 + 0.9 * Math.Exp(-since / 16d);
        // The month's assessment on the 25th makes everybody look harder.
        var assessed = day.Day is >= 22 and <= 25 ? 1.18 : 1;
        var weekday =
            !calendar.IsWorkingDay(day) ? 0.5
            : day.DayOfWeek is DayOfWeek.Monday ? 1.15
            : 1;
        var snow = Snowy(day) ? 1.3 : 1;
        return campaign
            * assessed
            * (IsFestival(day) ? 0.28 : weekday)
            * snow
            * Dice.For(seed, "day", day.DayNumber).Between(0.9, 1.1);
    }

    /// <summary>A run of five days off or more.</summary>
    private bool IsFestival(DateOnly day)
    {
        if (calendar.IsWorkingDay(day))
            return false;
        var run = 1;
        for (var before = day.AddDays(-1); run < 5 && !calendar.IsWorkingDay(before); before = before.AddDays(-1))
            run++;
        for (var after = day.AddDays(1); run < 5 && !calendar.IsWorkingDay(after); after = after.AddDays(1))
            run++;
        return run >= 5;
    }

    private bool Snowy(DateOnly day) => snowfalls.Contains(day) || snowfalls.Contains(day.AddDays(-1));

    private HashSet<DateOnly> Snowfalls()
    {
        if (!winters)
            return [];
        var dice = Dice.For(seed, "snow");
        var campaign = playbook.City.Campaign;
        return
        [
            .. Enumerable
                .Range(0, campaign.Days)
                .Select(campaign.Starts.AddDays)
                .Where(day => dice.Chance(day.Month is 12 or 1 or 2 ? 0.1 : 0)),
        ];
    }
}
