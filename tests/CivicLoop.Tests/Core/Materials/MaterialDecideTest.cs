using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Materials;

public class MaterialDecideTest
{
    private static readonly DateOnly Day = new(2020, 11, 23);

    private static readonly AskMaterial Ask = new(
        1,
        new MaterialOf("city", "small-1", "rules"),
        "market",
        [MaterialPart.Plan, MaterialPart.Results],
        Day.AddDays(5)
    );

    private static readonly PhotoFacts Facts = new(
        SmallCity.Text(1),
        SmallCity.Text(2),
        SmallCity.Text(3),
        SmallCity.Text(4),
        SmallCity.Text(5),
        SmallCity.Text(6)
    );

    private static AddPiece Piece(MaterialPart part) => new(part, SmallCity.Text(7), SmallCity.Text(8), [], []);

    private static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text(9));

    private static MaterialState After(MaterialState? state, MaterialCommand command, Actor by)
    {
        var outcome = MaterialDecide.Decide(state, command, By(by), SmallCity.Rules);
        outcome.Refusal.ShouldBeNull();
        return MaterialDecide.Evolve(state, outcome.Value!, By(by).Made);
    }

    private static Refusal? No(MaterialState? state, MaterialCommand command, Actor by) =>
        MaterialDecide.Decide(state, command, By(by), SmallCity.Rules).Refusal;

    private static MaterialState Whole() =>
        After(
            After(After(null, Ask, SmallCity.Clerk), Piece(MaterialPart.Plan), SmallCity.MarketClerk),
            Piece(MaterialPart.Results),
            SmallCity.MarketClerk
        );

    private static MaterialState Submitted() => After(Whole(), new SubmitMaterial(), SmallCity.MarketClerk);

    [Fact]
    public void The_unit_owes_what_it_was_asked_for_by_its_day_and_the_review_goes_to_another_body()
    {
        var asked = After(null, Ask, SmallCity.Clerk);

        (asked.Next!.Kind, asked.Next.Post).ShouldBe((MaterialDecide.Submit, "market-clerk"));
        asked.Next.Due.ShouldBe(SmallCity.Local("2020-11-29 00:00"));
        No(asked, new SubmitMaterial(), SmallCity.MarketClerk).ShouldBe(new Refusal("material.part-missing", "Plan", "Results"));
        var half = After(asked, Piece(MaterialPart.Plan), SmallCity.MarketClerk);
        half.Next.ShouldBe(asked.Next, "a piece changes nothing of what is owed");
        No(half, new SubmitMaterial(), SmallCity.MarketClerk).ShouldBe(new Refusal("material.part-missing", "Results"));
        var submitted = Submitted();
        (submitted.Next!.Kind, submitted.Next.Post).ShouldBe((MaterialDecide.Review, "office-clerk"));
        No(submitted, Piece(MaterialPart.Plan), SmallCity.MarketClerk)!.Code.ShouldBe("material.not-now");
    }

    [Fact]
    public void What_came_back_is_mended_and_what_was_accepted_is_owed_again_when_it_runs_out()
    {
        var back = After(Submitted(), new ReturnMaterial([MaterialPart.Results]), SmallCity.Supervisor);

        (back.Status, back.Next!.Post).ShouldBe((MaterialStatus.Returned, "market-clerk"));
        back.ReturnedParts.ShouldBe([MaterialPart.Results]);
        back.Next.Due.ShouldBe(SmallCity.Local("2020-11-29 00:00"));
        var mended = After(
            After(back, new TakePieceAway(2), SmallCity.MarketClerk),
            Piece(MaterialPart.Results),
            SmallCity.MarketClerk
        );
        mended.Pieces.Select(piece => piece.Number).ShouldBe([1, 3], "a number is never given twice");
        var again = After(mended, new SubmitMaterial(), SmallCity.MarketClerk);
        again.ReturnedParts.ShouldBeEmpty();
        var accepted = After(again, new AcceptMaterial(Day.AddDays(30)), SmallCity.Clerk);
        (accepted.Next!.Kind, accepted.Next.Post).ShouldBe((MaterialDecide.Renew, "market-clerk"));
        accepted.Next.Due.ShouldBe(SmallCity.Local("2020-12-24 00:00"));
        (accepted.CountsOn(Day.AddDays(30)), accepted.CountsOn(Day.AddDays(31)), accepted.IsExpiredOn(Day.AddDays(31))).ShouldBe(
            (true, false, true)
        );
        var renewing = After(accepted, new RenewMaterial(), SmallCity.MarketClerk);
        (renewing.Status, renewing.Next!.Kind, renewing.Next.Due).ShouldBe(
            (MaterialStatus.Asked, MaterialDecide.Submit, accepted.Next.Due)
        );
        (renewing.Pieces.Count, renewing.CountsOn(Day.AddDays(30))).ShouldBe((2, true), "it counts until it runs out");
        var gone = After(renewing, new WithdrawMaterial(), SmallCity.Clerk);
        (gone.Next, gone.CountsOn(Day)).ShouldBe((null, false));
        No(gone, new WithdrawMaterial(), SmallCity.Clerk)!.Code.ShouldBe("material.not-now");
    }

    [Fact]
    public void Nobody_else_asks_fills_judges_or_withdraws_it()
    {
        No(null, Ask, SmallCity.MarketClerk)!.Code.ShouldBe("material.not-yours");
        No(null, Ask with { Unit = "empty" }, SmallCity.Clerk)!.Code.ShouldBe("unit.nobody");
        No(null, Ask with { Parts = [] }, SmallCity.Clerk)!.Code.ShouldBe("material.nothing-asked");
        No(null, Ask with { Due = Day.AddDays(-1) }, SmallCity.Clerk)!.Code.ShouldBe("material.due-past");
        No(null, new SubmitMaterial(), SmallCity.MarketClerk)!.Code.ShouldBe("material.unknown");
        var asked = After(null, Ask, SmallCity.Clerk);
        No(asked, Ask, SmallCity.Clerk)!.Code.ShouldBe("material.exists");
        No(asked, Piece(MaterialPart.Plan), SmallCity.NorthClerk)!.Code.ShouldBe("material.not-yours");
        No(asked, new WithdrawMaterial(), SmallCity.MarketClerk)!.Code.ShouldBe("material.not-yours");
        var submitted = Submitted();
        No(submitted, new AcceptMaterial(Day.AddDays(9)), SmallCity.MarketClerk)!.Code.ShouldBe("material.not-yours");
        No(submitted, new AcceptMaterial(Day.AddDays(9)), SmallCity.Supervisor with { Unit = "market" })!
            .Code.ShouldBe("material.own-unit");
        No(submitted, new AcceptMaterial(Day), SmallCity.Clerk)!.Code.ShouldBe("material.valid-past");
        No(submitted, new AcceptMaterial(Day.AddYears(9)), SmallCity.Clerk)!.Code.ShouldBe("material.valid-long");
        No(submitted, new ReturnMaterial([]), SmallCity.Clerk)!.Code.ShouldBe("material.return-parts");
        No(submitted, new ReturnMaterial([MaterialPart.Guarantee]), SmallCity.Clerk)!.Code.ShouldBe("material.part-not-asked");
    }

    [Fact]
    public void A_piece_says_something_is_of_a_part_that_is_asked_for_and_is_taken_once()
    {
        var asked = After(null, Ask, SmallCity.Clerk);
        var taken = Piece(MaterialPart.Results) with { Words = null, Links = [new PieceLink(PieceSource.Case, 4)] };

        No(asked, Piece(MaterialPart.Guarantee), SmallCity.MarketClerk)!.Code.ShouldBe("material.part-not-asked");
        No(asked, Piece(MaterialPart.Plan) with { Words = null }, SmallCity.MarketClerk)!.Code.ShouldBe("material.piece-empty");
        No(asked, new TakePieceAway(1), SmallCity.MarketClerk)!.Code.ShouldBe("material.piece-unknown");
        var once = After(asked, taken, SmallCity.MarketClerk);
        No(once, taken, SmallCity.MarketClerk)!.Code.ShouldBe("material.piece-twice");
        var photo = new AddPiecePhoto(1, new PiecePhoto(SmallCity.Photo(), Facts));
        var shown = After(once, photo, SmallCity.MarketClerk);
        shown.Pieces[0].Photos.Count.ShouldBe(1);
        No(shown, photo with { Piece = 2 }, SmallCity.MarketClerk)!.Code.ShouldBe("material.piece-unknown");
        for (var more = 2; more <= MaterialDecide.MostPhotos; more++)
            shown = After(shown, photo, SmallCity.MarketClerk);
        No(shown, photo, SmallCity.MarketClerk)!.Code.ShouldBe("photo.too-many");
    }
}
