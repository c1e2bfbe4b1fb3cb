using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Events;

/// <summary>Texts and photos of a form as references that Core may see; they are kept only when the decision was yes.</summary>
public class Drafts
{
    private readonly List<DraftText> texts = [];
    private readonly List<DraftPhoto> photos = [];

    public TextRef Text(string text)
    {
        var draft = TextStore.Draft(text.Trim());
        texts.Add(draft);
        return draft.Ref;
    }

    public IReadOnlyList<PhotoRef> Photos(IReadOnlyList<StagedPhoto> staged)
    {
        var drafts = staged.Select(PhotoRows.Draft).ToList();
        photos.AddRange(drafts);
        return [.. drafts.Select(draft => draft.Ref)];
    }

    public void Keep(CityTransaction transaction, Guid stream)
    {
        foreach (var text in texts)
            TextStore.Keep(transaction, stream, text);
        foreach (var photo in photos)
            PhotoRows.Keep(transaction, stream, photo);
    }
}
