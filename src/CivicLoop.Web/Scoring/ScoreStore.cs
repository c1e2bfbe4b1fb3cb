using CivicLoop.Web.Data;

namespace CivicLoop.Web.Scoring;

/// <summary>
/// The scores of days that are over, kept for lines over many days. They are what <see cref="ScoreReads"/> comes to
/// for that day, now and for ever; nothing is decided by them that could not be computed again.
/// </summary>
public static class ScoreStore
{
    public const string Place = "place";
    public const string Unit = "unit";

    private const int Batch = 500;

    /// <summary>Once for each day, whoever comes second.</summary>
    public static bool Keep(CityTransaction transaction, DayScored scores, DateTime recordedAt)
    {
        if (transaction.Number("select count(*) from scored_days where day = $1", scores.On.Day) > 0)
            return false;
        transaction.Execute("insert into scored_days (day, recorded_at) values ($1, $2)", scores.On.Day, recordedAt);
        foreach (var (kind, all) in new[] { (Place, scores.Places), (Unit, scores.Units) })
        foreach (var some in all.Where(score => score.Known).Chunk(Batch))
            transaction.InsertMany(
                "insert into day_scores (day, kind, code, points, checked, asked)",
                [
                    .. some.Select(score =>
                        (object?[])[scores.On.Day, kind, score.Code, score.Points!.Value, score.Checked, score.Asked]
                    ),
                ]
            );
        return true;
    }
}
