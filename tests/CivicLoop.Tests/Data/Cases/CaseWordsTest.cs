using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Events;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Cases;

/// <summary>Cases found by words: written with the act, gone with the text, made again with the rows.</summary>
public class CaseWordsTest
{
    [Theory, EachDatabase]
    public async Task Words_of_two_characters_english_and_several_at_once_find_the_newest_first(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var bin = await Reported(office, "门前纸箱子翻倒，Bin No.7 is broken");
        var heap = await Reported(office, "路边有纸箱一堆");
        var cars = await Reported(office, "共享单车乱停");

        Found(city, "纸箱").ShouldBe([heap.Number, bin.Number]);
        Found(city, "纸箱子").ShouldBe([bin.Number]);
        Found(city, "BROKEN").ShouldBe([bin.Number]);
        Found(city, "broke").ShouldBeEmpty();
        Found(city, "纸箱 路边").ShouldBe([heap.Number]);
        Found(city, "纸箱 单车").ShouldBeEmpty();
        Found(city, "单车").ShouldBe([cars.Number]);
        Found(city, "暴露").ShouldBe([cars.Number, heap.Number, bin.Number], "the name of the category");
        Found(city, "堆").ShouldBeEmpty();
        Found(city, "\" OR \"").ShouldBeEmpty();
        Found(city, "'); drop table cases; --").ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Who_files_it_under_another_category_finds_it_by_that(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await Reported(office, "门前有人摆摊");

        await office.Act(done.Stream, SmallCity.Clerk, new FileInput("stall", "dated", Severity.Minor));

        Found(city, "占道").ShouldBe([done.Number]);
        Found(city, "暴露").ShouldBeEmpty();
        Found(city, "摆摊").ShouldBe([done.Number]);
    }

    [Theory, EachDatabase]
    public async Task Words_that_are_not_those_of_the_case_are_found_by_verify_and_made_again_by_rebuild(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var bin = await Reported(office, "门前纸箱子翻倒，Ｂin No.7 is broken，Éclair 𠮷野家 İşık 한국어");
        await Reported(office, "共享单车乱停");
        Proof.Of(city.City).Bent.ShouldBeEmpty();

        await city.Database.Write(transaction =>
        {
            transaction.KeepWords(bin.Number, ["单车"]);
            transaction.KeepWords(99, ["单车"]);
            return 0;
        });

        Proof
            .Of(city.City)
            .Bent.ShouldBe([new Refusal("verify.words", $"{bin.Number}"), new Refusal("verify.words-stray", "99")]);
        Proof.Rebuild(city.City);
        Proof.Of(city.City).Bent.ShouldBe([new Refusal("verify.words-stray", "99")]);
        Found(city, "纸箱").ShouldBe([bin.Number]);
    }

    [Theory, EachDatabase]
    public async Task An_erased_text_is_no_longer_found_and_not_after_a_rebuild_either(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await Reported(office, "张家门前有纸箱");
        var other = await Reported(office, "路边纸箱");

        await city.Database.Write(transaction =>
            TextStore.Erase(transaction, office.Row(done.Stream)!.What.Id, SmallCity.Clerk.Person, city.City.Clock.Now)
        );

        Found(city, "张家").ShouldBeEmpty();
        Found(city, "纸箱").ShouldBe([other.Number]);
        Found(city, "暴露").ShouldBe([other.Number, done.Number]);
        Proof.Rebuild(city.City);
        Found(city, "张家").ShouldBeEmpty();
        Found(city, "纸箱").ShouldBe([other.Number]);
    }

    [Theory, EachDatabase]
    public async Task A_rebuild_makes_lost_words_again(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var done = await Reported(new CaseOffice(city.City), "门前有纸箱");
        city.Database.WriteInBulk(transaction => transaction.ExecuteNow("delete from case_words"));
        Found(city, "纸箱").ShouldBeEmpty();

        Proof.Rebuild(city.City);

        Found(city, "纸箱").ShouldBe([done.Number]);
    }

    [Theory, EachDatabase]
    public async Task A_refused_act_leaves_no_words(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);

        var refused = await office.Try(
            null,
            CaseOffice.Form(SmallCity.Citizen),
            CaseOffice.Litter("城外的纸箱") with
            {
                At = SmallCity.Outside,
            }
        );

        refused.Refusal!.Code.ShouldBe("place.outside");
        Found(city, "纸箱").ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Pages_of_what_was_found_lie_behind_each_other(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var wanted = new List<long>();
        for (var index = 0; index < 23; index++)
        {
            var done = await Reported(office, index % 2 == 0 ? "门前有纸箱" : "门前有积水");
            if (index % 2 == 0)
                wanted.Insert(0, done.Number);
        }

        foreach (var filter in new[] { new CaseFilter(Words: "纸箱"), new CaseFilter(Words: "纸箱", Status: CaseFilter.Open) })
        {
            var seen = new List<long>();
            var ends = new List<CaseSlice>();
            for (CaseCursor? at = null; ; at = ends[^1].Behind)
            {
                ends.Add(city.Database.Read(connection => CaseListReads.Page(connection, Query(connection, filter), at, 5)));
                seen.AddRange(ends[^1].Rows.Select(row => row.Number));
                if (ends[^1].Behind is null)
                    break;
            }
            seen.ShouldBe(wanted);
            var before = city.Database.Read(connection =>
                CaseListReads.Page(connection, Query(connection, filter), ends[^1].Before, 5)
            );
            before.Rows.Select(row => row.Number).ShouldBe(ends[^2].Rows.Select(row => row.Number));
            city.Database.Read(connection => CaseListReads.Count(connection, Query(connection, filter)))
                .Cases.ShouldBe(wanted.Count);
        }
    }

    private static Task<CaseDone> Reported(CaseOffice office, string what) =>
        office.Act(null, SmallCity.Citizen, CaseOffice.Litter(what));

    private static List<long> Found(TestCity city, string words) =>
        city.Database.Read(connection =>
            CaseListReads
                .Page(connection, Query(connection, new CaseFilter(Words: words)), null)
                .Rows.Select(row => row.Number)
                .ToList()
        );

    private static CaseListQuery Query(System.Data.Common.DbConnection connection, CaseFilter filter)
    {
        var words = CaseWords.Asked(connection, SmallCity.Playbook, filter.Words);
        var now = SmallCity.Monday;
        return CaseListQuery.Of(filter, new CaseListAsk(SmallCity.Clerk, SmallCity.Playbook, now, now, words));
    }
}
