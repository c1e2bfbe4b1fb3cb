namespace CivicLoop.Core.Demo;

/// <summary>What is wrong in a picture.</summary>
public enum Scene
{
    Litter,
    Bin,
    Posters,
    Bicycles,
    Cars,
    Tiles,
    Billboard,
    Queue,
    Stall,
    Snow,
    Wires,
    Smoke,
    Green,
    Water,
    Crossing,
    Lamp,
    Notice,
}

/// <summary>Where a picture is taken.</summary>
public enum Backdrop
{
    Street,
    Market,
    BusStop,
    Park,
    Residence,
    Hall,
    School,
}

/// <summary>A photograph to be drawn: the same one always gives the same bytes.</summary>
/// <param name="Seed">The case's own; before and after share it, so that they show one place.</param>
/// <param name="Shot">Counts the pictures of a case: each is taken from a step further.</param>
/// <param name="After">The same scene put right.</param>
public readonly record struct Drawing(Scene Scene, Backdrop Backdrop, int Seed, int Shot, bool After, bool Snow);
