using System.CommandLine;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Data;

/// <summary>The verb <c>migrate</c>: brings the tables of a city to what this release needs.</summary>
public static class MigrateVerb
{
    public static Command Verb()
    {
        var city = Verbs.City();
        var command = new Command(
            "migrate",
            "Brings the database of each city to this release. What is up to date stays as it is."
        )
        {
            city,
        };
        command.SetAction(parsed =>
            VerbRun.Over(
                parsed,
                city,
                (one, progress) =>
                {
                    var applied = one.Database.Migrate();
                    progress.Say(
                        applied.Count == 0
                            ? Verbs.Sentences["migrate.nothing"]
                            : Verbs.Sentences["migrate.done", string.Join(", ", applied)]
                    );
                    return 0;
                }
            )
        );
        return command;
    }
}
