using CivicLoop.Core.Contracts;
using CivicLoop.Core.Playbooks.Keys;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>
/// The contracts that a city begins with: each fits its kind and level, names ground of the sort that it says, and
/// nobody else leads there on the same days.
/// </summary>
internal sealed class BeginningReader(Mistakes mistakes, CityPart city, PlacePart places, OrganisationPart organisation)
{
    private readonly Dictionary<(Over, string), Contractable> ground = Ground(city, places);
    private readonly List<(BeginningContract Contract, Claim Claim)> taken = [];

    public static IReadOnlyList<BeginningContract> Read(
        Reading read,
        CityPart city,
        PlacePart places,
        OrganisationPart organisation
    )
    {
        var reader = new BeginningReader(read.Mistakes, city, places, organisation);
        return [.. read.Rows(ContractKeys.Begins.Path).Select(reader.One).OfType<BeginningContract>()];
    }

    // What names a kind, a party or ground that nobody gave dangles, and is told as such elsewhere.
    private BeginningContract? One(Node row)
    {
        if (organisation.Contracts.FirstOrDefault(one => one.Code == row.Said("kind")) is not { } kind)
            return null;
        var said = row.Said("level");
        var level =
            said.Length == 0 && kind.Named.Count == 0 ? kind.Levels[0] : kind.Named.FirstOrDefault(one => one.Code == said);
        if (level is null)
        {
            mistakes.Add(
                row,
                MistakeCode.ContractLevel,
                kind.Kind,
                said,
                string.Join(", ", kind.Named.Select(one => one.Code).DefaultIfEmpty("—"))
            );
            return null;
        }
        if (!level.Over.Contains(row.Said("over")))
            mistakes.Add(row, MistakeCode.ContractOver, kind.Kind, row.Said("over"), string.Join(", ", level.Over));
        if (Party(row, kind) is not { } party || Object(row) is not { } one)
            return null;
        var contract = new BeginningContract(
            kind.Code,
            level.Code,
            row.Said("role") != "beside",
            party,
            one,
            Forms.Day(row.Said("since")),
            Forms.Day(row.Said("until")),
            row.Line
        );
        if (contract.Until < contract.Since)
            mistakes.Add(row, MistakeCode.ContractTerm, row.Said("since"), row.Said("until"));
        Taken(row, contract);
        return contract;
    }

    private Party? Party(Node row, ContractKind kind)
    {
        var code = row.Said("party");
        var party =
            organisation.Posts.FirstOrDefault(post => post.Code == code) is { } post ? new Party(post.Unit, post.Code)
            : organisation.Units.Any(unit => unit.Code == code) ? new Party(code, null)
            : null;
        if (party is not null && kind.Party == (party.Post is null ? "post" : "unit"))
            mistakes.Add(row, MistakeCode.ContractParty, kind.Kind, code, kind.Party);
        return party;
    }

    private Contractable? Object(Node row)
    {
        var code = row.Said("object");
        if (!Enum.TryParse<Over>(row.Said("over"), ignoreCase: true, out var over))
            return null;
        if (ground.TryGetValue((over, code), out var one))
            return one;
        if (ground.Keys.FirstOrDefault(known => known.Item2 == code) is { Item2: not null } other)
            mistakes.Add(row, MistakeCode.ContractObject, code, over.Word(), other.Item1.Word());
        return null;
    }

    private void Taken(Node row, BeginningContract contract)
    {
        var claim = new Claim(
            contract.Line,
            contract.Lead,
            contract.Party,
            new ContractObject(
                contract.Object.Over,
                contract.Object.Code,
                contract.Object.District,
                contract.Object.Street,
                null
            ),
            contract.Since ?? DateOnly.MinValue,
            contract.Until
        );
        var before = taken.Find(one =>
            (one.Contract.Kind, one.Contract.Level) == (contract.Kind, contract.Level)
            && one.Claim.Object.Meets(claim.Object)
            && one.Claim.Meets(claim.From, claim.To)
            && (one.Claim.Party == claim.Party || one.Claim.Lead && claim.Lead)
        );
        if (before.Contract is { } first)
            mistakes.Add(row, MistakeCode.ContractTaken, contract.Object.Name, $"{row.File}:{first.Line}");
        taken.Add((contract, claim));
    }

    private static Dictionary<(Over, string), Contractable> Ground(CityPart city, PlacePart places) =>
        Areas
            .Of(city)
            .Concat(
                places.Places.Select(place => new Contractable(
                    Over.Place,
                    place.Code,
                    place.Name,
                    place.District,
                    place.Street,
                    null
                ))
            )
            .DistinctBy(one => (one.Over, one.Code))
            .ToDictionary(one => (one.Over, one.Code));
}
