using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Import;

/// <summary>The words of our own files in every language, so that what went out of here comes in again.</summary>
public static class CaseWordLists
{
    public static CaseWordList Of(Texts texts)
    {
        var spoken = Texts.Languages.Select(texts.In).ToList();
        return new CaseWordList(
            from t in spoken
            from code in Finders.All
            select (t[$"cases.found.{code}"], code),
            from t in spoken
            from status in Enum.GetValues<CaseStatus>()
            select (t[$"site.status.{status}"], status),
            from t in spoken
            from severity in Enum.GetValues<Severity>()
            select (t[$"cases.severity.{severity}"], severity)
        );
    }
}
