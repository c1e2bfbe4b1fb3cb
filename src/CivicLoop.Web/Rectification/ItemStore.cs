using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Rectification;

/// <summary>What an accepted act on an item came to.</summary>
public sealed record ItemMade(Guid Stream, long Number, int Version, bool Repeated);

/// <summary>The only door through which an item of a list changes; every change is an act of somebody, for a reason.</summary>
public static class ItemStore
{
    public static Task<Outcome<ItemMade>> Add(
        City city,
        CaseRules rules,
        ActForm form,
        Guid list,
        ItemValues values,
        MirroredCase? mirrored = null
    ) => StreamDoor.Open(city, (transaction, at) => Add(transaction, rules, form, list, values, mirrored, at));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<ItemMade> Add(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid list,
        ItemValues values,
        MirroredCase? mirrored,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        return Apply(
            transaction,
            rules,
            null,
            form,
            form.Fingerprint(null, nameof(ItemAct.Add), list, values, mirrored?.Stream),
            drafts,
            recordedAt,
            _ =>
                Wanting(values) is { } wanting
                    ? wanting
                    : Adding(list, ItemStream.Kind.NextNumber(transaction), values, drafts.Text, mirrored)
        );
    }

    /// <summary>Brings an item to what was written; what is the same as before is left alone.</summary>
    /// <param name="caseVersion">Set where the texts are the mirrored case's own.</param>
    public static Task<Outcome<ItemMade>> Change(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        ItemValues values,
        int? caseVersion = null
    ) => StreamDoor.Open(city, (transaction, at) => Change(transaction, rules, form, stream, values, caseVersion, at));

    public static Outcome<ItemMade> Change(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        ItemValues values,
        int? caseVersion,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        return Apply(
            transaction,
            rules,
            stream,
            form,
            form.Fingerprint(stream, nameof(ItemAct.Change), values, caseVersion),
            drafts,
            recordedAt,
            state =>
            {
                if (Wanting(values) is { } wanting)
                    return wanting;
                if (state is null)
                    return new Refusal("rectification-item.unknown");
                var now = ItemReads.Values(state, ItemReads.Texts(transaction, stream));
                if (values.Promised is null && now.Promised is not null)
                    return new Refusal("item.promise-given");
                return Changing(values, values.Against(now), drafts.Text) with { CaseVersion = caseVersion };
            }
        );
    }

    /// <summary>Everything but adding and editing: done, passed, failed, struck off, withdrawn.</summary>
    /// <param name="evidence">Number of the case that shows that it is done.</param>
    public static Task<Outcome<ItemMade>> Act(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        ItemAct act,
        IReadOnlyList<StagedPhoto> photos,
        long? evidence
    ) => StreamDoor.Open(city, (transaction, at) => Act(transaction, rules, form, stream, act, photos, evidence, at));

    public static Outcome<ItemMade> Act(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        ItemAct act,
        IReadOnlyList<StagedPhoto> photos,
        long? evidence,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        object?[] fields = [evidence, .. photos.Select(photo => photo.Blob)];
        return Apply(
            transaction,
            rules,
            stream,
            form,
            form.Fingerprint(stream, act.ToString(), fields),
            drafts,
            recordedAt,
            _ =>
                act switch
                {
                    ItemAct.ReportDone => new ReportItemDone(drafts.Photos(photos), evidence, IsRight(transaction, evidence)),
                    ItemAct.Pass => new PassItem(drafts.Photos(photos)),
                    ItemAct.Fail => new FailItem(drafts.Photos(photos)),
                    ItemAct.StrikeOff => new StrikeItemOff(),
                    ItemAct.Withdraw => new WithdrawItem(),
                    _ => throw new ArgumentOutOfRangeException(nameof(act), act, "no such act"),
                }
        );
    }

    private static Outcome<ItemMade> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        string fingerprint,
        Drafts drafts,
        DateTime recordedAt,
        Func<ItemState?, Outcome<ItemCommand>> command
    )
    {
        var outcome = StreamDoor.ApplyOne(
            transaction,
            ItemStream.Kind,
            stream,
            form,
            fingerprint,
            drafts,
            recordedAt,
            (state, act) => command(state).Then(wanted => ItemDecide.Decide(state, wanted, act, rules))
        );
        return outcome.Refusal is { } no
            ? no
            : new ItemMade(outcome.Value!.Stream, outcome.Value.State.Number, outcome.Value.Version, outcome.Value.Repeated);
    }

    internal static AddItem Adding(
        Guid list,
        long number,
        ItemValues values,
        Func<string, TextRef> text,
        MirroredCase? mirrored
    ) =>
        new(
            list,
            number,
            text(values.Item),
            text(values.Cause),
            text(values.Measure),
            values.Due,
            values.Promised,
            values.Unit,
            Code(values.Responsible),
            Code(values.Checker),
            Code(values.Place),
            values.District,
            Code(values.Standard),
            mirrored
        );

    internal static ChangeItem Changing(ItemValues values, IReadOnlyList<ItemField> fields, Func<string, TextRef> text)
    {
        bool Has(ItemField field) => fields.Contains(field);
        return new ChangeItem(
            Has(ItemField.Item) ? text(values.Item) : null,
            Has(ItemField.Cause) ? text(values.Cause) : null,
            Has(ItemField.Measure) ? text(values.Measure) : null,
            Has(ItemField.Due) ? values.Due : null,
            Has(ItemField.Promised) ? values.Promised : null,
            Has(ItemField.Unit) ? values.Unit : null,
            Has(ItemField.Responsible) ? values.Responsible : null,
            Has(ItemField.Checker) ? values.Checker : null,
            Has(ItemField.Place) ? values.Place : null,
            Has(ItemField.Place) || Has(ItemField.Unit) ? values.District : null,
            Has(ItemField.Standard) ? values.Standard : null
        );
    }

    private static string? Code(string code) => code.Length == 0 ? null : code;

    private static Refusal? Wanting(ItemValues values) =>
        values.Item.Length == 0 ? new Refusal("cell.item-missing")
        : new[] { values.Item, values.Cause, values.Measure, values.Standard }.Any(text => text.Length > ActForm.LongestText)
            ? new Refusal("text.too-long", ActForm.LongestText.ToString(CultureInfo.InvariantCulture))
        : null;

    private static bool IsRight(CityTransaction transaction, long? number) =>
        number is { } known
        && transaction.Number("select count(*) from cases where number = $1 and status in ('Passed', 'Closed')", known) > 0;
}
