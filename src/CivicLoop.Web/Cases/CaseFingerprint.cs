using System.Globalization;
using System.Text;
using CivicLoop.Core.Places;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Cases;

/// <summary>Everything a form said, in one text: two submissions with the same id are one act only if this is the same.</summary>
public static class CaseFingerprint
{
    public static string Of(Guid? stream, ActForm form, CaseInput input)
    {
        var text = new StringBuilder();
        void Add(params ReadOnlySpan<object?> values)
        {
            // The unit separator cannot be typed into a form field: fields cannot run into each other.
            foreach (var value in values)
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\u001f');
        }

        Add(stream, form.By.Person, form.By.Post, form.Via, form.Reason, form.HappenedAt?.Ticks, form.Expected, input.Kind);
        switch (input)
        {
            case ReportInput report:
                Add(report.Category, report.What);
                AddPlace(report.At);
                break;
            case SpotInput spot:
                Add(spot.Category, spot.What, spot.Before.Count);
                AddPlace(spot.At);
                break;
            case FileInput file:
                Add(file.Category, file.Difficulty, file.Severity);
                break;
            case DispatchInput dispatch:
                Add(dispatch.Unit);
                break;
            case PlanInput plan:
                Add(plan.Item, plan.Cause, plan.Measure, plan.Promised.DayNumber, plan.Responsible);
                break;
        }
        foreach (StagedPhoto photo in input.Photos)
            Add(photo.Blob);
        return text.ToString();

        void AddPlace(Location at) => Add(at.Place, at.Lon, at.Lat);
    }
}
