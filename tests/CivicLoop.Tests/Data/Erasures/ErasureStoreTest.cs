using CivicLoop.Core.Erasures;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Erasures;

public class ErasureStoreTest
{
    [Theory, EachDatabase]
    public async Task What_is_erased_is_gone_and_the_history_is_whole(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await office.Reported(office.Photo());
        var state = office.Row(done.Stream)!;
        var photo = state.Before[0].Id;
        var blob = city.City.Database.Read(connection => PhotoReads.Find(connection, photo))!.Blob!;
        var asked = (await Ask(city.City, done.Stream)).Value!;

        var outcome = await Erase(city.City, asked.Stream, [state.What.Id], [photo]);

        outcome.Refusal.ShouldBeNull();
        var dossier = city.City.Database.Read(connection => CaseReads.Find(connection, done.Number))!;
        dossier.Texts.ContainsKey(state.What.Id).ShouldBeFalse();
        dossier.Photos.ShouldNotContain(photo);
        dossier.Erasures.ShouldHaveSingleItem().State.Status.ShouldBe(ErasureStatus.Done);
        new BlobStore(city.City.PhotoFolder).Open(blob).ShouldBeNull();
        Proof.Of(city.City).Bent.ShouldBeEmpty();
        Proof.Rebuild(city.City).ShouldBe(2);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task A_bent_form_erases_nothing_of_another_case(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var (one, other) = (await office.Reported(), await office.Reported());
        var asked = (await Ask(city.City, one.Stream)).Value!;

        var outcome = await Erase(city.City, asked.Stream, [office.Row(other.Stream)!.What.Id], []);

        outcome.Refusal.ShouldNotBeNull().Code.ShouldBe("erasure.elsewhere");
        city.City.Database.Read(connection => CaseReads.Find(connection, other.Number))!.Texts.Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task One_request_of_a_case_waits_at_a_time_and_the_same_form_is_one_request(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var done = await new CaseOffice(city.City).Reported();
        var form = CaseOffice.Form(Actor.Citizen);

        var first = await ErasureStore.Ask(city.City, SmallCity.Rules, ErasureOf.Case, done.Stream, form);
        var again = await ErasureStore.Ask(city.City, SmallCity.Rules, ErasureOf.Case, done.Stream, form);
        var second = await Ask(city.City, done.Stream);

        again.Value!.Stream.ShouldBe(first.Value!.Stream);
        again.Value.Repeated.ShouldBeTrue();
        second.Refusal.ShouldNotBeNull().Code.ShouldBe("erasure.waiting");
    }

    private static Task<CivicLoop.Core.Events.Outcome<Done<ErasureState>>> Ask(City city, Guid stream) =>
        ErasureStore.Ask(city, SmallCity.Rules, ErasureOf.Case, stream, CaseOffice.Form(Actor.Citizen));

    private static Task<CivicLoop.Core.Events.Outcome<Done<ErasureState>>> Erase(
        City city,
        Guid request,
        IReadOnlyList<Guid> texts,
        IReadOnlyList<Guid> photos
    ) => ErasureStore.Decide(city, SmallCity.Rules, request, CaseOffice.Form(SmallCity.Clerk), new EraseNow(texts, photos));
}
