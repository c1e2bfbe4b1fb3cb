namespace CivicLoop.Web.Site;

/// <summary>After an act that was accepted: the browser asks for this page, so that reloading sends nothing twice (303).</summary>
public sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}

/// <summary>An address that belongs to no city but speaks of one: <c>/login?city=karamay</c>.</summary>
public sealed class CityInQuery;
