using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>Posts that change hands and people who are lent: asked of Core, then written.</summary>
internal static class HolderChanges
{
    public static (Refusal?, Func<Changed>?) Of(OrganisationWriting writing, OrganisationCommand command) =>
        command switch
        {
            HandOver change => OnHandOver(writing, change),
            SignHandover sign => OnSign(writing, sign),
            Second lend => OnSecond(writing, lend),
            ExtendSecondment extend => OnExtend(writing, extend),
            RecallSecondment recall => OnRecall(writing, recall),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };

    private static (Refusal?, Func<Changed>?) OnHandOver(OrganisationWriting writing, HandOver change)
    {
        var at = writing.BeginOf(change.Day);
        var held = HoldingReads.Open(writing.Transaction, "post", change.Post, writing.At);
        var refusal = Appointing.Refuses(
            change,
            writing.Form.By,
            writing.Now,
            held,
            change.Taker is { } taker && Known(writing.Transaction, taker)
                ? HoldingReads.Open(writing.Transaction, "person", taker, writing.At)
                : null,
            writing.Today,
            at
        );
        return (
            refusal,
            () =>
            {
                foreach (var holding in held.Where(holding => holding.Person == change.Leaver))
                    HoldingStore.End(writing.Transaction, holding.Id, at, writing.At);
                if (change.Taker is { } next)
                    HoldingStore.Insert(writing.Transaction, next, change.Post, at, null, seconded: false, writing.At);
                HandoverStore.Make(writing, change, at);
                return new Changed(
                    Values.Id(writing.Form.Id),
                    change.Post,
                    writing.Now.Post(change.Post)!.Unit,
                    Text(change.Leaver),
                    Text(change.Taker)
                );
            }
        );
    }

    private static (Refusal?, Func<Changed>?) OnSign(OrganisationWriting writing, SignHandover sign)
    {
        var made = HandoverStore.Made(writing.Transaction, sign.Handover);
        return (
            Appointing.Refuses(sign, writing.Form.By, made),
            () =>
            {
                HandoverStore.Sign(writing, sign, made!.Post);
                return new Changed(Values.Id(sign.Handover), made.Post, Text(made.Leaver), Text(made.Taker));
            }
        );
    }

    private static (Refusal?, Func<Changed>?) OnSecond(OrganisationWriting writing, Second lend)
    {
        var (from, until) = (writing.BeginOf(lend.From), writing.EndOf(lend.Until));
        return (
            Appointing.Refuses(
                lend,
                writing.Form.By,
                writing.Now,
                HoldingReads.Open(writing.Transaction, "person", lend.Person, writing.At),
                Known(writing.Transaction, lend.Person),
                writing.Today,
                from,
                until
            ),
            () =>
            {
                HoldingStore.Insert(writing.Transaction, lend.Person, lend.Post, from, until, seconded: true, writing.At);
                return Lent(writing, lend.Person, lend.Post);
            }
        );
    }

    private static (Refusal?, Func<Changed>?) OnExtend(OrganisationWriting writing, ExtendSecondment extend)
    {
        var running = HoldingReads.Open(writing.Transaction, "id", extend.Holding, writing.At).FirstOrDefault();
        var until = writing.EndOf(extend.Until);
        return (
            Appointing.Refuses(extend, writing.Form.By, writing.Now, running, writing.At, until),
            () =>
            {
                HoldingStore.End(writing.Transaction, extend.Holding, until, writing.At);
                return Lent(writing, running!.Person, running.Post);
            }
        );
    }

    private static (Refusal?, Func<Changed>?) OnRecall(OrganisationWriting writing, RecallSecondment recall)
    {
        var running = HoldingReads.Open(writing.Transaction, "id", recall.Holding, writing.At).FirstOrDefault();
        return (
            Appointing.Refuses(recall, writing.Form.By, writing.Now, running, writing.At),
            () =>
            {
                HoldingStore.End(writing.Transaction, recall.Holding, writing.At, writing.At);
                return Lent(writing, running!.Person, running.Post);
            }
        );
    }

    private static Changed Lent(OrganisationWriting writing, Guid person, string post) =>
        new(Values.Id(person), post, writing.Now.Post(post)!.Unit);

    private static bool Known(CityTransaction transaction, Guid person) =>
        transaction.Number("select count(*) from people where id = $1", person) > 0;

    private static string? Text(Guid? id) => id is { } known ? Values.Id(known) : null;
}
