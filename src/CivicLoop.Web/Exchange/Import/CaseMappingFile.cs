using System.Text;
using CivicLoop.Core.Events;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Places;
using CivicLoop.Web.Playbooks;

namespace CivicLoop.Web.Exchange.Import;

/// <summary>The mapping file that may come with a table.</summary>
public static class CaseMappingFile
{
    /// <summary>Bytes of one.</summary>
    public const int Largest = 1024 * 1024;

    /// <param name="yaml">Empty for a table whose columns have names that are known.</param>
    /// <param name="source">Wins over what the file says; null to take the file's.</param>
    public static (CaseMapping? Mapping, IReadOnlyList<Refusal> Wrong) Read(string yaml, string? source, CoordinateSystem? system)
    {
        if (yaml.Trim().Length == 0)
        {
            List<Refusal> wanting = [];
            if (source is null || !CaseMapping.IsSource(source))
                wanting.Add(new Refusal("exchange.source-code", source ?? ""));
            if (system is null)
                wanting.Add(new Refusal("import.system-missing"));
            return wanting.Count > 0 ? (null, wanting) : (CaseMapping.Plain(source!, system!.Value), []);
        }
        var (root, broken) = YamlFile.Read("", yaml);
        return broken is null
            ? CaseMapping.Read(root, source, system)
            : (null, [new Refusal("exchange.mapping.broken", $"{broken.Line}", broken.Args.Count > 0 ? broken.Args[0] : "")]);
    }

    /// <summary>As text; null where it is too long or no UTF-8.</summary>
    public static async Task<string?> Text(IFormFile file, CancellationToken stop)
    {
        if (file.Length > Largest)
            return null;
        try
        {
            using var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return await reader.ReadToEndAsync(stop);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
