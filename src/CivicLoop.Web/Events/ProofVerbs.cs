using System.CommandLine;
using System.Data.Common;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Events;

/// <summary>The verbs <c>verify</c> and <c>rebuild</c>.</summary>
public static class ProofVerbs
{
    // Shorter beginnings of a printed seal would fit by chance, or by guessing.
    private const int ShortestSeal = 16;

    // A terminal is for the first few; a city bent in a thousand places has one cause.
    private const int Shown = 50;

    public static Command Verify(IReadOnlyList<IStreamKind> kinds, IReadOnlyList<Func<DbConnection, Proven>> others)
    {
        var city = Verbs.City();
        var seal = new Option<string?>("--seal")
        {
            Description =
                $"A seal from a printed bulletin or the public page, or its first {ShortestSeal} characters or more: is it the one this history has?",
        };
        var command = new Command(
            "verify",
            "Recomputes every row, duty, chain, text, photo, search word and seal from the stored history, and the chain of the audit log, and names what is bent."
        )
        {
            city,
            seal,
        };
        command.SetAction(parsed =>
            VerbRun.Over(parsed, city, (one, progress) => VerifyOne(one, kinds, others, parsed.GetValue(seal), progress))
        );
        return command;
    }

    public static Command Rebuild(IReadOnlyList<IStreamKind> kinds)
    {
        var city = Verbs.City();
        var command = new Command("rebuild", "Throws current rows and duties away and makes them again from the history.")
        {
            city,
        };
        command.SetAction(parsed =>
            VerbRun.Over(
                parsed,
                city,
                (one, progress) =>
                {
                    var streams = StreamRebuild.Run(
                        one,
                        kinds,
                        done => progress.Report(Verbs.Sentences["rebuild.progress", done])
                    );
                    progress.Say(Verbs.Sentences["rebuild.done", streams, Seconds(progress)]);
                    return 0;
                }
            )
        );
        return command;
    }

    private static int VerifyOne(
        City city,
        IReadOnlyList<IStreamKind> kinds,
        IReadOnlyList<Func<DbConnection, Proven>> others,
        string? printed,
        Progress progress
    )
    {
        var verified = StreamProof.Verify(city, kinds, others, done => progress.Report(Verbs.Sentences["verify.progress", done]));
        progress.Say(
            Verbs.Sentences[
                "verify.done",
                verified.Streams,
                verified.Events,
                verified.Texts,
                verified.Photos,
                verified.Seals,
                Seconds(progress)
            ]
        );
        foreach (var other in verified.Others)
            progress.Say(Verbs.Sentences[$"verify.also.{other.What}", other.Count]);
        foreach (var bent in verified.Bent.Take(Shown))
            progress.Say(Verbs.Sentences.Refused(bent));
        if (verified.Bent.Count > Shown)
            progress.Say(Verbs.Sentences["verify.more", verified.Bent.Count - Shown]);
        if (verified.Bent.Count == 0)
            progress.Say(Verbs.Sentences["verify.whole"]);
        var sealFits = printed is null || SealFits(city, printed.Trim().ToLowerInvariant(), progress);
        return verified.Bent.Count == 0 && sealFits ? 0 : 1;
    }

    private static bool SealFits(City city, string printed, Progress progress)
    {
        if (printed.Length < ShortestSeal || !printed.All(char.IsAsciiHexDigitLower))
        {
            progress.Say(Verbs.Sentences["verify.seal-short", ShortestSeal]);
            return false;
        }
        var found = city.Database.Read(connection =>
            Sql.One(
                connection,
                "select number, through, made_at, streams, previous, seal from seals where seal like $1",
                SealStore.Read,
                printed + "%"
            )
        );
        progress.Say(
            found is null
                ? Verbs.Sentences["verify.seal-unknown"]
                : Verbs.Sentences["verify.seal-fits", found.Number, found.Through.ToString("yyyy-MM-dd HH:mm 'UTC'", null)]
        );
        return found is not null;
    }

    private static string Seconds(Progress progress) =>
        progress.Elapsed.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
