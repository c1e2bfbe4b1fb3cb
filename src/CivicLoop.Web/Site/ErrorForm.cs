namespace CivicLoop.Web.Site;

/// <summary>Addresses of another standard, which say in its own form what the product answers by itself.</summary>
/// <param name="Fits">Whether an address is of this standard.</param>
/// <param name="Answer">Writes the answer: a status and a sentence for people.</param>
public sealed record ErrorForm(Func<HttpRequest, bool> Fits, Func<HttpContext, int, string, Task> Answer);
