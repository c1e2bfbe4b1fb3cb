using CivicLoop.Core.Events;

namespace CivicLoop.Core.Organisation;

/// <summary>Who holds a post from when to when.</summary>
/// <param name="To">Null while no end is known.</param>
/// <param name="Seconded">抽调: ends by itself at <paramref name="To"/>, beside a post of one's own.</param>
public sealed record Holding(Guid Id, string Post, Guid Person, DateTime From, DateTime? To, bool Seconded)
{
    public bool At(DateTime when) => From <= when && (To is null || To > when);
}

/// <summary>A hand-over as it was made, for who signs it.</summary>
public sealed record HandoverMade(Guid Id, string Post, Guid? Leaver, Guid? Taker, IReadOnlySet<HandoverSide> Signed);

/// <summary>
/// Who takes, leaves and lends a post: why an act is refused, or null when it may be done. Pure; nothing here may
/// change what was before <c>now</c>.
/// </summary>
public static class Appointing
{
    /// <summary>As far ahead as a change of hands may be laid down.</summary>
    public const int MostDaysAhead = 366;

    /// <summary>As long as somebody may be lent at once; longer is an extension, with its own reason.</summary>
    public const int MostDaysLent = 1096;

    /// <param name="ofPost">Every holding of the post that is not over.</param>
    /// <param name="ofTaker">The same of whoever takes it; null where there is no such person.</param>
    /// <param name="at">When it changes hands.</param>
    public static Refusal? Refuses(
        HandOver change,
        Actor by,
        OrganisationNow now,
        IReadOnlyList<Holding> ofPost,
        IReadOnlyList<Holding>? ofTaker,
        DateOnly today,
        DateTime at
    )
    {
        if (Reorganising.OnPost(change.Post, change, by, now) is { } refusal)
            return refusal;
        if (change.Leaver is null && change.Taker is null)
            return new Refusal("handover.nobody");
        if (change.Leaver == change.Taker)
            return new Refusal("handover.to-oneself");
        if (Day(change.Day, today) is { } unfit)
            return unfit;
        if (change.Leaver is { } leaver && !ofPost.Any(holding => holding.Person == leaver && holding.At(at)))
            return new Refusal("handover.not-held", now.Post(change.Post)!.Name);
        if (change.Taker is null)
            return null;
        if (ofTaker is null)
            return new Refusal("person.unknown");
        if (ofTaker.Any(holding => holding.Post == change.Post && (holding.To is null || holding.To > at)))
            return new Refusal("handover.held-already", now.Post(change.Post)!.Name);
        return Apart(change.Post, ofTaker, now);
    }

    public static Refusal? Refuses(SignHandover sign, Actor by, HandoverMade? made)
    {
        if (made is null)
            return new Refusal("handover.unknown");
        var named = sign.Side == HandoverSide.Gives ? made.Leaver : made.Taker;
        if (named is null)
            return new Refusal("handover.no-such-side");
        // On paper the office vouches for it; otherwise nobody signs for somebody else.
        if (sign.OnPaper ? May.Organise(by.Role, OrganisationAct.Sign) != Scope.City : by.Person != named)
            return Reorganising.NotYours(sign);
        return made.Signed.Contains(sign.Side) ? new Refusal("handover.signed-already") : null;
    }

    /// <param name="ofPerson">Every holding of the person that is not over.</param>
    public static Refusal? Refuses(
        Second lend,
        Actor by,
        OrganisationNow now,
        IReadOnlyList<Holding> ofPerson,
        bool personKnown,
        DateOnly today,
        DateTime from,
        DateTime until
    )
    {
        if (Reorganising.OnPost(lend.Post, lend, by, now) is { } refusal)
            return refusal;
        if (!personKnown)
            return new Refusal("person.unknown");
        if (now.Unit(now.Post(lend.Post)!.Unit)!.Kind != UnitKinds.TaskForce)
            return new Refusal("second.no-task-force", now.Post(lend.Post)!.Name);
        if (!ofPerson.Any(holding => !holding.Seconded && holding.At(from)))
            return new Refusal("second.no-own-post");
        if (Day(lend.From, today) is { } unfit)
            return unfit;
        if (lend.Until < lend.From)
            return new Refusal("second.until-before");
        if (lend.Until > lend.From.AddDays(MostDaysLent))
            return new Refusal("second.too-long", Reorganising.Text(MostDaysLent));
        if (
            ofPerson.Any(holding =>
                holding.Post == lend.Post && holding.From < until && (holding.To is null || holding.To > from)
            )
        )
            return new Refusal("handover.held-already", now.Post(lend.Post)!.Name);
        return Apart(lend.Post, ofPerson, now);
    }

    /// <param name="until">The new end.</param>
    public static Refusal? Refuses(
        ExtendSecondment extend,
        Actor by,
        OrganisationNow now,
        Holding? running,
        DateTime at,
        DateTime until
    )
    {
        if (Running(extend, by, now, running, at) is { } refusal)
            return refusal;
        if (until <= running!.To)
            return new Refusal("second.not-longer");
        return until > at.AddDays(MostDaysLent) ? new Refusal("second.too-long", Reorganising.Text(MostDaysLent)) : null;
    }

    public static Refusal? Refuses(RecallSecondment recall, Actor by, OrganisationNow now, Holding? running, DateTime at) =>
        Running(recall, by, now, running, at);

    private static Refusal? Running(OrganisationCommand command, Actor by, OrganisationNow now, Holding? running, DateTime at)
    {
        if (running is null || !running.Seconded)
            return new Refusal("second.unknown");
        if (Reorganising.OnPost(running.Post, command, by, now) is { } refusal)
            return refusal;
        return running.To <= at ? new Refusal("second.over") : null;
    }

    private static Refusal? Apart(string post, IEnumerable<Holding> held, OrganisationNow now) =>
        Separation.TakingUp(now.Post(post)!.Role, held.Select(holding => now.Post(holding.Post)?.Role).OfType<Role>());

    private static Refusal? Day(DateOnly day, DateOnly today) =>
        day < today ? new Refusal("handover.day-past")
        : day > today.AddDays(MostDaysAhead) ? new Refusal("handover.day-far", Reorganising.Text(MostDaysAhead))
        : null;
}
