using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>
/// Takes a request in. All that is wrong with it is told at once; what is right becomes a case in the same moment, so
/// that the answer has its number. Sent again with the same <c>Idempotency-Key</c>, it is the same case.
/// </summary>
public sealed class Open311Filing(SiteContext site, Open311Door door, Texts texts, Sentences t)
{
    public const int LongestDescription = 4000;
    private const int LongestAddress = 200;
    private const int LongestNumber = 100;

    // Which device somebody holds and who they are elsewhere is nothing that a city needs.
    private static readonly string[] Unkept = ["device_id", "account_id"];

    private City City => site.Here.City;

    public async Task<IResult> Post(HttpContext http)
    {
        var json = Open311Result.IsJson(http.Request);
        var opened = await door.Open(http);
        if (opened.Refusal is { } shut)
            return door.Refuse(json, shut);
        var (token, form) = (opened.Value!, http.Request.Form);
        var wrong = new List<Refusal>();
        var category = Category(form, wrong);
        var answers = category is null ? null : Answers(form, category, wrong);
        var at = Where(form, wrong);
        var description = Said(form, "description").ReplaceLineEndings("\n");
        if (description.Length > LongestDescription)
            wrong.Add(new Refusal("open311.too-long", $"{LongestDescription}"));
        if (Said(form, "address_string").Length > LongestAddress)
            wrong.Add(new Refusal("open311.too-long", $"{LongestAddress}"));
        var media = Link(form, "media_url", wrong);
        var number = Said(form, "service_request_id_ext");
        if (number.Length > LongestNumber)
            wrong.Add(new Refusal("open311.too-long", $"{LongestNumber}"));
        var contact = Contact(form, wrong);
        var photos = await PhotoStaging.StageAll(City, [.. Files(form)], [], staff: false);
        wrong.AddRange(photos.Refused.Select(one => one.Refusal));
        if (wrong.Count > 0)
            return door.Refuse(json, wrong);

        var input = new ReceiveInput(
            category!.Code,
            at!,
            What(description, category, answers!, Said(form, "address_string"), media),
            photos.Photos,
            token.FoundBy,
            new Source(token.Code, number.Length > 0 ? number : null, Link(form, "source_url", [])),
            Trackings.NewCode()
        );
        var act = Act(http, token, "open311.reason", "request");
        // Whoever programs a caller chooses no language for those who speak through it.
        var outcome = await Reporters.Take(City, door.Rules, act, input, contact, Texts.Simplified);
        if (outcome.Refusal is { } refusal)
            return door.Refuse(json, refusal);
        var done = outcome.Value!;
        // Of what was sent before, the first code counts.
        var tracking = City.Database.Read(connection => Trackings.Of(connection, done.Stream));
        return Open311Result.List(
            json,
            "service_requests",
            "request",
            [
                new Fields
                {
                    { "service_request_id", Open311Requests.Id(done.Number) },
                    { "service_notice", Notice(http, form, answers!, tracking, contact.Length > 0) },
                    { "account_id", null },
                },
            ]
        );
    }

    /// <summary>What every act by a key carries. Its id is the client's where it says one.</summary>
    /// <param name="of">What the id stands for, beside the key.</param>
    internal ActForm Act(HttpContext http, ApiToken token, string reason, string of, string? id = null)
    {
        id ??= http.Request.Headers["Idempotency-Key"].ToString().Trim();
        // The history is written in the language of the office.
        return TokenActs.Form(token, "open311", texts.In(Texts.Simplified)[reason, token.Name], of, id);
    }

    internal static string Said(IFormCollection form, string name) => form[name].ToString().Trim();

    internal static IEnumerable<IFormFile> Files(IFormCollection form) =>
        form.Files.Where(file => file.Name is "media" or "media[]" && file.Length > 0);

    /// <summary>An address of the web that is kept in words and never called: null where none was said.</summary>
    internal static string? Link(IFormCollection form, string name, List<Refusal> wrong)
    {
        var said = Said(form, name);
        if (said.Length == 0)
            return null;
        if (said.Length <= SourceLink.Longest && SourceLink.Read(said) is { } link)
            return link;
        wrong.Add(new Refusal("open311.link", name));
        return null;
    }

    // How to reach whoever told it goes where a citizen's contact goes: apart, for the office alone, erasable.
    private static string Contact(IFormCollection form, List<Refusal> wrong)
    {
        string Part(string name)
        {
            var said = string.Concat(Said(form, name).Select(letter => char.IsControl(letter) ? ' ' : letter));
            if (said.Length > ContactStore.Longest)
                wrong.Add(new Refusal("intake.contact-long", $"{ContactStore.Longest}"));
            return said;
        }

        var (first, last) = (Part("first_name"), Part("last_name"));
        // In Chinese the family's name stands first, and no blank between.
        var name = (first + last).Any(letter => letter >= '\u2e80') ? last + first : $"{first} {last}".Trim();
        return Reporters.Line(name, Part("phone"), Part("email"));
    }

    // attribute[CODE] and attribute[CODE][].
    private static QuestionAnswers Answers(IFormCollection form, Category category, List<Refusal> wrong)
    {
        const string begins = "attribute[";
        var sent = form.Where(one => one.Key.StartsWith(begins, StringComparison.Ordinal) && one.Key.Contains(']'))
            .GroupBy(one => one.Key[begins.Length..one.Key.IndexOf(']')])
            .ToDictionary(
                one => one.Key,
                one =>
                    (IReadOnlyList<string>)
                        [
                            .. one.SelectMany(values => values.Value)
                                .Select(value => value?.Trim() ?? "")
                                .Where(value => value.Length > 0),
                        ]
            );
        return QuestionAnswers.Of(sent, category.Questions, code => $"attribute[{code}]", wrong);
    }

    private Category? Category(IFormCollection form, List<Refusal> wrong)
    {
        var code = Said(form, "service_code");
        var category = Open311Services.Find(door.Rules.Playbook, code);
        if (code.Length == 0)
            wrong.Add(new Refusal("open311.code-missing"));
        else if (category is null)
            wrong.Add(new Refusal("category.unknown", code));
        return category;
    }

    // The plate of a place or a facility is surest, then a position, then what somebody calls the place.
    private Location? Where(IFormCollection form, List<Refusal> wrong)
    {
        var (id, name) = (Said(form, "address_id"), Said(form, "address_string"));
        var (lat, lon) = (Said(form, "lat"), Said(form, "long"));
        var day = door.Rules.Calendar.DayOf(City.Clock.Now);
        return City.Database.Read(connection =>
        {
            var territory = new Territory(door.Rules.Playbook, connection, day);
            Location? at = null;
            if (id.Length > 0)
            {
                at = territory.Plated(id);
                if (at is null)
                    wrong.Add(new Refusal("open311.address-id", id));
            }
            else if (lat.Length > 0 || lon.Length > 0)
            {
                if (Degrees(lon, 180) is { } east && Degrees(lat, 90) is { } north)
                    at = territory.At(east, north);
                else
                    wrong.Add(new Refusal("open311.position"));
            }
            else if (name.Length > 0)
            {
                // Only one place may be meant: a case at the wrong door helps nobody.
                var named = PlaceReads.Search(connection, new PlaceFilter(name), day, most: 2);
                var exactly = named.Where(one => one.Name == name).ToList();
                if ((exactly.Count == 1 ? exactly : named) is [var only])
                    at = territory.Of(only.Code);
                else
                    wrong.Add(new Refusal(named.Count == 0 ? "open311.address" : "open311.address-ambiguous", name));
            }
            else
            {
                wrong.Add(new Refusal("open311.where"));
            }
            if (at is { District.Length: 0 })
                wrong.Add(new Refusal("place.outside"));
            return at;
        });
    }

    private string What(string description, Category category, QuestionAnswers answers, string address, string? media)
    {
        var office = texts.In(Texts.Simplified);
        List<string> lines = [description.Length > 0 ? description : office["open311.no-words", category.Name]];
        lines.AddRange(answers.Lines.Select(answer => office["open311.answer", answer.Ask, answer.Said]));
        if (address.Length > 0)
            lines.Add(office["open311.answer", office["open311.address-said"], address]);
        if (media is not null)
            lines.Add(office["open311.answer", office["open311.media-said"], media]);
        return string.Join('\n', lines);
    }

    private string Notice(HttpContext http, IFormCollection form, QuestionAnswers answers, string? tracking, bool contact)
    {
        var parts = new List<string>();
        if (tracking is not null)
            parts.Add(t["open311.follow", $"{http.Request.Scheme}://{http.Request.Host}{site.At("report", tracking)}"]);
        if (contact)
            parts.Add(t["open311.contact-kept", door.Rules.Playbook.Limits.ContactDays]);
        if (Unkept.Any(name => Said(form, name).Length > 0))
            parts.Add(t["open311.unkept"]);
        if (answers.Unknown.Count > 0)
            parts.Add(t["open311.unknown-answers", string.Join(", ", answers.Unknown)]);
        if (site.Here.Demo)
            parts.Add(t["site.demo"]);
        return string.Join(' ', parts);
    }

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
