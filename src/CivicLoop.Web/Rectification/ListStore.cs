using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rectification;

/// <summary>A list as a person fills it in.</summary>
/// <param name="Source">Whose finding it answers, as 省文明办.</param>
/// <param name="Letter">Number of the letter that told it.</param>
/// <param name="Target">The day by which nothing is to be left; null for the end of the campaign.</param>
public sealed record ListInput(ListKind Kind, string Title, string Source, string Letter, DateOnly? Day, DateOnly? Target);

public sealed record ListMade(Guid Id, long Number, bool Repeated);

/// <summary>Writes lists, and the tables that are looked at before they are taken in.</summary>
public static class ListStore
{
    public const int LongestTitle = 200;

    public static Task<Outcome<ListMade>> Make(City city, ActForm form, ListInput input) =>
        StreamDoor.Open(city, (transaction, at) => Make(transaction, form, input, at));

    public static Outcome<ListMade> Make(CityTransaction transaction, ActForm form, ListInput input, DateTime recordedAt)
    {
        var fingerprint = form.Fingerprint(null, nameof(ItemAct.MakeList), input);
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new ListMade(first.Stream, first.Version, Repeated: true);
        if (May.Act(form.By.Role, ItemAct.MakeList) == Scope.None)
            return new Refusal("item.not-yours", nameof(ItemAct.MakeList));
        if (Unfit(input) is { } unfit)
            return unfit;
        var id = Guid.CreateVersion7(recordedAt);
        var number = transaction.Number("select coalesce(max(number), 0) + 1 from rectification_lists");
        transaction.Execute(
            "insert into rectification_lists (id, number, kind, title, source, letter, day, target, person, post, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            id,
            number,
            input.Kind,
            input.Title,
            input.Source,
            input.Letter,
            input.Day,
            input.Target,
            form.By.Person,
            form.By.Post,
            recordedAt
        );
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(id, (int)number));
        return new ListMade(id, number, Repeated: false);
    }

    /// <summary>Another title, source, letter, day or term; what was said before stays readable.</summary>
    public static Task<Outcome<ListMade>> Change(City city, ActForm form, Guid list, ListInput input) =>
        StreamDoor.Open(city, (transaction, at) => Change(transaction, form, list, input, at));

    public static Outcome<ListMade> Change(
        CityTransaction transaction,
        ActForm form,
        Guid list,
        ListInput input,
        DateTime recordedAt
    )
    {
        var fingerprint = form.Fingerprint(list, nameof(ItemAct.ChangeList), input);
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (ItemReads.FindList(transaction, list) is not { } now)
            return new Refusal("list.unknown");
        if (first is not null)
            return new ListMade(list, now.Number, Repeated: true);
        if (May.Act(form.By.Role, ItemAct.ChangeList) == Scope.None)
            return new Refusal("item.not-yours", nameof(ItemAct.ChangeList));
        if (string.IsNullOrWhiteSpace(form.Reason))
            return new Refusal("reason.missing");
        if (form.Reason.Length > ActForm.LongestText)
            return new Refusal("text.too-long", $"{ActForm.LongestText}");
        if (Unfit(input) is { } unfit)
            return unfit;
        if (form.Expected is { } expected && expected != now.Version)
            return new Refusal("act.changed");
        if (input == now.Input)
            return new Refusal("item.nothing");
        transaction.Execute(
            "insert into rectification_list_changes (list, version, title, source, letter, day, target, reason, person, post, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            list,
            now.Version + 1,
            input.Title,
            input.Source,
            input.Letter,
            input.Day,
            input.Target,
            form.Reason,
            form.By.Person,
            form.By.Post,
            recordedAt
        );
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(list, now.Version + 1));
        return new ListMade(list, now.Number, Repeated: false);
    }

    private static Refusal? Unfit(ListInput input) =>
        input.Title.Length == 0 ? new Refusal("list.title-missing")
        : new[] { input.Title, input.Source, input.Letter }.Any(text => text.Length > LongestTitle)
            ? new Refusal("text.too-long", $"{LongestTitle}")
        : null;

    /// <summary>Keeps a table until it is taken in, and forgets those that nobody came back for within a day.</summary>
    public static Task<Outcome<Upload>> Keep(City city, Upload upload) =>
        StreamDoor.Open<Upload>(
            city,
            (transaction, recordedAt) =>
            {
                transaction.Execute("delete from rectification_uploads where recorded_at < $1", recordedAt.AddDays(-1));
                transaction.Execute(
                    "insert into rectification_uploads (id, list, person, name, content, recorded_at) values ($1, $2, $3, $4, $5, $6)",
                    upload.Id,
                    upload.List,
                    upload.Person,
                    upload.Name,
                    upload.Content,
                    recordedAt
                );
                return upload;
            }
        );

    public static void Forget(CityTransaction transaction, Guid upload) =>
        transaction.Execute("delete from rectification_uploads where id = $1", upload);
}

/// <param name="Content">Its rows as they were read.</param>
public sealed record Upload(Guid Id, Guid List, Guid Person, string Name, string Content);
