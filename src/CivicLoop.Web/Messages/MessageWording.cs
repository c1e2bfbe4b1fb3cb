using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Messages;

/// <summary>Codes into words, at the moment in which a message goes: in Chinese, as the office speaks.</summary>
internal sealed class MessageWording(CityHere here, CaseRules rules, MessageSetting setting, Sentences t)
{
    private CaseNames Names => CaseNames.Of(rules);

    /// <param name="bytes">The longest text that the channel takes.</param>
    public Letter Of(DbConnection connection, Batch batch, string? to, IReadOnlyList<string> phones, int bytes)
    {
        var first = batch.Entries[0];
        var title = first.OnDuty
            ? t["messages.title.duties", here.Name.Zh, batch.Entries.Count]
            : t[$"messages.title.{first.Kind}", here.Name.Zh];
        var head = first.OnDuty ? $"{title}{Posts(batch)}" : title;
        if (here.Demo)
            head = $"{t["site.demo"]}\n{head}";
        if (batch.Entries.Any(entry => entry.Again))
            head = $"{head}\n{t["messages.again"]}";
        var lines = first.OnDuty ? Duties(connection, batch.Entries) : [t[$"messages.says.{first.Kind}"]];
        var text = Fitting.Fit(head, lines, left => t["messages.more", left], Link(first.OnDuty ? "desk" : first.Detail), bytes);
        return new Letter(title, text, to, phones);
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
        var what = What(connection, [.. entries.Select(entry => entry.Subject!).Distinct()]);
        var several = entries.Select(entry => entry.Post).Distinct().Count() > 1;
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
                    ] + (several ? t["messages.whose", Names.Owes(entry.Post!, t), Names.Post(entry.Post!)] : "")
                ),
        ];
    }

    private Dictionary<string, string> What(DbConnection connection, string[] streams)
    {
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
