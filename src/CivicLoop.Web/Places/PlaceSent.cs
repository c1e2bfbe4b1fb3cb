using CivicLoop.Core.Events;

namespace CivicLoop.Web.Places;

/// <summary>A form about a place or facility as it was sent, so that a refused one comes back open with all that was typed.</summary>
/// <param name="Act">Which of the forms on the page.</param>
/// <param name="Wrong">What is wrong with it, in sentences.</param>
public sealed record PlaceSent(string Act, IFormCollection Form, IReadOnlyList<string> Wrong)
{
    public string this[string field] => Form[field].ToString().Trim();

    /// <summary>Made with the form: sent twice, it is one act.</summary>
    public Guid Id => Guid.TryParse(Form["act"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7();

    public string Reason => this["reason"];

    public static async Task<PlaceSent> Read(string act, HttpContext context) =>
        new(act, await context.Request.ReadFormAsync(context.RequestAborted), []);

    public PlaceSent With(IEnumerable<string> wrong) => this with { Wrong = [.. Wrong, .. wrong] };

    public PlaceSent With(Site.Sentences t, params IEnumerable<Refusal> wrong) =>
        With(wrong.Select(refusal => Site.Refusals.Refused(t, refusal)));
}
