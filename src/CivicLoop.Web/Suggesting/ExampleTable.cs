using CivicLoop.Core.Events;
using CivicLoop.Core.Suggesting;
using CivicLoop.Web.Sheets;

namespace CivicLoop.Web.Suggesting;

/// <summary>A table of labelled texts: columns <c>text</c> and <c>label</c>, and <c>place_type</c> where somebody has it.</summary>
/// <param name="Mistakes">Rows that are left out, with the line they stand on.</param>
public sealed record ExampleTable(IReadOnlyList<Example> Examples, IReadOnlyList<(int Row, Refusal Why)> Mistakes)
{
    /// <exception cref="SheetTroubleException">It is no table, or one without these columns.</exception>
    public static ExampleTable Read(Stream file)
    {
        var examples = new List<Example>();
        var mistakes = new List<(int, Refusal)>();
        (int Text, int Label, int Place)? columns = null;
        foreach (var row in SheetReader.Rows(file))
        {
            if (columns is not var (text, label, place))
                columns = Columns(row.Cells);
            else if (Cell(row, text).Length == 0)
                mistakes.Add((row.Number, new Refusal("suggesting.no-text")));
            else if (Cell(row, label).Length == 0)
                mistakes.Add((row.Number, new Refusal("suggesting.no-label")));
            else
                examples.Add(new Example(Cell(row, text), Cell(row, label), Cell(row, place)));
        }
        return new ExampleTable(examples, mistakes);
    }

    private static (int, int, int) Columns(IReadOnlyList<string> head)
    {
        var (text, label, place) = (At("text"), At("label"), At("place_type"));
        return text < 0 || label < 0
            ? throw new SheetTroubleException(new Refusal("suggesting.no-columns", string.Join(", ", head)))
            : (text, label, place);

        int At(string name) => head.ToList().FindIndex(cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string Cell(SheetRow row, int column) => column >= 0 && column < row.Cells.Count ? row.Cells[column] : "";
}
