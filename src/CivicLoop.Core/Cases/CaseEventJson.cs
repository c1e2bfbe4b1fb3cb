using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>
/// The stored form of an event: a kind and a JSON body. The kinds' names and the bodies' shapes are stone once
/// released; golden files hold every one of them.
/// </summary>
public static class CaseEventJson
{
    public static EventKinds<CaseEvent> Kinds { get; } =
        new(
            CaseEventContext.Default,
            new Dictionary<string, Type>
            {
                ["reported"] = typeof(CaseReported),
                ["fixed-on-the-spot"] = typeof(FixedOnTheSpot),
                ["filing-refused"] = typeof(FilingRefused),
                ["filed"] = typeof(CaseFiled),
                ["dispatched"] = typeof(CaseDispatched),
                ["returned"] = typeof(CaseReturned),
                ["accepted"] = typeof(CaseAccepted),
                ["plan-made"] = typeof(PlanMade),
                ["fix-reported"] = typeof(FixReported),
                ["check-passed"] = typeof(CheckPassed),
                ["check-failed"] = typeof(CheckFailed),
                ["closed"] = typeof(CaseClosed),
                ["reopened"] = typeof(CaseReopened),
                ["limit-recounted"] = typeof(LimitRecounted),
                ["filing-asked"] = typeof(FilingAsked),
                ["extension-asked"] = typeof(ExtensionAsked),
                ["suspension-asked"] = typeof(SuspensionAsked),
                ["approval-denied"] = typeof(ApprovalDenied),
                ["limit-extended"] = typeof(LimitExtended),
                ["suspended"] = typeof(CaseSuspended),
                ["resumed"] = typeof(CaseResumed),
                ["assigned"] = typeof(CaseAssigned),
                ["lead-done"] = typeof(LeadDone),
                ["co-signed"] = typeof(CoSigned),
                ["co-refused"] = typeof(CoRefused),
                ["zone-assigned"] = typeof(ZoneAssigned),
                ["zone-taken-back"] = typeof(ZoneTakenBack),
                ["zone-reported"] = typeof(ZoneReported),
                ["merged"] = typeof(CaseMerged),
                ["duplicate-taken"] = typeof(DuplicateTaken),
                ["duplicate-released"] = typeof(DuplicateReleased),
                ["rebound-found"] = typeof(ReboundFound),
                ["rebounded"] = typeof(CaseRebounded),
                ["received"] = typeof(CaseReceived),
                ["words-added"] = typeof(WordsAdded),
                ["fix-confirmed"] = typeof(FixConfirmed),
                ["fix-disputed"] = typeof(FixDisputed),
                ["rated"] = typeof(CaseRated),
                ["replied"] = typeof(CaseReplied),
                ["published"] = typeof(CasePublished),
                ["publication-withheld"] = typeof(PublicationWithheld),
                ["imported"] = typeof(CaseImported),
                ["stage-told"] = typeof(StageTold),
                ["reviewed"] = typeof(CaseReviewed),
                ["seen-again"] = typeof(CaseSeenAgain),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(CaseReviewed))]
[JsonSerializable(typeof(CaseSeenAgain))]
[JsonSerializable(typeof(CaseReported))]
[JsonSerializable(typeof(FixedOnTheSpot))]
[JsonSerializable(typeof(FilingRefused))]
[JsonSerializable(typeof(CaseFiled))]
[JsonSerializable(typeof(CaseDispatched))]
[JsonSerializable(typeof(CaseReturned))]
[JsonSerializable(typeof(CaseAccepted))]
[JsonSerializable(typeof(PlanMade))]
[JsonSerializable(typeof(FixReported))]
[JsonSerializable(typeof(CheckPassed))]
[JsonSerializable(typeof(CheckFailed))]
[JsonSerializable(typeof(CaseClosed))]
[JsonSerializable(typeof(CaseReopened))]
[JsonSerializable(typeof(LimitRecounted))]
[JsonSerializable(typeof(FilingAsked))]
[JsonSerializable(typeof(ExtensionAsked))]
[JsonSerializable(typeof(SuspensionAsked))]
[JsonSerializable(typeof(ApprovalDenied))]
[JsonSerializable(typeof(LimitExtended))]
[JsonSerializable(typeof(CaseSuspended))]
[JsonSerializable(typeof(CaseResumed))]
[JsonSerializable(typeof(CaseAssigned))]
[JsonSerializable(typeof(LeadDone))]
[JsonSerializable(typeof(CoSigned))]
[JsonSerializable(typeof(CoRefused))]
[JsonSerializable(typeof(ZoneAssigned))]
[JsonSerializable(typeof(ZoneTakenBack))]
[JsonSerializable(typeof(ZoneReported))]
[JsonSerializable(typeof(CaseMerged))]
[JsonSerializable(typeof(DuplicateTaken))]
[JsonSerializable(typeof(DuplicateReleased))]
[JsonSerializable(typeof(ReboundFound))]
[JsonSerializable(typeof(CaseRebounded))]
[JsonSerializable(typeof(CaseReceived))]
[JsonSerializable(typeof(WordsAdded))]
[JsonSerializable(typeof(FixConfirmed))]
[JsonSerializable(typeof(FixDisputed))]
[JsonSerializable(typeof(CaseRated))]
[JsonSerializable(typeof(CaseReplied))]
[JsonSerializable(typeof(CasePublished))]
[JsonSerializable(typeof(PublicationWithheld))]
[JsonSerializable(typeof(CaseImported))]
[JsonSerializable(typeof(StageTold))]
internal sealed partial class CaseEventContext : JsonSerializerContext;
