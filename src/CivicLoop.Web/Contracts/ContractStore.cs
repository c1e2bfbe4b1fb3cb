using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Contracts;

/// <summary>The only door through which a contract changes: events, row, duty and the text of its letter, or none of them.</summary>
public static class ContractStore
{
    public static Task<Outcome<Done<ContractState>>> Act(
        City city,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        ContractInput input
    ) => StreamDoor.Open(city, (transaction, recordedAt) => Apply(transaction, rules, stream, form, input, recordedAt));

    /// <summary>The act inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<Done<ContractState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        ContractInput input,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        return StreamDoor.Apply(
            transaction,
            ContractStream.Kind,
            stream,
            form,
            Fingerprint(stream, form, input),
            drafts,
            recordedAt,
            (state, act) => ContractDecide.Decide(state, Command(transaction, drafts, state, input, act, rules), act, rules)
        );
    }

    private static ContractCommand Command(
        CityTransaction transaction,
        Drafts drafts,
        ContractState? state,
        ContractInput input,
        Act act,
        CaseRules rules
    )
    {
        TextRef Letter(LetterWords words) =>
            drafts.Text((rules.Playbook.ContractKind(words.Kind)?.Letter ?? LetterTemplate.Usual).Write(Named(words, rules)));
        switch (input)
        {
            case MakeInput make:
                var number = ContractStream.Kind.NextNumber(transaction);
                var until = make.Until(rules.Playbook);
                return new MakeContract(
                    number,
                    make.Kind,
                    make.Level,
                    make.Lead,
                    make.Party,
                    make.Over,
                    make.Object.Length,
                    make.From,
                    until,
                    make.Overlapping,
                    Beside(transaction, number, make.Kind, make.Level, make.Over),
                    Letter(
                        Words(
                            number,
                            1,
                            make.Kind,
                            make.Level,
                            make.Lead,
                            make.Party,
                            make.Object,
                            make.Part,
                            make.From,
                            until,
                            act,
                            rules
                        )
                    )
                );
            case HandOverInput over when state is not null:
                return new HandOverContract(
                    over.To,
                    over.Overlapping,
                    Beside(transaction, state),
                    Letter(Words(state with { Party = over.To }, over.Object, act, rules))
                );
            case RenewInput renew when state is not null:
                return new Renew(
                    renew.To,
                    renew.Overlapping,
                    Beside(transaction, state),
                    Letter(Words(state with { To = renew.To }, renew.Object, act, rules))
                );
            case IssueInput issue when state is not null:
                return new IssueLetter(
                    issue.Overlapping,
                    Beside(transaction, state),
                    Letter(Words(state, issue.Object, act, rules))
                );
            case PlainContractInput { Plain: ContractAct.Accept }:
                return new AcceptLetter();
            case PlainContractInput { Plain: ContractAct.Decline }:
                return new DeclineLetter();
            default:
                return new EndContract();
        }
    }

    private static LetterWords Words(ContractState state, Contractable named, Act act, CaseRules rules) =>
        Words(
            state.Number,
            state.Letters.Count + 1,
            state.ContractKind,
            state.Level,
            state.Lead,
            state.Party,
            named,
            state.Object.Part,
            state.From,
            state.To,
            act,
            rules
        );

    private static LetterWords Words(
        long number,
        int letter,
        string kind,
        string level,
        bool lead,
        Party party,
        Contractable named,
        Stretch? part,
        DateOnly from,
        DateOnly? to,
        Act act,
        CaseRules rules
    ) =>
        new(
            rules.Playbook.City.Name.Zh,
            number,
            letter,
            kind,
            level,
            lead,
            rules.Organisation.PartyName(party),
            ContractWords.InLetter(named, part),
            from,
            to,
            rules.Playbook.ContractKind(kind)?.Says,
            rules.Organisation.Covering(Role.OfficeClerk, null) is { } office
                ? rules.Organisation.Unit(office.Unit)?.Name ?? office.Unit
                : rules.Playbook.City.Name.Zh,
            rules.Calendar.DayOf(act.RecordedAt)
        );

    // A letter names kind and level; the codes were only needed to find its template.
    private static LetterWords Named(LetterWords words, CaseRules rules) =>
        rules.Playbook.ContractKind(words.Kind) is { } kind
            ? words with
            {
                Kind = kind.Kind,
                Level = kind.Named.Count == 0 ? "" : kind.Level(words.Level)?.Name ?? words.Level,
            }
            : words;

    private static List<Claim> Beside(CityTransaction transaction, ContractState state) =>
        Beside(transaction, state.Number, state.ContractKind, state.Level, state.Object);

    private static List<Claim> Beside(CityTransaction transaction, long number, string kind, string level, ContractObject over) =>
        [
            .. transaction
                .Many(
                    "select state from contracts where over = $1 and object = $2 and kind = $3 and level = $4 and number <> $5",
                    row => ContractStream.Kind.ReadState(row.GetString(0)),
                    over.Over,
                    over.Code,
                    kind,
                    level,
                    number
                )
                .Where(other => other.Status.Stands())
                .Select(other => other.Claim),
        ];

    private static string Fingerprint(Guid? stream, ActForm form, ContractInput input) =>
        form.Fingerprint(
            stream,
            $"contract {input.Act}",
            input switch
            {
                MakeInput make =>
                [
                    make.Kind,
                    make.Level,
                    make.Lead,
                    make.Party.Unit,
                    make.Party.Post,
                    make.Object.Over,
                    make.Object.Code,
                    make.Part?.From,
                    make.Part?.To,
                    make.Part?.Side,
                    make.From.DayNumber,
                    make.To?.DayNumber,
                    make.Overlapping,
                ],
                HandOverInput over => [over.To.Unit, over.To.Post, over.Overlapping],
                RenewInput renew => [renew.To.DayNumber, renew.Overlapping],
                IssueInput issue => [issue.Overlapping],
                _ => Array.Empty<object?>(),
            }
        );
}
