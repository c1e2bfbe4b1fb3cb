namespace CivicLoop.Core.Cases;

/// <summary>Where a case stands in the loop.</summary>
public enum CaseStatus
{
    /// <summary>待受理: told to us, nobody has decided.</summary>
    Reported,

    /// <summary>不予立案.</summary>
    Refused,

    /// <summary>待派遣: filed, nobody owes it yet.</summary>
    Filed,

    /// <summary>待接收: sent to a unit.</summary>
    Dispatched,

    /// <summary>整改中: the unit has taken it.</summary>
    Accepted,

    /// <summary>挂账: nobody can put it right for now; its clock stands still until it is looked at again.</summary>
    Suspended,

    /// <summary>待会签: the lead says it is put right, and the units that help have yet to say so.</summary>
    CoSigning,

    /// <summary>待核查: the unit says it is put right.</summary>
    Fixed,

    /// <summary>待结案: somebody else has seen that it is.</summary>
    Passed,

    /// <summary>已结案.</summary>
    Closed,

    /// <summary>已并案: the same problem as another case, under which it goes on.</summary>
    Merged,
}

/// <summary>The four stages that the sources name.</summary>
public enum Stage
{
    /// <summary>发现问题.</summary>
    Found,

    /// <summary>推动整改.</summary>
    PutRight,

    /// <summary>督导问效.</summary>
    Supervised,

    /// <summary>追责问责: closed, or refused, with somebody answerable for it.</summary>
    Answered,
}

/// <summary>严重程度.</summary>
public enum Severity
{
    Minor,
    Major,
    Grave,
}

public static class CaseStages
{
    public static Stage StageOf(this CaseStatus status) =>
        status switch
        {
            CaseStatus.Reported or CaseStatus.Filed => Stage.Found,
            CaseStatus.Dispatched or CaseStatus.Accepted or CaseStatus.Suspended or CaseStatus.CoSigning => Stage.PutRight,
            CaseStatus.Fixed or CaseStatus.Passed => Stage.Supervised,
            _ => Stage.Answered,
        };

    public static bool IsOpen(this CaseStatus status) =>
        status is not (CaseStatus.Closed or CaseStatus.Refused or CaseStatus.Merged);
}
