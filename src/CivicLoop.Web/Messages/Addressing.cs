using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;

namespace CivicLoop.Web.Messages;

/// <param name="To">Sealed: mail address or phone; null for a group.</param>
/// <param name="Phone">Sealed: how a group calls the person by name.</param>
/// <param name="Alone">Goes with nothing else but what shares it: what one person outside is told, or a trial.</param>
internal sealed record Addressed(Entry Entry, string Channel, string? To, string? Phone, string? Alone);

/// <summary>Who is told, and on which channel: the holder of a post now, by what they chose. What nobody is to be told ends here.</summary>
internal sealed class Addressing(CityTransaction transaction, MessageSetting setting, DateTime now)
{
    public List<Addressed> Of(IReadOnlyList<Entry> ready)
    {
        var owed = StillOwed(ready);
        var holders = Wishes.OfHolders(transaction, [.. ready.Select(entry => entry.Post).OfType<string>().Distinct()], now);
        var addressed = new List<Addressed>();
        foreach (var entry in ready)
        {
            if (entry.OnDuty && !owed.Contains((entry.Subject!, entry.Detail, entry.Post!)))
                OutboxStore.End(transaction, entry, MessageState.Unwanted, "messages.done-already", now);
            else if (entry.Kind == MessageKind.Trial)
                Add(entry, entry.Channel!, entry.Address, null, entry.Id);
            else if (entry.Post is null)
                Add(entry, AllChannels.Mail, null, null, entry.Subject);
            else
                foreach (var (one, wish) in ToEach(entry, holders[entry.Post]))
                    Wished(one, wish);
        }
        return addressed;

        void Wished(Entry entry, Wish? wish)
        {
            var channel =
                wish is null ? setting.Usual
                : entry.Kind is MessageKind.Owed or MessageKind.Watched ? wish.Owed
                : wish.Lights;
            if (channel.Length == 0)
                OutboxStore.End(transaction, entry, MessageState.Unwanted, "messages.not-wished", now);
            else
                Add(
                    entry,
                    channel,
                    channel switch
                    {
                        AllChannels.Mail => wish?.Mail,
                        AllChannels.Sms => wish?.Phone,
                        _ => null,
                    },
                    wish?.Phone,
                    null
                );
        }

        void Add(Entry entry, string channel, string? to, string? phone, string? alone)
        {
            if (setting.Demo)
                addressed.Add(new Addressed(entry, AllChannels.KeptHere, entry.Person ?? to, null, alone));
            else if (!setting.Channels.Contains(channel))
                OutboxStore.End(transaction, entry, MessageState.Dead, "messages.channel-off", now);
            else if (channel is AllChannels.Mail or AllChannels.Sms && to is null && !entry.Outside)
                OutboxStore.End(transaction, entry, MessageState.Dead, "messages.no-address", now);
            else
                addressed.Add(new Addressed(entry, channel, to, phone, alone));
        }
    }

    // A post has one holder as a rule; where it has several, each is told.
    private IEnumerable<(Entry Entry, Wish? Wish)> ToEach(Entry entry, IEnumerable<(string Person, Wish? Wish)> holders)
    {
        var (told, first) = (false, entry.Person is null);
        foreach (var (person, wish) in holders.Where(holder => entry.Person is null || holder.Person == entry.Person))
        {
            var one = entry with { Person = person, Id = told ? Values.Id(Guid.CreateVersion7()) : entry.Id };
            if (told)
                transaction.Execute(
                    """
                    insert into outbox (id, kind, post, subject, detail, until, state, added_at, due_at, attempts, person, again)
                    select $1, kind, post, subject, detail, until, state, added_at, due_at, attempts, $2, again from outbox where id = $3
                    """,
                    one.Id,
                    person,
                    entry.Id
                );
            else if (first)
                transaction.Execute("update outbox set person = $2 where id = $1", entry.Id, person);
            told = true;
            yield return (one, wish);
        }
        if (!told)
            OutboxStore.End(transaction, entry, MessageState.Unwanted, "messages.vacant", now);
    }

    // What was done while the message waited is told to nobody.
    private HashSet<(string Subject, string Kind, string Post)> StillOwed(IReadOnlyList<Entry> ready) =>
        ready
            .Where(entry => entry.OnDuty)
            .Select(entry => entry.Subject!)
            .Distinct()
            .Chunk(200)
            .SelectMany(some =>
                transaction.Many(
                    $"select subject, kind, post from duties where done_at is null and subject in ({Sql.List(1, some.Length)})",
                    row => (row.GetString(0), row.GetString(1), row.GetString(2)),
                    [.. some]
                )
            )
            .ToHashSet();
}
