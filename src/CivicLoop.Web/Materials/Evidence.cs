using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Lessons;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Site;
using CivicLoop.Web.Tallies;

namespace CivicLoop.Web.Materials;

/// <summary>Something that the system knows and that proves a standard.</summary>
/// <param name="At">Where in its room it lies, where its number alone does not say it.</param>
/// <param name="Pieces">Of an earlier material: how many of its pieces can be taken over.</param>
public sealed record Offer(PieceLink Link, MaterialPart Part, string Title, string? At = null, int Pieces = 0);

/// <summary>A photo as it is shown: with its six facts in words, in their order; what was erased is null.</summary>
public sealed record ShownPhoto(Guid Id, IReadOnlyList<string?> Facts);

/// <summary>What a piece points to.</summary>
/// <param name="Title">Null where the reader may not see it.</param>
/// <param name="Photos">Of a case, before and after.</param>
/// <param name="At">Where in its room it lies, where its number alone does not say it.</param>
public sealed record Shown(PieceLink Link, string? Title, IReadOnlyList<ShownPhoto> Photos, string? At = null);

/// <summary>减负: what a unit need not write again, because the city knows it.</summary>
/// <param name="standard">Text of the standard: what every photo was taken for.</param>
public sealed class Evidence(
    DbConnection connection,
    CaseRules rules,
    Actor reader,
    Sentences t,
    Wording wording,
    string standard
)
{
    private const int Most = 8;

    private readonly CaseNames names = CaseNames.Of(rules);
    private readonly EvidenceOfWork work = new(connection, rules, reader, t, wording);

    /// <summary>What proves a standard, without what the material points to already.</summary>
    public IReadOnlyList<Offer> For(MaterialView view)
    {
        var (material, asked) = (view.State, view.Located);
        var categories = Categories(asked);
        var taken = material.Pieces.SelectMany(piece => piece.Links).ToHashSet();
        return
        [
            .. Cases(material, asked.Standard, categories)
                .Concat(Visits(material))
                .Concat(Tallies(material))
                .Concat(Lists(material))
                .Concat(Lessons(asked.Standard, categories))
                .Concat(work.For(material, categories))
                .Where(offer => !taken.Contains(offer.Link))
                // One whose link was taken has pieces still.
                .Concat(Earlier(view).Where(offer => offer.Pieces > 0 || !taken.Contains(offer.Link))),
        ];
    }

    /// <summary>What pieces point to, in words.</summary>
    public Shown Show(PieceLink link) =>
        link.Source switch
        {
            PieceSource.Case => Case(link),
            PieceSource.Tally => new Shown(
                link,
                TallyReads.Find(connection, link.Number) is { } entry && May.See(reader, entry.State.Unit, entry.State.District)
                    ? Title(entry.State.Number, entry.State)
                    : null,
                []
            ),
            PieceSource.List => new Shown(link, ItemReads.FindList(connection, link.Number)?.Title, []),
            PieceSource.Lesson => new Shown(link, LessonReads.Find(connection, link.Number, reader)?.Title, []),
            PieceSource.Visit => new Shown(
                link,
                VisitReads.Find(connection, link.Number) is { } visit
                && May.See(reader, visit.State.At.Owner, visit.State.At.District)
                    ? t["materials.offer.visited", wording.Date(visit.State.HappenedAt), visit.Place]
                    : null,
                []
            ),
            PieceSource.Material => new Shown(link, t["materials.of", link.Number], []),
            _ => work.Show(link),
        };

    // What is asked on paper seldom names a problem of its own; what its content, or else its indicator, asks on the spot does.
    private static List<string> Categories(Located asked)
    {
        if (asked.Standard.Category is { } own)
            return [own];
        var near = Of(asked.Content);
        return near.Count > 0 ? near : [.. asked.Indicator.Contents.SelectMany(Of).Distinct()];

        static List<string> Of(Content content) =>
            [.. content.Standards.Select(standard => standard.Category).OfType<string>().Distinct()];
    }

    private IEnumerable<Offer> Cases(MaterialState of, Standard asked, List<string> categories)
    {
        if (categories.Count == 0)
            return [];
        var here =
            asked.Places.Count == 0
                ? ""
                : $"and (place_type is null or place_type in ({Sql.List(2 + categories.Count, asked.Places.Count)}))";
        return Sql.Many(
                connection,
                $"""
                select state from cases where status = 'Closed' and unit = $1 and cover is not null
                and category in ({Sql.List(2, categories.Count)}) {here} order by number desc limit {Most}
                """,
                row => CaseColumns.Read(row.GetString(0)),
                [of.Unit, .. categories, .. asked.Places]
            )
            .Where(state => CaseReads.Sees(reader, state))
            .Select(state => new Offer(
                new PieceLink(PieceSource.Case, state.Number),
                Fitting(of, MaterialPart.Results),
                Title(state)
            ));
    }

    private IEnumerable<Offer> Visits(MaterialState of) =>
        Sql.Many(
                connection,
                $"""
                select i.number, i.happened_at, p.name from visit_items i left join places p on p.code = i.place
                where i.system = $1 and i.standard = $2 and i.unit = $3 and i.share = $4 and i.withdrawn_at is null
                order by i.recorded_at desc limit {Most}
                """,
                row => (Number: row.GetInt64(0), At: Values.Time(row.GetInt64(1)), Place: Sql.Text(row, 2)),
                of.Of.System,
                of.Of.Standard,
                of.Unit,
                Core.Inspections.VisitItem.Full
            )
            .Select(visit => new Offer(
                new PieceLink(PieceSource.Visit, visit.Number),
                Fitting(of, MaterialPart.Results),
                t["materials.offer.visit", wording.Date(visit.At), visit.Place ?? ""]
            ));

    private IEnumerable<Offer> Tallies(MaterialState of) =>
        Sql.Many(
                connection,
                $"select number, state from tallies where unit = $1 and status = 'Counted' order by number desc limit {Most}",
                row => (Number: row.GetInt64(0), State: TallyStream.Kind.ReadState(row.GetString(1))),
                of.Unit
            )
            .Select(entry => new Offer(
                new PieceLink(PieceSource.Tally, entry.Number),
                Fitting(of, MaterialPart.Activities),
                Title(entry.Number, entry.State)
            ));

    private IEnumerable<Offer> Lists(MaterialState of) =>
        Sql.Many(
                connection,
                $"""
                select l.number, l.title, count(*) from rectification_items i join rectification_lists l on l.id = i.list
                where i.unit = $1 and i.status = 'Struck' and (i.standard is null or i.standard = $2)
                group by l.number, l.title order by l.number desc limit {Most}
                """,
                row => (Number: row.GetInt64(0), Title: row.GetString(1), Items: row.GetInt64(2)),
                of.Unit,
                of.Of.Standard
            )
            .Select(list => new Offer(
                new PieceLink(PieceSource.List, list.Number),
                Fitting(of, MaterialPart.Guarantee),
                t["materials.offer.list", list.Title, list.Items]
            ));

    private IEnumerable<Offer> Lessons(Standard asked, List<string> categories) =>
        LessonReads
            .All(connection, new LessonFilter(null, null, null, null), reader)
            .Where(lesson =>
                lesson.State.Shown is not null
                && (
                    lesson.State.Category is { } category && categories.Contains(category)
                    || lesson.State.PlaceType is { } type && asked.Places.Contains(type)
                )
            )
            .Take(Most)
            .Select(lesson => new Offer(
                new PieceLink(PieceSource.Lesson, lesson.State.Number),
                lesson.State.Document is null ? MaterialPart.Activities : MaterialPart.Mechanism,
                lesson.State.Document is { } document ? $"{lesson.Title} {document}" : $"{lesson.Title}"
            ))
            .Select(offer => asked.Materials.Contains(offer.Part) ? offer : offer with { Part = asked.Materials[0] });

    // What an earlier one of the same standard had and somebody else had found to be whole.
    private IEnumerable<Offer> Earlier(MaterialView view) =>
        Sql.Many(
                connection,
                $"""
                select stream, state from materials where system = $1 and standard = $2 and unit = $3 and number <> $4 and valid_until is not null
                order by number desc limit {Most}
                """,
                MaterialReads.Row,
                view.State.Of.System,
                view.State.Of.Standard,
                view.State.Unit,
                view.State.Number
            )
            .Select(earlier => new Offer(
                new PieceLink(PieceSource.Material, earlier.State.Number),
                view.State.Missing.FirstOrDefault(view.State.Parts[0]),
                t["materials.offer.earlier", earlier.State.Number, earlier.State.Of.Edition],
                Pieces: CarryingOver
                    .From(earlier.State, ItemReads.Texts(connection, earlier.Stream), view.State, view.Texts)
                    .Count
            ));

    // A part that the standard does not ask for takes nothing.
    private static MaterialPart Fitting(MaterialState of, MaterialPart part) =>
        of.Parts.Contains(part) ? part : of.Missing.FirstOrDefault(of.Parts[^1]);

    private Shown Case(PieceLink link)
    {
        if (CaseReads.Find(connection, link.Number) is not { } dossier || !CaseReads.Sees(reader, dossier.State))
            return new Shown(link, null, []);
        var photos = new List<ShownPhoto>();
        // As it was found and as it ended; what a failed check refused in between proves nothing.
        var shown = dossier.State.Before.Concat(dossier.State.After).Select(photo => photo.Id).Where(dossier.Photos.Contains);
        foreach (var moment in dossier.History)
        foreach (var (photo, after) in Photos(moment.Event).Where(one => shown.Contains(one.Photo)))
            photos.Add(
                new ShownPhoto(
                    photo,
                    [
                        wording.FullMoment(moment.Made.HappenedAt),
                        dossier.Place ?? names.Where(dossier.State.At.District, dossier.State.At.Street, null),
                        names.Post(moment.Made.Post),
                        names.Category(dossier.State.Category),
                        t[after ? "materials.after" : "materials.before"],
                        standard,
                    ]
                )
            );
        return new Shown(link, Title(dossier.State), photos);
    }

    private static IEnumerable<(Guid Photo, bool After)> Photos(CaseEvent happened) =>
        happened switch
        {
            CaseReported reported => reported.Photos.Select(photo => (photo.Id, false)),
            CaseReceived received => received.Photos.Select(photo => (photo.Id, false)),
            FixedOnTheSpot spot =>
            [
                .. spot.Before.Select(photo => (photo.Id, false)),
                .. spot.After.Select(photo => (photo.Id, true)),
            ],
            FixReported or LeadDone or ZoneReported or CheckPassed => CaseRefs.Photos(happened).Select(photo => (photo.Id, true)),
            _ => [],
        };

    private string Title(CaseState state) =>
        t["materials.offer.case", state.Number, names.Category(state.Category), state.ClosedAt is { } at ? wording.Date(at) : ""];

    private string Title(long number, Core.Tallies.TallyState state) =>
        t[
            "materials.offer.tally",
            number,
            rules.Playbook.Counter(state.Counter)?.Name ?? state.Counter,
            t.Say(state.Amount, state.Measure)
        ];
}
