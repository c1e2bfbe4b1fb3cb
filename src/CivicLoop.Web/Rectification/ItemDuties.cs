using System.Data.Common;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rectification;

/// <summary>On a post's desk: what it owes on the lists.</summary>
internal sealed class ItemDuties : IDutySubjects
{
    public IStreamKind Stream => ItemStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [ItemDecide.Rectify, ItemDecide.Check, ItemDecide.Strike];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        ItemReads
            .Among(connection, subjects)
            .Select(item => new DutySubject(
                Data.Values.Id(item.Stream),
                $"rectification/items/{item.State.Number}",
                $"{item.State.Number} {item.Values.Item}",
                item.Place ?? ""
            ));
}
