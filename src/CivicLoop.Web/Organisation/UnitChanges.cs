using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Organisation;

/// <summary>Units and posts added, renamed, moved and closed: asked of Core, then written.</summary>
internal static class UnitChanges
{
    public static (Refusal?, Func<Changed>?) Of(OrganisationWriting writing, OrganisationCommand command)
    {
        var now = writing.Now;
        var owed = command switch
        {
            CloseUnit close => OwedReads.OfUnit(writing.Transaction, close.Unit, writing.Today),
            ClosePost close when now.Post(close.Post) is { } post => OwedReads.OfPost(writing.Transaction, post),
            _ => Owed.Nothing,
        };
        if (Reorganising.Refuses(command, writing.Form.By, now, owed) is { } refusal)
            return (refusal, null);
        return (
            null,
            command switch
            {
                AddUnit add => () => Add(writing, add),
                RenameUnit rename => () => Change(writing, now.Unit(rename.Unit)! with { Name = rename.Name }),
                MoveUnit move => () => Change(writing, now.Unit(move.Unit)! with { Parent = move.Parent }, move.Parent),
                CloseUnit close => () => Close(writing, close),
                AddPost add => () => Add(writing, add),
                RenamePost rename => () => Change(writing, now.Post(rename.Post)! with { Name = rename.Name }),
                ClosePost close => () => Close(writing, now.Post(close.Post)!),
                _ => throw new ArgumentOutOfRangeException(nameof(command)),
            }
        );
    }

    private static Changed Add(OrganisationWriting writing, AddUnit add)
    {
        // Somebody of the city founded it: no source names it, and it is no sample either.
        var unit = new Unit(
            Reorganising.CodeOf(add, writing.Now),
            add.Name,
            add.UnitKind,
            add.Parent,
            add.Division,
            Sample: false
        );
        OrganisationStore.Add(writing.Transaction, unit, writing.At, writing.Form.Id);
        return new Changed(unit.Code, add.Parent);
    }

    private static Changed Change(OrganisationWriting writing, Unit unit, string? beside = null)
    {
        OrganisationStore.Change(writing.Transaction, unit, writing.At, writing.Form.Id);
        return new Changed(unit.Code, unit.Parent, beside);
    }

    private static Changed Add(OrganisationWriting writing, AddPost add)
    {
        var post = new Post(Reorganising.CodeOf(add, writing.Now), add.Name, add.Unit, add.Role, add.District);
        OrganisationStore.Add(writing.Transaction, post, writing.At, writing.Form.Id);
        return new Changed(post.Code, post.Unit);
    }

    private static Changed Change(OrganisationWriting writing, Post post)
    {
        OrganisationStore.Change(writing.Transaction, post, writing.At, writing.Form.Id);
        return new Changed(post.Code, post.Unit);
    }

    private static Changed Close(OrganisationWriting writing, Post post)
    {
        HoldingStore.EndAllOf(writing.Transaction, post.Code, writing.At);
        return Change(writing, post with { Closed = true });
    }

    private static Changed Close(OrganisationWriting writing, CloseUnit close)
    {
        foreach (var post in writing.Now.Posts.Where(post => post.Unit == close.Unit && !post.Closed))
            Close(writing, post);
        CommitteeStore.LeaveAll(writing.Transaction, close.Unit, writing.At);
        return Change(writing, writing.Now.Unit(close.Unit)! with { Closed = true }, close.Successor);
    }
}
