using System.Text;
using QRCoder;

namespace CivicLoop.Web.Places;

/// <summary>The code on a plate: an address as a QR symbol, drawn as one path so that a page needs no picture for it.</summary>
public static class Plates
{
    /// <summary>Bare modules around a symbol, as the standard asks.</summary>
    public const int Quiet = 4;

    /// <summary>Address that the plate of a place or facility opens: the report form for the public, its page for staff.</summary>
    public static string Address(HttpRequest request, string city, string code) =>
        $"{request.Scheme}://{request.Host}/{city}/p/{Uri.EscapeDataString(code)}";

    /// <summary>Its modules from the corner on, quiet zone and all; a quarter of them may be scratched or dirty (level Q).</summary>
    public static (int Side, string Path) Symbol(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.Q, forceUtf8: true);
        // The generator keeps its own quiet zone around the matrix.
        var matrix = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < matrix.Count; y++)
        {
            for (var x = 0; x < matrix.Count; x++)
            {
                if (!matrix[y][x])
                    continue;
                var run = 1;
                while (x + run < matrix.Count && matrix[y][x + run])
                    run++;
                path.Append('M').Append(x).Append(' ').Append(y).Append('h').Append(run).Append("v1h-").Append(run).Append('z');
                x += run;
            }
        }
        return (matrix.Count, path.ToString());
    }
}
