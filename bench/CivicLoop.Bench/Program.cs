using CivicLoop.Bench.Beside;
using CivicLoop.Bench.Cases;
using CivicLoop.Bench.Exchange;
using CivicLoop.Bench.Intake;
using CivicLoop.Bench.Load;
using CivicLoop.Bench.Places;
using CivicLoop.Bench.Rhythm;
using CivicLoop.Bench.Scoring;
using CivicLoop.Bench.Supervision;

return args switch
{
    ["acts", ..] => await ActsBench.Run(),
    ["list", ..] => await ScaleBench.Lists(),
    ["tiles", ..] => await ScaleBench.Maps(),
    ["desk", ..] => await ScaleBench.Desks(),
    ["agenda", ..] => await AgendaBench.Run(),
    ["leader", ..] => await ScaleBench.Leaders(),
    ["import", ..] => await ImportBench.Run(),
    ["import-cases", ..] => await CaseImportBench.Run(),
    ["door", ..] => await DoorBench.Run(),
    ["bare", var folder] => await BareEndpoint.Run(folder),
    ["ladder", ..] => await LadderBench.Run(),
    ["scores", ..] => await ScoresBench.Run(),
    ["redmine", ..] => await RedmineBench.Run(),
    ["start", ..] => await StartBench.Run(),
    ["memory", ..] => await MemoryBench.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine(
        """
        Measurements. Each writes its table to bench/CivicLoop.Bench/results/<name>.md with the command that made it.
          acts    durable acts per second through the door, beside raw grouped inserts of the same rows and one transaction each
          list    p99 of the case list and the case page at 13,000 and at 1,000,000 cases, on both databases
          tiles   the same for the tiles of the map
          desk    the same for the desk of a clerk
          agenda  what a beat gathers before it is called, at 13,000 and at 1,000,000 cases, beside a bare count
          leader  p99 of a leader's page with a million duties open, on both databases
          import  a file of 100,000 places with bad rows, checked and written, beside a raw insert of the same rows
          import-cases
                  a record of 20,000 closed cases of another system, beside a raw insert of the same rows
          door    64 clients report with photos, beside a bare endpoint; ten times as many as it can take, and afterwards
          ladder  all lights and all rungs of 100,000 open duties in one pass, beside a bare scan of the same rows
          scores  a city-year of daily scores in one pass, beside a bare pass over the same events
          redmine making, listing and reading 100,000 problems, beside Redmine from Debian's packages; needs root
          start   start of the built server to its first page
          memory  memory of the server idle and under load
        """
    );
    return 1;
}
