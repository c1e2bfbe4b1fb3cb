namespace CivicLoop.Web.Exchange.Import;

/// <summary>What is said with a file of cases, as it was typed; only the files have to be chosen again.</summary>
/// <param name="Id">Made with the form: sent twice, it is one file.</param>
public sealed record CaseImportUpload(Guid Id, string Source, string System, string Reason)
{
    public static CaseImportUpload Blank() => new(Guid.CreateVersion7(), "", "", "");

    public static CaseImportUpload Read(IFormCollection form)
    {
        string Text(string name) => form[name].ToString().Trim();
        return new CaseImportUpload(
            Guid.TryParse(form["id"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            Text("source"),
            Text("system"),
            Text("reason")
        );
    }
}
