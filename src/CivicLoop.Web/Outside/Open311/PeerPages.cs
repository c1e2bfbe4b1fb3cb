using System.Globalization;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>Which servers there are, how the last round went, what was exchanged, retried and given up.</summary>
public sealed class PeerPages(SiteContext site, RulesNow rules, IHttpContextAccessor http)
{
    private const int ToAPage = 50;

    private readonly City city = site.Here.City;

    private HttpContext Context => http.HttpContext!;

    public IResult List(PeerForm? form = null, Refusal? refusal = null) =>
        new RazorComponentResult<PeersPage>(
            new Dictionary<string, object?>
            {
                [nameof(PeersPage.Peers)] = city.Database.Read(PeerStore.List),
                [nameof(PeersPage.Form)] = form ?? PeerForm.Blank(),
                [nameof(PeersPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };

    public IResult One(string code, string? status, int? page, string? done, Refusal? refusal = null, PeerForm? form = null)
    {
        var wanted = Enum.TryParse<ExchangeStatus>(status, out var known) ? known : (ExchangeStatus?)null;
        var number = Math.Clamp(page ?? 1, 1, 10_000);
        var found = city.Database.Read(connection =>
            PeerStore.Find(connection, code) is { } peer
                ? new PeerView(
                    peer,
                    ExchangeStore.Counts(connection, code),
                    ExchangeStore.Page(connection, code, wanted, ToAPage + 1, (number - 1) * ToAPage),
                    wanted,
                    number
                )
                : null
        );
        return found is null
            ? Results.NotFound()
            : new RazorComponentResult<PeerPage>(
                new Dictionary<string, object?>
                {
                    [nameof(PeerPage.View)] = found,
                    [nameof(PeerPage.ToAPage)] = ToAPage,
                    [nameof(PeerPage.Done)] = done,
                    [nameof(PeerPage.Form)] = form ?? PeerForm.Of(found.Peer),
                    [nameof(PeerPage.Refusal)] = refusal,
                }
            )
            {
                StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
            };
    }

    /// <summary>A new one, or one with other words; the same form sent twice comes to the same.</summary>
    public async Task<IResult> Put(IFormCollection sent)
    {
        var form = PeerForm.Read(sent);
        var (known, taken) = city.Database.Read(connection =>
            (PeerStore.Find(connection, form.Code), Taken(connection, form.Code))
        );
        var outcome = form.Peer(rules.Of(city).Playbook, taken);
        if ((outcome.Refusal ?? Clashes(known, form, outcome.Value!)) is { } refusal)
            return known is null || !form.Known
                ? List(form: form, refusal: refusal)
                : One(form.Code, null, null, null, refusal, form);
        // Sealed here: a key of the ring may have to be written first, and that is a transaction of its own.
        var secret = form.Key.Length > 0 ? PeerStore.Seal(city, form.Code, form.Key) : null;
        var (by, now) = (AuditBy.Of(Context), city.Clock.Now);
        await city.Database.Write(transaction =>
        {
            PeerStore.Put(transaction, outcome.Value! with { Secret = secret }, now);
            ExchangeStore.Mapped(transaction, form.Code, outcome.Value!.Services.Keys, now);
            Audit.Write(transaction, AuditKind.PeerChanged, by, form.Code, "put", form.Reason);
            return true;
        });
        return new SeeOther(site.At("peers", form.Code) + "?done=put");
    }

    // A new one does not overwrite another; and a key is never sent to a server that it was not given for.
    private static Refusal? Clashes(Peer? known, PeerForm form, Peer wanted) =>
        known is null ? null
        : !form.Known
            ? (known.Name, known.Address, known.Jurisdiction) == (wanted.Name, wanted.Address, wanted.Jurisdiction) ? null
                : new Refusal("token.code-taken", form.Code)
        : known.Secret is not null && form.Key.Length == 0 && !known.IsAt(wanted.Address) ? new Refusal("peer.key-again")
        : null;

    public async Task<IResult> Do(string code, string what, IFormCollection sent)
    {
        if (city.Database.Read(connection => PeerStore.Find(connection, code)) is null)
            return Results.NotFound();
        var reason = sent["reason"].ToString().Trim();
        if (what == "end" && reason.Length == 0)
            return One(code, null, null, null, new Refusal("reason.missing"));
        var (by, now) = (AuditBy.Of(Context), city.Clock.Now);
        await city.Database.Write(transaction =>
        {
            if (what == "now")
                PeerStore.Soon(transaction, code, now);
            else
            {
                PeerStore.End(transaction, code, now);
                Audit.Write(transaction, AuditKind.PeerChanged, by, code, what, reason);
            }
            return true;
        });
        return new SeeOther(site.At("peers", code) + $"?done={what}");
    }

    public async Task<IResult> Again(string code, Guid id)
    {
        var now = city.Clock.Now;
        var found = await city.Database.Write(transaction =>
        {
            var one = ExchangeStore.Again(transaction, code, id, now);
            if (one)
                PeerStore.Soon(transaction, code, now);
            return one;
        });
        return found ? new SeeOther(site.At("peers", code) + "?done=again") : Results.NotFound();
    }

    // The history names posts, keys and servers in one column.
    private static bool Taken(System.Data.Common.DbConnection connection, string code) =>
        Sql.Number(
            connection,
            "select (select count(*) from posts where code = $1) + (select count(*) from api_tokens where code = $1)",
            code
        ) > 0;
}

/// <summary>One server with what was exchanged.</summary>
public sealed record PeerView(
    Peer Peer,
    IReadOnlyDictionary<ExchangeStatus, long> Counts,
    IReadOnlyList<Exchange> Exchanges,
    ExchangeStatus? Status,
    int Number
);

/// <summary>What the form of a server sends.</summary>
/// <param name="Key">Empty to keep the one that is there.</param>
/// <param name="Known">Whether it is about one that is there.</param>
public sealed record PeerForm(
    string Code,
    string Name,
    string Address,
    string Jurisdiction,
    string Key,
    string Services,
    bool Pulls,
    bool Tells,
    string Minutes,
    string Reason,
    bool Known
)
{
    private const int MostMinutes = 24 * 60;
    private const int Longest = 100;
    private const int LongestKey = 300;
    private const int LongestServices = 10_000;

    public static PeerForm Blank() => new("", "", "", "", "", "", true, false, "15", "", false);

    public static PeerForm Of(Peer peer) =>
        new(
            peer.Code,
            peer.Name,
            peer.Address,
            peer.Jurisdiction,
            "",
            Open311.Peer.WriteServices(peer.Services),
            peer.Pulls,
            peer.Tells,
            peer.Minutes.ToString(CultureInfo.InvariantCulture),
            "",
            true
        );

    public static PeerForm Read(IFormCollection sent)
    {
        string Said(string name) => sent[name].ToString().Trim();
        return new PeerForm(
            Said("code").ToLowerInvariant(),
            Said("name"),
            Said("address"),
            Said("jurisdiction"),
            Said("key"),
            Said("services").ReplaceLineEndings("\n"),
            Said("pulls").Length > 0,
            Said("tells").Length > 0,
            Said("minutes"),
            Said("reason"),
            Said("known").Length > 0
        );
    }

    /// <param name="taken">Whether somebody else is called so.</param>
    public Outcome<Peer> Peer(Core.Playbooks.Playbook playbook, bool taken)
    {
        if (ApiTokenRules.Refuses(Code, Name, [ApiScope.Open311], "platform") is { } wrong)
            return wrong;
        if (taken)
            return new Refusal("token.code-taken", Code);
        if (OutsideHttp.Read(Address) is not { } address)
            return new Refusal("peer.address");
        if (
            !int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes is < 1 or > MostMinutes
        )
            return new Refusal("peer.minutes", $"{MostMinutes}");
        if (Jurisdiction.Length > Longest || Key.Length > LongestKey || Key.Concat(Jurisdiction).Any(char.IsControl))
            return new Refusal("peer.too-long", $"{Longest}", $"{LongestKey}");
        if (Services.Length > LongestServices)
            return new Refusal("peer.services-long", $"{LongestServices}");
        if (Reason.Length == 0)
            return new Refusal("reason.missing");
        var services = Open311.Peer.ReadServices(Services, playbook);
        if (services.Refusal is { } broken)
            return broken;
        return new Peer(
            Code,
            Name,
            address.AbsoluteUri,
            Jurisdiction,
            null,
            services.Value!,
            Pulls,
            Tells,
            minutes,
            DateTime.UnixEpoch,
            DateTime.UnixEpoch,
            DateTime.UnixEpoch,
            0,
            null,
            "",
            null
        );
    }
}
