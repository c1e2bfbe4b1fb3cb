using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Cases;

/// <summary>What is bent is found and named; what is erased is not bent; what is rebuilt is what it was.</summary>
public class CaseProofTest
{
    [Theory, EachDatabase]
    public async Task An_untouched_history_verifies_with_its_figures(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        await new CaseOffice(city.City).Closed();
        await Seal(city);

        var verified = Proof.Of(city.City);

        verified.ShouldSatisfyAllConditions(
            () => verified.Bent.ShouldBeEmpty(),
            () => verified.Streams.ShouldBe(1),
            () => verified.Events.ShouldBe(10),
            () => verified.Seals.ShouldBe(1),
            () => verified.Photos.ShouldBe(3)
        );
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Tampering_is_named_with_case_and_number(DatabaseKind kind, string sql, string code, string number)
    {
        await using var city = TestCity.On(kind);
        await new CaseOffice(city.City).Closed();
        await Seal(city);

        Tamper(city, sql);

        var bent = Proof.Of(city.City).Bent;
        bent.ShouldContain(one => one.Code == code && one.Args[0] == (code == "verify.seal" ? number : "1"));
        if (code != "verify.seal")
            bent.First(one => one.Code == code).Args[1].ShouldBe(number);
    }

    public static TheoryData<DatabaseKind, string, string, string> Tampering()
    {
        (string Sql, string Code, string Number)[] ways =
        [
            ("update events set body = replace(body, 'at-once', 'dated') where number = 2", "verify.changed", "2"),
            ("update events set post = 'somebody-else' where number = 4", "verify.changed", "4"),
            ("update events set recorded_at = recorded_at + 1 where number = 10", "verify.changed", "10"),
            ("delete from events where number = 5", "verify.missing", "5"),
            ("delete from events where number = 10", "verify.row", "9"),
            ("delete from events where number = 10", "verify.seal", "1"),
            ("update events set kind = 'no-such-kind' where number = 3", "verify.unreadable", "3"),
            ("update events set body = '{' where number = 3", "verify.unreadable", "3"),
            ("update cases set unit = 'north'", "verify.row", "10"),
            ("update cases set next_due = 5", "verify.row", "10"),
            ("delete from cases", "verify.row-missing", "10"),
            ("update duties set due = due + 1 where number = 2", "verify.duties", "10"),
            ("update texts set text = 'another sentence'", "verify.text-changed", "10"),
            ("delete from texts", "verify.text-missing", "10"),
            ("update photos set blob = 'ffff'", "verify.photo-changed", "10"),
            ("update seals set seal = 'ffff'", "verify.seal", "1"),
        ];
        var data = new TheoryData<DatabaseKind, string, string, string>();
        foreach (var (sql, code, number) in ways)
        {
            data.Add(DatabaseKind.Sqlite, sql, code, number);
            if (Requires.Postgres is not null || Requires.InCi)
                data.Add(DatabaseKind.Postgres, sql, code, number);
        }
        return data;
    }

    [Theory, EachDatabase]
    public async Task The_database_itself_refuses_to_change_history(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        await new CaseOffice(city.City).Reported();

        foreach (
            var sql in new[]
            {
                "update events set via = 'x'",
                "delete from events",
                "delete from seals",
                "update seals set seal = 'x'",
            }
        )
        {
            if (kind == DatabaseKind.Sqlite && sql.Contains("seals", StringComparison.Ordinal))
                await Seal(city);
            await Should.ThrowAsync<Exception>(() => city.Database.Write(transaction => transaction.ExecuteNow(sql)));
        }
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Erased_texts_and_photos_do_not_bend_the_history(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await office.Closed();
        await Seal(city);
        var what = office.Row(done.Stream)!.What.Id;
        var photo = office.Row(done.Stream)!.Before[0].Id;

        await city.Database.Write(transaction =>
        {
            TextStore.Erase(transaction, what, SmallCity.Clerk.Person, city.City.Clock.Now).ShouldBeTrue();
            TextStore.Erase(transaction, what, SmallCity.Clerk.Person, city.City.Clock.Now).ShouldBeFalse();
            PhotoRows.Erase(transaction, photo, SmallCity.Clerk.Person, city.City.Clock.Now).Erased.ShouldBeTrue();
            return 0;
        });

        Proof.Of(city.City).Bent.ShouldBeEmpty();
        Number(
                city,
                $"select count(*) from texts where id = '{what:D}' and text is null and salt is null and erased_by is not null"
            )
            .ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_photo_used_by_two_cases_survives_the_erasure_of_one(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var shared = office.Photo("the same picture");
        var first = await office.Reported(shared);
        var second = await office.Reported(shared);

        (bool Erased, string? Orphan) Erase(Guid stream) =>
            city
                .Database.Write(transaction =>
                    PhotoRows.Erase(transaction, office.Row(stream)!.Before[0].Id, SmallCity.Clerk.Person, city.City.Clock.Now)
                )
                .Result;

        Erase(first.Stream).ShouldBe((true, null));
        Proof.Of(city.City).Bent.ShouldBeEmpty();
        Erase(second.Stream).ShouldBe((true, shared.Blob));
    }

    [Theory, EachDatabase]
    public async Task An_erased_form_sent_again_answers_as_the_first_time(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var form = CaseOffice.Form(SmallCity.Citizen);
        var done = (await office.Try(null, form, CaseOffice.Litter())).Value!;
        var what = office.Row(done.Stream)!.What.Id;
        await city.Database.Write(transaction => TextStore.Erase(transaction, what, SmallCity.Clerk.Person, city.City.Clock.Now));

        var again = await office.Try(null, form, CaseOffice.Litter());

        again.Value!.Number.ShouldBe(done.Number);
        Number(city, "select count(*) from acts where fingerprint <> ''").ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Rebuilding_gives_the_same_rows_and_duties(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        for (var index = 0; index < 5; index++)
            await office.Closed();
        await office.Reported();
        Tamper(city, "update cases set unit = 'north', state = '{}'");
        Tamper(city, "delete from duties");
        Proof.Of(city.City).Bent.ShouldNotBeEmpty();

        Proof.Rebuild(city.City).ShouldBe(6);

        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Each_night_is_sealed_once_and_a_missed_one_is_made_up_for(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        await office.Reported();
        var now = city.City.Clock.Now;

        var first = await CatchUp(city, now.AddDays(3));
        var again = await CatchUp(city, now.AddDays(3));

        first.Count.ShouldBe(3);
        again.ShouldBeEmpty();
        first[0].Streams.ShouldBe(1);
        first[1].Streams.ShouldBe(0);
        first[1].Previous.ShouldBe(first[0].Value);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task An_act_never_slips_under_a_seal(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        await office.Reported();
        // The machine's clock stood a day ahead when the seal was made.
        var through = city.City.Clock.Now.AddDays(1);
        await city.Database.Write(transaction => SealStore.Make(city.Database, transaction, through, through));

        var done = await office.Reported();

        Values.Time(office.History(done.Stream).Single().RecordedAt).ShouldBeGreaterThan(Values.Truncate(through));
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<Seal>> CatchUp(TestCity city, DateTime now) =>
        city.Database.Write(transaction => NightlySeals.CatchUp(city.Database, transaction, SmallCity.Calendar, now));

    private static Task Seal(TestCity city) =>
        city.Database.Write(transaction => SealStore.Make(city.Database, transaction, city.City.Clock.Now, city.City.Clock.Now));

    private static void Tamper(TestCity city, string sql) => city.AsOwner(sql);

    private static long Number(TestCity city, string sql) => city.Database.Read(connection => Sql.Number(connection, sql));
}
