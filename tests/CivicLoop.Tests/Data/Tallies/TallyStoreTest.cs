using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Tallies;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Tallies;

/// <summary>The ledger as it is kept: counted once, corrected by another entry, proved and made again; on both databases.</summary>
public class TallyStoreTest
{
    private static readonly DateOnly Monday = new(2020, 11, 23);

    internal static TallyInput Input(
        string counter = "corners",
        long amount = 10,
        string unit = "market",
        DateOnly? from = null,
        string name = "",
        string? place = null,
        Bound bound = Bound.Exactly
    ) =>
        new(
            SmallCity.Playbook.Counter(counter)!,
            Amount.Of(amount, bound),
            unit,
            SmallCity.North,
            from ?? Monday,
            (from ?? Monday).AddDays(6),
            place,
            null,
            name,
            "按台账",
            [],
            []
        );

    private static Task<Outcome<Done<TallyState>>> Try(TestCity city, Actor by, TallyInput input, long? corrects = null) =>
        TallyStore.Enter(city.City, SmallCity.Rules, CaseOffice.Form(by), input, [], corrects);

    private static async Task<Done<TallyState>> Entered(TestCity city, Actor by, TallyInput input, long? corrects = null)
    {
        var outcome = await Try(city, by, input, corrects);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value!;
    }

    private static async Task<TallyState> Acted(TestCity city, Actor by, Done<TallyState> entry, TallyAct act)
    {
        var outcome = await TallyStore.Act(city.City, SmallCity.Rules, CaseOffice.Form(by), entry.Stream, act);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value!.State;
    }

    private static TallySum? Total(TestCity city, string counter, Actor? reader = null) =>
        city
            .Database.Read(connection => TallyReads.Totals(connection, new TallyFilter(), reader ?? SmallCity.Clerk))
            .SingleOrDefault(sum => sum.Counter == counter);

    [Theory, EachDatabase]
    public async Task Only_what_another_unit_counted_in_is_in_the_total_and_measures_stay_apart(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var first = await Entered(city, SmallCity.MarketClerk, Input(amount: 10));
        var second = await Entered(city, SmallCity.NorthClerk, Input(amount: 5, unit: "north", bound: Bound.AtLeast));
        await Entered(city, SmallCity.MarketClerk, Input(amount: 70, from: Monday.AddDays(7)));
        var tonnes = await Entered(city, SmallCity.MarketClerk, Input("litter", 3));
        Total(city, "corners")!.Amount.ShouldBe(Amount.Of(0));

        foreach (var entry in new[] { first, second, tonnes })
            await Acted(city, SmallCity.Clerk, entry, TallyAct.CountIn);

        var corners = Total(city, "corners")!;
        (corners.Measure, corners.Amount, corners.Entries, corners.Waiting).ShouldBe(("处", Amount.Of(15, Bound.AtLeast), 2, 1));
        Total(city, "litter")!.Amount.ShouldBe(Amount.Of(3));
        Total(city, "corners", SmallCity.NorthClerk)!.Amount.Thousandths.ShouldBe(5_000, "a unit sees its own");
        Total(city, "corners", SmallCity.InspectorSouth).ShouldBeNull();
        var parts = city.Database.Read(connection =>
            TallyReads.Parts(connection, new TallyFilter(District: SmallCity.North), SmallCity.Clerk, "corners")
        );
        parts.Select(part => (part.Unit, part.Amount.Thousandths)).ShouldBe([("market", 10_000), ("north", 5_000)]);
        city.Database.Read(connection => TallyReads.Days(connection, new TallyFilter(), SmallCity.Clerk, "corners"))
            .Single()
            .ShouldBe([(Monday.AddDays(6), 15_000)]);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task The_same_is_counted_once_and_the_refusal_names_the_earlier_entry(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var first = await Entered(city, SmallCity.MarketClerk, Input());
        await Entered(city, SmallCity.NorthClerk, Input("videos", 1, "north", name: "文明之城 第1集"));
        await Entered(city, SmallCity.NorthClerk, Input("disinfections", 1, "north", place: "p-1"));

        async Task<Refusal?> No(Actor by, TallyInput input) => (await Try(city, by, input)).Refusal;
        (await No(SmallCity.MarketClerk, Input(from: Monday.AddDays(3))))!.ShouldBe(
            new Refusal("tally.counted-already", "1", "市场监管局", "2020-11-23", "2020-11-29")
        );
        (await No(SmallCity.MarketClerk, Input("videos", 1, from: Monday.AddDays(50), name: "文明之城第１集")))!
            .Args[0]
            .ShouldBe("2");
        (await No(SmallCity.MarketClerk, Input("disinfections", 1, place: "p-1")))!.Args[0].ShouldBe("3");
        (await No(SmallCity.MarketClerk, Input("disinfections", 1, from: Monday.AddDays(7), place: "p-1"))).ShouldBeNull();
        await Acted(city, SmallCity.MarketClerk, first, TallyAct.Withdraw);
        (await No(SmallCity.MarketClerk, Input())).ShouldBeNull("what was withdrawn holds nobody back");

        // The same form twice is one entry.
        var form = CaseOffice.Form(SmallCity.MarketClerk);
        var once = Input(from: Monday.AddDays(70));
        (await TallyStore.Enter(city.City, SmallCity.Rules, form, once, [])).Value!.Repeated.ShouldBeFalse();
        (await TallyStore.Enter(city.City, SmallCity.Rules, form, once, [])).Value!.Repeated.ShouldBeTrue();
        (await TallyStore.Enter(city.City, SmallCity.Rules, form, once with { Note = "" }, [])).Refusal!.Code.ShouldBe(
            "act.id-reused"
        );
    }

    [Theory, EachDatabase]
    public async Task Two_who_tell_of_the_same_thing_at_once_are_counted_once(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(at =>
                    Task.Run(() =>
                        at % 2 == 0
                            ? Try(city, SmallCity.MarketClerk, Input("videos", 1, name: "同一部"))
                            : Try(city, SmallCity.NorthClerk, Input("videos", 1, "north", name: "同一部"))
                    )
                )
        );

        outcomes.Count(one => one.Refusal is null).ShouldBe(1);
        outcomes
            .Where(one => one.Refusal is not null)
            .ShouldAllBe(one => one.Refusal!.Code == "tally.counted-already" || one.Refusal.Code == "act.changed");
    }

    [Theory, EachDatabase]
    public async Task A_correction_takes_the_place_of_what_counts_only_when_it_is_counted_in_itself(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var first = await Entered(city, SmallCity.MarketClerk, Input(amount: 10));
        await Acted(city, SmallCity.Clerk, first, TallyAct.CountIn);

        var better = await Entered(city, SmallCity.MarketClerk, Input(amount: 8), first.State.Number);

        Total(city, "corners")!.Amount.ShouldBe(Amount.Of(10));
        (await Try(city, SmallCity.MarketClerk, Input(amount: 7), first.State.Number))
            .Refusal!.Args[0]
            .ShouldBe($"{better.State.Number}", "one correction at a time");
        await Acted(city, SmallCity.Supervisor, better, TallyAct.CountIn);
        Total(city, "corners")!.Amount.ShouldBe(Amount.Of(8));
        TallyState State(long number) => city.Database.Read(connection => TallyReads.Find(connection, number))!.State;
        (State(1).Status, State(1).SupersededBy).ShouldBe((TallyStatus.Superseded, 2));

        // What has not counted yet gives way at once, and what was sent back is owed no more.
        var third = await Entered(city, SmallCity.NorthClerk, Input(amount: 4, unit: "north"));
        await Acted(city, SmallCity.Clerk, third, TallyAct.SendBack);
        await Entered(city, SmallCity.NorthClerk, Input(amount: 3, unit: "north"), third.State.Number);
        State(third.State.Number).Status.ShouldBe(TallyStatus.Superseded);
        city.Database.Read(connection =>
                Sql.Number(connection, "select count(*) from duties where kind = 'tally-mend' and done_at is null")
            )
            .ShouldBe(0);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task All_of_many_or_none_and_a_ledger_made_again_knows_what_it_has_counted(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        TallyInput[] rows =
        [
            Input(),
            Input("videos", 1, name: "第二部"),
            Input("videos", 1, from: Monday.AddDays(30), name: "第二 部"),
        ];
        Task<IReadOnlyList<(int Index, Refusal Why)>> Take(ActForm form, int count) =>
            ManyActs.All(
                city.City,
                form,
                count,
                (transaction, act, index, at) =>
                    TallyStore.Enter(transaction, SmallCity.Rules, act, rows[index], [], null, at).Refusal
            );

        (await Take(CaseOffice.Form(SmallCity.MarketClerk), 3)).Select(one => one.Index).ShouldBe([2]);
        city.Database.Read(connection => Sql.Number(connection, "select count(*) from tallies")).ShouldBe(0);
        var form = CaseOffice.Form(SmallCity.MarketClerk);
        (await Take(form, 2)).ShouldBeEmpty();
        (await Take(form, 2)).ShouldBeEmpty("sent twice it is taken once");
        city.Database.Read(connection => Sql.Number(connection, "select count(*) from tallies")).ShouldBe(2);

        Proof.Rebuild(city.City);
        (await Try(city, SmallCity.NorthClerk, Input("videos", 1, "north", name: "第二部"))).Refusal!.Args[0].ShouldBe("2");
        var named = city.Database.Read(connection => TallyReads.Find(connection, 2))!;
        (named.Thing, named.Note).ShouldBe(("第二部", "按台账"));
        city.Database.WriteInBulk(transaction =>
            TextStore.Erase(transaction, named.State.Thing!.Name!.Id, SmallCity.Clerk.Person, city.City.Clock.Now)
        );
        (await Try(city, SmallCity.NorthClerk, Input("videos", 1, "north", name: "第二部"))).Refusal.ShouldBeNull(
            "what was erased is known to nobody"
        );
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }
}
