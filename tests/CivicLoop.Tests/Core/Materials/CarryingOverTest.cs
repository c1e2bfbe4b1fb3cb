using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Materials;

/// <summary>What another body has found whole once need not be written again.</summary>
public class CarryingOverTest
{
    private static readonly DateOnly Day = new(2020, 11, 23);
    private static readonly MaterialPart[] Before = [MaterialPart.Plan, MaterialPart.Guarantee, MaterialPart.Results];
    private static readonly MaterialPart[] Now = [MaterialPart.Plan, MaterialPart.Mechanism, MaterialPart.Results];

    private static readonly TextRef Title = SmallCity.Text(11);
    private static readonly TextRef Words = SmallCity.Text(12);
    private static readonly PieceLink Case = new(PieceSource.Case, 4);

    private static readonly PhotoFacts Facts = new(
        SmallCity.Text(1),
        SmallCity.Text(2),
        SmallCity.Text(3),
        SmallCity.Text(4),
        SmallCity.Text(5),
        SmallCity.Text(6)
    );

    private static Dictionary<Guid, string> Said { get; } =
        Facts.All.Append(Title).Append(Words).ToDictionary(text => text.Id, text => $"said {text.Id}");

    private static MaterialPiece Piece(
        int number,
        MaterialPart part,
        TextRef? words,
        PieceLink[] links,
        params PiecePhoto[] photos
    ) => new(number, part, Title, words, links, photos);

    private static MaterialState State(long number, MaterialPart[] parts, MaterialStatus status, params MaterialPiece[] pieces) =>
        new(
            3,
            number,
            new MaterialOf("city", $"edition-{number}", "rules"),
            "market",
            parts,
            Day,
            status,
            pieces,
            pieces.Length,
            [],
            null,
            null,
            null,
            status == MaterialStatus.Accepted ? Day : null,
            null
        );

    private static MaterialState Earlier { get; } =
        State(
            1,
            Before,
            MaterialStatus.Accepted,
            Piece(1, MaterialPart.Plan, Words, []),
            Piece(2, MaterialPart.Guarantee, Words, []),
            Piece(3, MaterialPart.Results, null, [Case]),
            Piece(4, MaterialPart.Results, null, [], new PiecePhoto(SmallCity.Photo(), Facts))
        );

    private static MaterialState Later(params MaterialPiece[] pieces) => State(2, Now, MaterialStatus.Asked, pieces);

    private static IEnumerable<int> Carried(MaterialState from, MaterialState to, params TextRef[] erased) =>
        CarryingOver
            .From(from, Said.Where(pair => erased.All(text => text.Id != pair.Key)).ToDictionary(), to, Said)
            .Select(piece => piece.Number);

    private static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text(9));

    private static AddPiece Add(MaterialPiece piece) => new(piece.Part, piece.Title, piece.Words, piece.Links, piece.Photos);

    [Fact]
    public void What_is_asked_for_is_taken_over_once_and_what_is_not_stays_behind()
    {
        Carried(Earlier, Later()).ShouldBe([1, 3, 4]);
        Carried(Earlier, Later(Earlier.Pieces[0])).ShouldBe([3, 4], "the plan is here");
        Carried(Earlier, Later(Piece(1, MaterialPart.Results, Words, [Case]))).ShouldBe([1, 4], "the case proves it already");
        Carried(Earlier, Later([.. Earlier.Pieces])).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_erased_is_gone_for_good()
    {
        Carried(Earlier, Later(), Words).ShouldBe([3, 4]);
        Carried(Earlier, Later(), Facts.People).ShouldBe([1, 3], "a photo without its facts proves nothing");
        Carried(Earlier, Later(), Title).ShouldBeEmpty();
    }

    [Fact]
    public void Only_what_was_found_whole_of_the_same_standard_and_unit_is_taken_over()
    {
        Carried(Earlier with { Status = MaterialStatus.Withdrawn }, Later()).ShouldNotBeEmpty();
        Carried(Earlier with { Status = MaterialStatus.Asked }, Later()).ShouldBeEmpty("it is being worked on");
        Carried(Earlier with { ValidUntil = null }, Later()).ShouldBeEmpty("nobody has seen it");
        Carried(Earlier with { Unit = "north" }, Later()).ShouldBeEmpty();
        Carried(Earlier with { Of = Earlier.Of with { Standard = "clean" } }, Later()).ShouldBeEmpty();
        Carried(Earlier, Earlier).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_one_act_of_many_pieces_all_or_none()
    {
        AddPiece[] pieces = [Add(Earlier.Pieces[0]), Add(Earlier.Pieces[2])];
        var done = MaterialDecide.Decide(Later(), new CarryOver(Earlier, pieces), By(SmallCity.MarketClerk));

        done.Refusal.ShouldBeNull();
        done.Value!.Cast<PieceAdded>().Select(added => added.Piece.Number).ShouldBe([1, 2]);
        string No(MaterialState? to, CarryOver command, Actor by) =>
            MaterialDecide.Decide(to, command, By(by)).Refusal!.ToString();
        No(Later(), new CarryOver(Earlier, [Add(Earlier.Pieces[1])]), SmallCity.MarketClerk)
            .ShouldBe("material.part-not-asked(Guarantee)");
        No(Later(), new CarryOver(Earlier, []), SmallCity.MarketClerk).ShouldBe("material.carry-nothing(1)");
        No(Later(), new CarryOver(Earlier with { Unit = "north" }, pieces), SmallCity.MarketClerk)
            .ShouldBe("material.carry-other(1)");
        No(Later(), new CarryOver(Earlier, pieces), SmallCity.NorthClerk).ShouldBe("material.not-yours");
        No(Later() with { Status = MaterialStatus.Submitted }, new CarryOver(Earlier, pieces), SmallCity.MarketClerk)
            .ShouldBe("material.not-now(Submitted)");
        No(null, new CarryOver(Earlier, pieces), SmallCity.MarketClerk).ShouldBe("material.unknown");
    }
}
