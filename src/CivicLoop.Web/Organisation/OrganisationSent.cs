using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Organisation;

/// <summary>
/// A form about the organisation as a person filled it: kept as it was typed, so that a refused one comes back whole.
/// </summary>
/// <param name="About">Which of several forms of this act on one page: the holding, the issue, the unit it is about.</param>
public sealed record OrganisationSent(
    OrganisationAct Act,
    string About,
    Guid Id,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<Refusal> Refusals
)
{
    public static OrganisationSent Of(OrganisationAct act, IFormCollection fields) =>
        new(
            act,
            fields["about"].ToString(),
            Guid.TryParse(fields["act"], out var id) ? id : Guid.Empty,
            fields.ToDictionary(field => field.Key, field => field.Value.ToString().Trim()),
            []
        );

    public string this[string field] => Fields.GetValueOrDefault(field, "");

    public string Reason => this["reason"];

    /// <summary>What was typed, to be sent again as a new act.</summary>
    public OrganisationSent Refused(Refusal refusal) => this with { Refusals = [refusal], Id = Guid.CreateVersion7() };

    /// <summary>What the form asks for, or what is still missing in it.</summary>
    /// <param name="code">Of the unit, post, person or hand-over that the form's page is about; empty on the page of the tree.</param>
    /// <param name="person">The person of a login; null where nobody has it.</param>
    public Outcome<OrganisationCommand> Command(string code, Func<string, Guid?> person) =>
        Act switch
        {
            OrganisationAct.AddUnit => new AddUnit(
                this["name"],
                this["kind"],
                code.Length > 0 ? code : Given("parent"),
                Given("division")
            ),
            OrganisationAct.RenameUnit => new RenameUnit(code, this["name"]),
            OrganisationAct.MoveUnit => new MoveUnit(code, Given("parent")),
            OrganisationAct.CloseUnit => new CloseUnit(code, Given("successor")),
            OrganisationAct.AddPost => !Enum.TryParse<Role>(this["role"], out var role) || !Enum.IsDefined(role)
                ? new Refusal("post.role-missing")
                : new AddPost(code, this["name"], role, Given("district")),
            OrganisationAct.RenamePost => new RenamePost(code, this["name"]),
            OrganisationAct.ClosePost => new ClosePost(code),
            OrganisationAct.HandOver => OnHandOver(code, person),
            OrganisationAct.Sign => !Enum.TryParse<HandoverSide>(About.Split('-')[0], out var side)
                ? new Refusal("handover.no-such-side")
                : new SignHandover(Named(code), side, About.EndsWith("-paper", StringComparison.Ordinal)),
            OrganisationAct.Second => Day("from") is not { } from || Day("until") is not { } until
                ? new Refusal("day.missing")
                : new Second(Named(code), this["post"], from, until),
            OrganisationAct.Extend => Day("until") is not { } until
                ? new Refusal("day.missing")
                : new ExtendSecondment(Named(About), until),
            OrganisationAct.Recall => new RecallSecondment(Named(About)),
            OrganisationAct.Join => new Join(code, this["unit"]),
            OrganisationAct.Leave => new Leave(code, About),
            OrganisationAct.Enclose => new Enclose(code, this["place"]),
            OrganisationAct.Release => new Release(code, About),
            OrganisationAct.Raise => this["case"].Length > 0
            && !long.TryParse(this["case"], NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? new Refusal("issue.about-unknown")
                : new RaiseIssue(
                    code,
                    this["unit"],
                    this["title"],
                    this["what"],
                    long.TryParse(this["case"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
                    Given("place")
                ),
            OrganisationAct.Decide => Day("due") is not { } due
                ? new Refusal("day.missing")
                : new DecideIssue(Named(About), this["lead"], this["decision"], due),
            OrganisationAct.Settle => new SettleIssue(Named(About), this["result"]),
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };

    private Outcome<OrganisationCommand> OnHandOver(string code, Func<string, Guid?> person)
    {
        if (Day("day") is not { } day)
            return new Refusal("day.missing");
        Guid? taker = null;
        if (Given("taker") is { } login && (taker = person(login)) is null)
            return new Refusal("user.unknown", login);
        return new HandOver(code, Guid.TryParse(this["leaver"], out var leaver) ? leaver : null, taker, day);
    }

    private string? Given(string field) => this[field].Length > 0 ? this[field] : null;

    private DateOnly? Day(string field) =>
        DateOnly.TryParseExact(this[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) ? day : null;

    private static Guid Named(string text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;
}
