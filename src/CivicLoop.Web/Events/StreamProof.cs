using System.Data.Common;
using System.Security.Cryptography;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Events;

/// <summary>What verification went through, and everything it found bent, each with stream and number.</summary>
/// <param name="Others">What is kept beside the streams and was proved at the same instant; what is bent of it is in <paramref name="Bent"/>.</param>
public sealed record Verified(
    long Streams,
    long Events,
    long Texts,
    long Photos,
    int Seals,
    IReadOnlyList<Refusal> Bent,
    IReadOnlyList<Proven> Others
);

/// <summary>Something beside the streams that a room can prove.</summary>
/// <param name="What">Its name in the texts: <c>verify.also.WHAT</c>.</param>
public sealed record Proven(string What, long Count, IReadOnlyList<Refusal> Bent);

/// <summary>
/// <c>verify</c>: recomputes rows, duties, chains, seals and the fingerprints of texts and photos from the stored
/// bytes, at one instant, while the city goes on working.
/// </summary>
public static class StreamProof
{
    public static Verified Verify(
        City city,
        IReadOnlyList<IStreamKind> kinds,
        IReadOnlyList<Func<DbConnection, Proven>> others,
        Action<long>? progress = null
    ) =>
        city.Database.ReadSnapshot(connection =>
        {
            var streams = new Pass(city, kinds, connection).Run(progress);
            var proven = others.Select(prove => prove(connection)).ToList();
            return streams with { Others = proven, Bent = [.. streams.Bent, .. proven.SelectMany(one => one.Bent)] };
        });

    private sealed class Pass(City city, IReadOnlyList<IStreamKind> kinds, DbConnection connection)
    {
        private readonly List<Refusal> bent = [];
        private readonly BlobStore blobs = new(city.PhotoFolder);
        private long events;
        private long texts;
        private long photos;

        public Verified Run(Action<long>? progress)
        {
            var seals = Sql.Many(
                connection,
                "select number, through, made_at, streams, previous, seal from seals order by number",
                SealStore.Read
            );
            using var windows = new SealWindows(seals);
            var streams = 0L;
            foreach (var batch in StreamBatches.Walk(connection))
            {
                var (first, last) = (batch[0].Stream, batch[^1].Stream);
                var rows = kinds.ToDictionary(kind => kind, kind => Rows(kind, first, last));
                var duties = Duties(first, last);
                var kept = Kept("texts", "text", first, last);
                var taken = Kept("photos", "blob", first, last);
                foreach (var (stream, stored) in batch)
                {
                    var replay = new StreamReplay(kinds, stored);
                    for (var at = 0; at < stored.Count; at++)
                        windows.Add(stored[at], replay.Hashes[at]);
                    windows.EndStream(stream);
                    events += stored.Count;
                    streams++;
                    var row = rows[replay.Kind].GetValueOrDefault(stream);
                    Compare(stream, replay, row, duties.GetValueOrDefault(stream) ?? [], stored[^1].Number);
                    CompareTexts(replay, kept);
                    ComparePhotos(replay, taken);
                }
                progress?.Invoke(events);
            }
            foreach (var kind in kinds)
                Orphans(kind);
            foreach (var seal in windows.Broken())
                bent.Add(new Refusal("verify.seal", $"{seal.Number}", $"{seal.Through:yyyy-MM-dd HH:mm}Z"));
            return new Verified(streams, events, texts, photos, seals.Count, bent, []);
        }

        private void Orphans(IStreamKind kind)
        {
            var orphans = Sql.Many(
                connection,
                $"select number from {kind.Table} kept where not exists (select 1 from events where events.stream = kept.stream) order by number",
                row => row.GetInt64(0)
            );
            bent.AddRange(orphans.Select(number => Bent("no-events", kind, number, 1)));
        }

        private void Compare(string stream, StreamReplay replay, object?[]? row, List<string> duties, int last)
        {
            if (replay.Bent is { } broken)
                bent.Add(Bent(broken.How, replay.Kind, replay.Number, broken.Number));
            if (replay.Version == 0)
                return;
            if (row is null)
            {
                bent.Add(Bent("row-missing", replay.Kind, replay.Number, last));
                return;
            }
            var expected = replay.Row(Guid.Parse(stream));
            for (var column = 0; column < expected.Length; column++)
            {
                if (Equals(Plain(Values.Column(expected[column])), Plain(row[column] ?? DBNull.Value)))
                    continue;
                // A head that differs while the chain fits means that the last event itself was changed.
                var how = replay.Kind.Columns[column] == "head" && replay.Bent is null ? "changed" : "row";
                if (how == "row" && replay.Bent is not null)
                    break;
                bent.Add(Bent(how, replay.Kind, replay.Number, last, replay.Kind.Columns[column]));
                break;
            }
            var owed = replay.Duties.Select(duty => DutyLine(duty)).ToList();
            if (!owed.SequenceEqual(duties))
                bent.Add(Bent("duties", replay.Kind, replay.Number, last));
        }

        private void CompareTexts(StreamReplay replay, Dictionary<string, (string? Salt, string? Content)> kept)
        {
            foreach (var text in replay.Texts)
            {
                texts++;
                if (!kept.TryGetValue(Values.Id(text.Id), out var row))
                    bent.Add(Bent("text-missing", replay.Kind, replay.Number, replay.Version));
                else if (row is { Salt: { } salt, Content: { } content } && Chain.Salted(salt, content) != text.Hash)
                    bent.Add(Bent("text-changed", replay.Kind, replay.Number, replay.Version));
            }
        }

        private void ComparePhotos(StreamReplay replay, Dictionary<string, (string? Salt, string? Content)> kept)
        {
            foreach (var photo in replay.Photos)
            {
                photos++;
                if (!kept.TryGetValue(Values.Id(photo.Id), out var row))
                    bent.Add(Bent("photo-missing", replay.Kind, replay.Number, replay.Version));
                else if (row is { Salt: { } salt, Content: { } blob })
                {
                    if (Chain.Salted(salt, blob) != photo.Hash || !IsWhole(blob))
                        bent.Add(Bent("photo-changed", replay.Kind, replay.Number, replay.Version));
                }
            }
        }

        private bool IsWhole(string blob)
        {
            using var file = blobs.Open(blob);
            return file is not null && Convert.ToHexStringLower(SHA256.HashData(file)) == blob;
        }

        private Dictionary<string, object?[]> Rows(IStreamKind kind, string first, string last) =>
            Sql.Many(
                    connection,
                    $"select {string.Join(", ", kind.Columns)} from {kind.Table} where stream >= $1 and stream <= $2",
                    row =>
                    {
                        var values = new object?[kind.Columns.Count];
                        for (var column = 0; column < values.Length; column++)
                            values[column] = row.GetValue(column);
                        return values;
                    },
                    first,
                    last
                )
                .ToDictionary(row => (string)row[0]!, StringComparer.Ordinal);

        private Dictionary<string, List<string>> Duties(string first, string last) =>
            Sql.Many(
                    connection,
                    """
                    select subject, number, kind, post, checker, since, yellow, due, limit_text, provisional, done_at
                    from duties where subject >= $1 and subject <= $2 order by subject, number
                    """,
                    row =>
                        (
                            Subject: row.GetString(0),
                            Line: string.Join('|', Enumerable.Range(1, 10).Select(column => Plain(row.GetValue(column))))
                        ),
                    first,
                    last
                )
                .GroupBy(duty => duty.Subject, StringComparer.Ordinal)
                .ToDictionary(duties => duties.Key, duties => duties.Select(duty => duty.Line).ToList(), StringComparer.Ordinal);

        private Dictionary<string, (string? Salt, string? Content)> Kept(
            string table,
            string column,
            string first,
            string last
        ) =>
            Sql.Many(
                    connection,
                    $"select id, salt, {column} from {table} where stream >= $1 and stream <= $2",
                    row => (Id: row.GetString(0), Salt: Sql.Text(row, 1), Content: Sql.Text(row, 2)),
                    first,
                    last
                )
                .ToDictionary(row => row.Id, row => (row.Salt, row.Content), StringComparer.Ordinal);

        private static string DutyLine(ReplayedDuty one) =>
            string.Join(
                '|',
                new object?[]
                {
                    one.Number,
                    one.Duty.Kind,
                    one.Duty.Post,
                    one.Duty.Checker,
                    one.Duty.Since,
                    one.Duty.Yellow,
                    one.Duty.Due,
                    one.Duty.Limit,
                    one.Duty.Provisional,
                    one.DoneAt,
                }.Select(value => Plain(Values.Column(value)))
            );

        // The two databases hand back int or long for the same column; what counts is the value.
        private static object? Plain(object value) =>
            value switch
            {
                DBNull => null,
                int number => (long)number,
                _ => value,
            };

        private static Refusal Bent(string how, IStreamKind kind, long number, int at, string detail = "") =>
            new($"verify.{how}", $"{number}", $"{at}", detail, kind.Name);
    }
}
