using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class ContractKeys
{
    private static readonly string[] Objects = ["district", "street", "community", "segment", "grid", "place"];

    private static readonly Shape Level = new(
        "contract-level",
        Code("contract-level", "Stable code.", "city") with
        {
            Repeats = true,
        },
        new Key("name", Form.Text, "What it is called.", "市级领导"),
        new Key("over", Form.Choice, "What it is over; everything that the kind is over where nothing is said.", "[street]")
        {
            Words = Objects,
            Many = true,
            Required = false,
        },
        Sample,
        Source
    );

    private static readonly Shape Letter = new(
        "contract-letter",
        new Key("title", Form.Text, "Its title, with blanks as in the clauses.", "{kind}责任书"),
        new Key(
            "clauses",
            Form.Text,
            "Its clauses, numbered when printed. Blanks in braces are filled in: city, number, kind, level, role, party, object, term, says.",
            "[\"责任主体：{party}。\", \"责任范围：{object}。\"]"
        ).List(),
        Source
    );

    internal static readonly Shape Contract = new(
        "contract",
        Code("contract", "Stable code.", "five-levels"),
        new Key("kind", Form.Text, "What it is called.", "五级示范包联"),
        new Key("over", Form.Choice, "What is contracted.", "[street, community]") { Words = Objects, Many = true },
        new Key(
            "types",
            Form.Ref,
            "Kinds of segments or types of places that it is over, such as the greater streets; all where nothing is said.",
            "[main, market]"
        )
        {
            Kind = "ground-type",
            Many = true,
            Required = false,
        },
        new Key(
            "levels",
            Form.Map,
            "The levels on each of which an object has one lead; a kind without levels has one.",
            "[{code: city, name: 市级领导}]"
        )
        {
            Of = Level,
            Many = true,
            Required = false,
        },
        new Key("party", Form.Choice, "Who may be party to it; either where nothing is said.", "post")
        {
            Words = ["post", "unit", "any"],
            Required = false,
        },
        new Key(
            "counts",
            Form.Figures,
            "Its figures, each with a label; of several the first counts parties and the last objects.",
            "{市级领导: 26, 街道: 25}"
        ).Optional(),
        new Key(
            "term",
            Form.Span,
            "How long one lasts where nobody says otherwise; 1 year where nothing is said.",
            "1 year"
        ).Optional(),
        new Key(
            "accept-within",
            Form.Limit,
            "How long the party may take to accept its letter; 3 working days where nothing is said.",
            "3 working days"
        ).Optional(),
        new Key(
            "renew-before",
            Form.Limit,
            "How long before its end a contract shows yellow and its renewal is owed; 14 natural days where nothing is said.",
            "14 natural days"
        ).Optional(),
        new Key(
            "letter",
            Form.Map,
            "责任书: the text that the party accepts; a usual one where nothing is said.",
            "{title: \"{kind}责任书\", clauses: [\"责任主体：{party}。\"]}"
        )
        {
            Of = Letter,
            Required = false,
        },
        new Key("says", Form.Text, "What it asks for, one sentence.", "地厅级领导到联点街道社区督导").Optional(),
        Sample,
        Source
    );

    /// <summary>What a contract that a playbook brings along may be over: what the playbook itself divides and names.</summary>
    internal static readonly IReadOnlyList<string> Named = ["district", "street", "community", "place"];

    internal static readonly FileShape Begins = new(
        "contracts.csv",
        "包联、包街、包保: the contracts that the city begins with, over what the playbook itself names. Taken over once; afterwards the city's own tables hold. Contracts over segments and grids come as a table of their own once these are there.",
        new Shape(
            "begins",
            new Key("kind", Form.Ref, "Its kind, as in organisation.yaml.", "five-levels") { Kind = "contract" },
            new Key("level", Form.Text, "One of the kind's levels; empty where the kind has none.", "city").Optional(),
            new Key(
                "role",
                Form.Choice,
                "Whether the party leads, which it does where nothing is said, or answers beside.",
                "lead"
            )
            {
                Words = ["lead", "beside"],
                Required = false,
            },
            new Key("party", Form.Ref, "Who answers: a unit or a post.", "market-bureau") { Kind = "party" },
            new Key("over", Form.Choice, "What it is over.", "street") { Words = Named },
            new Key("object", Form.Ref, "The code of what it is over.", "650203001") { Kind = "ground" },
            new Key(
                "since",
                Form.Day,
                "First day; the day from which the playbook holds where nothing is said.",
                "2020-11-23"
            ).Optional(),
            new Key("until", Form.Day, "Last day; the usual term of the kind where nothing is said.", "2021-11-22").Optional()
        ),
        Absence.Nothing
    );
}
