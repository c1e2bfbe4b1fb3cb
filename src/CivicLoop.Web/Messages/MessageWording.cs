using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Messages;

/// <summary>Codes into words, at the moment in which a message goes: in Chinese, as the office speaks, or as somebody outside does.</summary>
internal sealed class MessageWording(CityHere here, CaseRules rules, MessageSetting setting, Sentences t)
{
    private CaseNames Names => CaseNames.Of(rules);

    /// <param name="bytes">The longest text that the channel takes.</param>
    public Letter Of(DbConnection connection, Batch batch, string? to, IReadOnlyList<string> phones, int bytes)
    {
        var first = batch.Entries[0];
        var (title, lines, path) =
            first.OnDuty
                ? (t["messages.title.duties", here.Name.Zh, batch.Entries.Count], Duties(connection, batch.Entries), "desk")
            : first.OnWatched
                ? (
                    t["messages.title.watched", here.Name.Zh, batch.Entries.Count],
                    Watched(connection, batch.Entries),
                    "orders?watch=mine"
                )
            : (t["messages.title.Trial", here.Name.Zh], [t["messages.says.Trial"]], "");
        var head = Head(batch, first.OnDuty || first.OnWatched ? $"{title}{Posts(batch)}" : title);
        var text = Fitting.Fit(head, lines, left => t["messages.more", left], Link(path), bytes);
        return new Letter(title, text, to, phones);
    }

    /// <summary>For somebody outside: what their room tells, where the rest is, and how to have enough of it.</summary>
    public Letter Of(Telling told, Outsider whom, Batch batch, int bytes)
    {
        var (link, stop) = (Link(told.Path), told.Stop.Length > 0 ? Link(told.Stop) : "");
        var foot = string.Join(
            "\n\n",
            new[] { link, stop.Length > 0 ? t["messages.stop", stop] : "" }.Where(part => part.Length > 0)
        );
        var text = Fitting.Fit(Head(batch, told.Title), told.Lines, left => t["messages.more-outside", left], foot, bytes);
        return new Letter(told.Title, text, whom.Mail, []) { Stop = stop, Language = whom.Language };
    }

    private string Head(Batch batch, string title)
    {
        var head = here.Demo ? $"{t["site.demo"]}\n{title}" : title;
        return batch.Entries.Any(entry => entry.Again) ? $"{head}\n{t["messages.again"]}" : head;
    }

    private string Link(string path) =>
        setting.Base.Length == 0 ? "" : $"{setting.Base.TrimEnd('/')}/{here.Code}/{path}".TrimEnd('/');

    private string Posts(Batch batch)
    {
        string[] posts = [.. batch.Entries.Select(entry => entry.Post).OfType<string>().Distinct()];
        return posts.Length == 1 ? t["messages.to", Names.Owes(posts[0], t), Names.Post(posts[0])] : "";
    }

    // The most urgent first; in a group each line says whose it is.
    private List<string> Duties(DbConnection connection, IReadOnlyList<Entry> entries)
    {
        var what = What(connection, entries);
        return
        [
            .. entries
                .OrderByDescending(entry => entry.Kind)
                .ThenBy(entry => entry.Until)
                .Select(entry =>
                    t[
                        $"messages.line.{entry.Kind}",
                        what.GetValueOrDefault(entry.Subject!, ""),
                        t[$"duties.kind.{entry.Detail}"],
                        Local(entry.Until!.Value)
                    ] + Whose(entry, entries)
                ),
        ];
    }

    // As it came about.
    private List<string> Watched(DbConnection connection, IReadOnlyList<Entry> entries)
    {
        var what = What(connection, entries);
        return
        [
            .. entries.Select(entry =>
                t[
                    "messages.line.Watched",
                    what.GetValueOrDefault(entry.Subject!, ""),
                    t[$"orders.event.{entry.Detail}"],
                    Local(entry.AddedAt)
                ] + Whose(entry, entries)
            ),
        ];
    }

    private string Whose(Entry entry, IReadOnlyList<Entry> among) =>
        among.Any(other => other.Post != entry.Post)
            ? t["messages.whose", Names.Owes(entry.Post!, t), Names.Post(entry.Post!)]
            : "";

    private Dictionary<string, string> What(DbConnection connection, IReadOnlyList<Entry> entries)
    {
        string[] streams = [.. entries.Select(entry => entry.Subject!).Distinct()];
        var named = streams
            .Chunk(200)
            .SelectMany(some =>
                Sql.Many(
                    connection,
                    $"select stream, number, category from cases where stream in ({Sql.List(1, some.Length)})",
                    row =>
                        KeyValuePair.Create(
                            row.GetString(0),
                            t["messages.case", row.GetInt64(1), Names.Category(row.GetString(2))]
                        ),
                    [.. some]
                )
            )
            .ToDictionary();
        foreach (var kind in Program.Streams.Where(kind => kind != CaseStream.Kind))
        foreach (var some in streams.Except(named.Keys).Chunk(200))
        foreach (
            var (stream, number) in Sql.Many(
                connection,
                $"select stream, number from {kind.Table} where stream in ({Sql.List(1, some.Length)})",
                row => (row.GetString(0), row.GetInt64(1)),
                [.. some]
            )
        )
            named[stream] = t["messages.stream", t[$"site.stream.{kind.Name}"], number];
        return named;
    }

    private string Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, here.Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
