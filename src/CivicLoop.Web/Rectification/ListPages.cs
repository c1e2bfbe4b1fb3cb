using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Rectification;

/// <summary>How a list is grouped: 一项一项, 一处一处, 一条一条.</summary>
public enum ListView
{
    Item,
    Place,
    Standard,
}

/// <summary>The lists, one of them with its rows to edit in place, and the board.</summary>
public sealed class ListPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Lists(string? done) =>
        ListsPage(
            done is { Length: > 0 } && long.TryParse(done, out var number) ? t["rectification.done.list", number] : null,
            null,
            null,
            StatusCodes.Status200OK
        );

    public async Task<IResult> Make(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (
            !Guid.TryParse(sent["act"], out var id)
            || !Enum.TryParse<ListKind>(sent["kind"], out var kind)
            || !Enum.IsDefined(kind)
        )
            return Results.BadRequest();
        var (input, refusal) = Head(kind, sent);
        if (input is not null)
        {
            var outcome = await ListStore.Make(city, new ActForm(id, Reader, "desk", "", null, null), input);
            if (outcome.Value is { } made)
                return new SeeOther(site.At("rectification", $"{made.Number}"));
            refusal = outcome.Refusal!;
        }
        return ListsPage(null, refusal!, sent, refusal!.Status());
    }

    /// <summary>Title, source, letter, day or term of a list, changed where they stand.</summary>
    public async Task<IResult> ChangeHead(long number, HttpRequest request)
    {
        if (Find(number) is not { } list)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        var (input, refusal) = Head(list.Kind, sent);
        if (input is not null)
        {
            var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, version);
            var outcome = await Tried(() => ListStore.Change(city, form, list.Id, input));
            if (outcome.Value is not null)
                return new SeeOther($"{site.At("rectification", $"{number}")}?done=head-{number}");
            refusal = outcome.Refusal!;
        }
        return ListPage(list, ListView.Item, false, null, null, [refusal!], null, refusal!.Status(), sent);
    }

    private static (ListInput? Input, Refusal? Refusal) Head(ListKind kind, IFormCollection sent)
    {
        string Text(string name) => sent[name].ToString().Trim();
        var (day, target) = (ItemSheet.ParseDay(Text("day")), ItemSheet.ParseDay(Text("target")));
        return Text("day").Length > 0 && day is null ? (null, new Refusal("cell.day", Text("day")))
            : Text("target").Length > 0 && target is null ? (null, new Refusal("cell.day", Text("target")))
            : (new ListInput(kind, Text("title"), Text("source"), Text("letter"), day, target), null);
    }

    public IResult One(long number, IQueryCollection asked) =>
        Find(number) is { } list
            ? ListPage(
                list,
                View(asked["view"]),
                asked["show"] == "all",
                long.TryParse(asked["edit"], out var edit) ? edit : null,
                null,
                null,
                Said(asked["done"]),
                StatusCodes.Status200OK
            )
            : Results.NotFound();

    public async Task<IResult> Add(long number, HttpRequest request)
    {
        if (Find(number) is not { } list)
            return Results.NotFound();
        var form = ItemForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted), null);
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        var (values, refusals) = Values(form);
        if (values is not null)
        {
            var outcome = await Tried(() =>
                ItemStore.Add(city, Rules, new ActForm(form.Id, Reader, "desk", form.Reason, null, null), list.Id, values)
            );
            if (outcome.Value is { } made)
                return new SeeOther($"{site.At("rectification", $"{number}")}?done=added-{made.Number}");
            refusals = [outcome.Refusal!];
        }
        return ListPage(list, ListView.Item, false, null, form, refusals, null, refusals.Max(refusal => refusal.Status()));
    }

    public async Task<IResult> Change(long number, HttpRequest request)
    {
        var found = city.Database.Read(connection =>
            ItemReads.Find(connection, number) is { } item ? (item, ItemReads.ListOf(connection, item.State)) : default
        );
        if (found is not ({ } before, { } list) || !ListedItem.Sees(Reader, before.State))
            return Results.NotFound();
        var form = ItemForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted), before.Values);
        if (form.Id == Guid.Empty || form.Version < 1)
            return Results.BadRequest();
        var (values, refusals) = Values(form);
        if (values is not null)
        {
            var act = new ActForm(form.Id, Reader, "desk", form.Reason, null, form.Version);
            var outcome = await Tried(() => ItemStore.Change(city, Rules, act, before.Stream, values));
            if (outcome.Value is not null)
                return new SeeOther($"{site.At("rectification", $"{list.Number}")}?done=changed-{number}#item-{number}");
            refusals = [outcome.Refusal!];
        }
        // Somebody may have been there meanwhile: what was typed stays, to be weighed against what stands now.
        var again = form with
        {
            Id = Guid.CreateVersion7(),
            Version = before.State.Version,
        };
        return ListPage(list, ListView.Item, true, number, again, refusals, null, refusals.Max(refusal => refusal.Status()));
    }

    public IResult Board(string? number, string? of)
    {
        var rules = Rules;
        var campaign = rules.Playbook.City.Campaign;
        var withCases = May.Read(Reader.Role) is Scope.City or Scope.OwnDistrict;
        var what = withCases && Enum.TryParse<BoardOf>(of, out var asked) && Enum.IsDefined(asked) ? asked : BoardOf.Items;
        var lists = city.Database.Read(ItemReads.AllLists);
        var list = long.TryParse(number, out var wanted) ? lists.Find(one => one.Number == wanted) : null;
        var board = city.Database.Read(connection =>
            BoardReads.Of(
                connection,
                what,
                list,
                Reader,
                rules.Calendar,
                site.Now,
                campaign.Starts,
                campaign.Starts.AddDays(campaign.Days - 1)
            )
        );
        return new RazorComponentResult<BoardPage>(
            new Dictionary<string, object?>
            {
                [nameof(BoardPage.Board)] = board,
                [nameof(BoardPage.Lists)] = lists,
                [nameof(BoardPage.List)] = list,
                [nameof(BoardPage.Of)] = what,
                [nameof(BoardPage.WithCases)] = withCases,
                [nameof(BoardPage.Rules)] = rules,
            }
        );
    }

    private (ItemValues? Values, IReadOnlyList<Refusal> Refusals) Values(ItemForm form)
    {
        var places = city.Database.Read(connection => ItemReads.Places(connection, [form["place"]]));
        var (row, mistakes) = ItemSheet.Read(0, column => form[column], ListTable.Names(Rules, places));
        var wanting = mistakes.Select(mistake => mistake.Why).ToList();
        if (form.Reason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        return wanting.Count > 0 ? (null, wanting) : (row!.Values, []);
    }

    private static async Task<Outcome<T>> Tried<T>(Func<Task<Outcome<T>>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (StorageTrouble trouble)
        {
            return trouble.Refusal;
        }
    }

    private ListRow? Find(long number) => city.Database.Read(connection => ItemReads.FindList(connection, number));

    private static ListView View(string? said) =>
        Enum.TryParse<ListView>(said, out var view) && Enum.IsDefined(view) ? view : ListView.Item;

    private string? Said(string? done) =>
        done?.Split('-') is [var what and ("added" or "changed" or "taken" or "head"), var number]
        && long.TryParse(number, out var of)
            ? t[$"rectification.done.{what}", of]
            : null;

    private RazorComponentResult<ListsPage> ListsPage(string? done, Refusal? refusal, IFormCollection? sent, int status)
    {
        var (lists, items) = city.Database.Read(connection =>
        {
            var all = ItemReads.AllLists(connection);
            return (all, all.ToDictionary(list => list.Id, list => ItemReads.Of(connection, list.Id, Reader)));
        });
        // A unit finds the lists on which it has something.
        var seen = lists.Where(list => items[list.Id].Count > 0 || May.Read(Reader.Role) == Scope.City);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(Rectification.ListsPage.Lists)] = seen.ToList(),
                [nameof(Rectification.ListsPage.Items)] = items,
                [nameof(Rectification.ListsPage.Done)] = done,
                [nameof(Rectification.ListsPage.Refusal)] = refusal,
                [nameof(Rectification.ListsPage.Sent)] = sent,
            }
        )
        {
            StatusCode = status,
        };
    }

    private RazorComponentResult<ListPage> ListPage(
        ListRow list,
        ListView view,
        bool all,
        long? edit,
        ItemForm? form,
        IReadOnlyList<Refusal>? refusals,
        string? done,
        int status,
        IFormCollection? head = null
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(Rectification.ListPage.HeadSent)] = head,
                [nameof(Rectification.ListPage.Changes)] = city.Database.Read(connection => ItemReads.Changes(connection, list)),
                [nameof(Rectification.ListPage.List)] = list,
                [nameof(Rectification.ListPage.Items)] = city.Database.Read(connection =>
                    ItemReads.Of(connection, list.Id, Reader)
                ),
                [nameof(Rectification.ListPage.Rules)] = Rules,
                [nameof(Rectification.ListPage.View)] = view,
                [nameof(Rectification.ListPage.All)] = all,
                [nameof(Rectification.ListPage.Edit)] = edit,
                [nameof(Rectification.ListPage.Form)] = form,
                [nameof(Rectification.ListPage.Refusals)] = refusals ?? [],
                [nameof(Rectification.ListPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
}
