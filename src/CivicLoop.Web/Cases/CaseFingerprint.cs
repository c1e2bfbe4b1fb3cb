using CivicLoop.Core.Places;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Cases;

/// <summary>Everything a form said, in one text: two submissions with the same id are one act only if this is the same.</summary>
public static class CaseFingerprint
{
    public static string Of(Guid? stream, ActForm form, CaseInput input)
    {
        var fields = new List<object?>();
        void Add(params ReadOnlySpan<object?> values) => fields.AddRange(values);

        switch (input)
        {
            case ReportInput report:
                Add(report.Category, report.What);
                AddPlace(report.At);
                break;
            case ReceiveInput received:
                Add(received.Category, received.What, received.FoundBy);
                Add(received.Source.System, received.Source.Number, received.Source.Link);
                AddPlace(received.At);
                break;
            case ImportInput import:
                Add(import.System, import.Draft.Number, import.Draft.Category, import.Draft.What, import.Draft.Stages.Count);
                AddPlace(import.Draft.At);
                break;
            case SpotInput spot:
                Add(spot.Category, spot.What, spot.Before.Count);
                AddPlace(spot.At);
                break;
            case FileInput file:
                Add(file.Category, file.Difficulty, file.Severity);
                // What an earlier release had no field for leaves no mark while it is empty: its forms are still the same.
                if (file.ReboundOf is { } closed)
                    Add(closed);
                break;
            case DispatchInput dispatch:
                Add(dispatch.Unit);
                if (dispatch.With is not null || dispatch.Final)
                    Add([dispatch.Final, .. dispatch.With ?? []]);
                break;
            case AskExtensionInput ask:
                Add(ask.Amount);
                break;
            case AskSuspensionInput ask:
                Add(ask.Until.DayNumber);
                break;
            case GrantInput grant:
                Add(grant.Amount, grant.Until?.DayNumber);
                break;
            case ZoneInput zone:
                Add(zone.Zone);
                break;
            case ReviewInput { Said: var said }:
                Add(said.Meeting, said.Outcome, said.Unit, said.Until?.DayNumber, said.Yuan, said.Case);
                break;
            case MergeInput merge:
                Add(merge.Into);
                break;
            case SeenAgainInput seen:
                Add(seen.Visit, seen.What);
                break;
            case WordsInput words:
                Add(words.What);
                break;
            case RateInput rate:
                Add(rate.Stars, rate.Words);
                break;
            case ReplyInput reply:
                Add(reply.Words);
                break;
            case PublishInput shown:
                Add(shown.Words);
                break;
            case PlanInput plan:
                Add(plan.Item, plan.Cause, plan.Measure, plan.Promised.DayNumber, plan.Responsible);
                break;
        }
        foreach (StagedPhoto photo in input.Photos)
            Add(photo.Blob);
        return form.Fingerprint(stream, input.Kind.ToString(), fields);

        void AddPlace(Location at) => Add(at.Place, at.Lon, at.Lat);
    }
}
