using System.Data.Common;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Components;

namespace CivicLoop.Web.SelfChecks;

/// <summary>On a unit's desk: the places that it was asked about, one line for a fan-out, answered there and then.</summary>
internal sealed class SelfCheckDuties(SiteContext site, RulesNow rulesNow, Sentences t) : IDutySubjects
{
    public IStreamKind Stream => SelfCheckStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [SelfCheckDecide.Stage];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var rules = rulesNow.Of(site.Here.City);
        foreach (var asked in SelfCheckReads.Among(connection, subjects).GroupBy(row => row.State.FanOut))
        {
            IReadOnlyList<SelfCheckRow> rows = [.. asked];
            var first = rows[0].State;
            RenderFragment here = builder =>
            {
                builder.OpenComponent<AnswerForm>(0);
                builder.AddComponentParameter(1, nameof(AnswerForm.Rows), rows);
                builder.AddComponentParameter(2, nameof(AnswerForm.Rules), rules);
                builder.AddComponentParameter(3, nameof(AnswerForm.From), "desk");
                builder.CloseComponent();
            };
            foreach (var row in rows)
                yield return new DutySubject(
                    Values.Id(row.Stream),
                    $"self-checks#asked-{first.Number}",
                    CaseNames.Of(rules).Category(first.Category),
                    t["self-checks.asked.of", first.CaseNumber, rows.Count],
                    here
                );
        }
    }

    public string? Said(string done) => SelfCheckSaid.Of(t, done);
}
