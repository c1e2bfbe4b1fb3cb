using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Lessons;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Mechanisms;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Core.SelfReviews;
using CivicLoop.Core.Supervision;
using CivicLoop.Core.Tallies;

namespace CivicLoop.Core.Organisation;

/// <summary>How far a right reaches.</summary>
public enum Scope
{
    /// <summary>No right.</summary>
    None,

    /// <summary>Only what the post's own unit owes.</summary>
    OwnUnit,

    /// <summary>Only what lies in the post's own district.</summary>
    OwnDistrict,

    /// <summary>Only what lies on the ground of the post's part of a guidance team.</summary>
    OwnGround,

    /// <summary>Everywhere in the city.</summary>
    City,
}

/// <summary>
/// Who may do what, and how far: one table of role × act → scope. Every door asks it; nothing else decides rights.
/// </summary>
public static partial class May
{
    private static readonly Dictionary<(Role, CaseAct), Scope> Acts = new()
    {
        [(Role.Citizen, CaseAct.Report)] = Scope.City,
        [(Role.Citizen, CaseAct.AddWords)] = Scope.City,
        [(Role.Citizen, CaseAct.ConfirmFix)] = Scope.City,
        [(Role.Citizen, CaseAct.DisputeFix)] = Scope.City,
        [(Role.Citizen, CaseAct.Rate)] = Scope.City,
        [(Role.Partner, CaseAct.Receive)] = Scope.City,
        [(Role.Partner, CaseAct.Import)] = Scope.City,
        [(Role.Partner, CaseAct.AddWords)] = Scope.City,
        [(Role.Partner, CaseAct.ConfirmFix)] = Scope.City,
        [(Role.Partner, CaseAct.DisputeFix)] = Scope.City,
        [(Role.Inspector, CaseAct.Report)] = Scope.City,
        [(Role.Inspector, CaseAct.FixOnTheSpot)] = Scope.OwnDistrict,
        [(Role.Inspector, CaseAct.PassCheck)] = Scope.OwnDistrict,
        [(Role.Inspector, CaseAct.FailCheck)] = Scope.OwnDistrict,
        [(Role.Inspector, CaseAct.SeeAgain)] = Scope.OwnDistrict,
        [(Role.OfficeClerk, CaseAct.Report)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Receive)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Import)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.RefuseToFile)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.File)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Dispatch)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.AskSuspension)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Grant)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Deny)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Resume)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Merge)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Review)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.SeeAgain)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Close)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Reopen)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Reply)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Publish)] = Scope.City,
        [(Role.OfficeClerk, CaseAct.Withhold)] = Scope.City,
        [(Role.UnitClerk, CaseAct.Report)] = Scope.City,
        [(Role.UnitClerk, CaseAct.FixOnTheSpot)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.Return)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.Accept)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.Plan)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.AskExtension)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.AskSuspension)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.Resume)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.ReportFixed)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.GiveToZone)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.TakeFromZone)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.ReportToUnit)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.Reply)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.CoSign)] = Scope.OwnUnit,
        [(Role.UnitClerk, CaseAct.CoRefuse)] = Scope.OwnUnit,
        [(Role.Supervisor, CaseAct.Report)] = Scope.City,
        [(Role.Supervisor, CaseAct.Grant)] = Scope.City,
        [(Role.Supervisor, CaseAct.Deny)] = Scope.City,
        [(Role.Supervisor, CaseAct.PassCheck)] = Scope.City,
        [(Role.Supervisor, CaseAct.FailCheck)] = Scope.City,
        [(Role.Supervisor, CaseAct.SeeAgain)] = Scope.City,
        [(Role.Supervisor, CaseAct.Reopen)] = Scope.City,
        [(Role.Leader, CaseAct.Report)] = Scope.City,
        [(Role.Leader, CaseAct.Grant)] = Scope.City,
        [(Role.Leader, CaseAct.Deny)] = Scope.City,
    };

    // Whoever told the city does these by the code or the number of their report, not on internal pages.
    private static readonly CaseAct[] OfWhoTold =
    [
        CaseAct.Receive,
        CaseAct.AddWords,
        CaseAct.ConfirmFix,
        CaseAct.DisputeFix,
        CaseAct.Rate,
    ];

    // Each needs words of its own, or comes of something else.
    private static readonly CaseAct[] OneByOne =
    [
        CaseAct.Reply,
        CaseAct.Publish,
        CaseAct.Withhold,
        CaseAct.Review,
        CaseAct.SeeAgain,
    ];

    private static readonly Dictionary<(Role, SelfCheckAct), Scope> SelfChecks = new()
    {
        [(Role.OfficeClerk, SelfCheckAct.Ask)] = Scope.City,
        [(Role.OfficeClerk, SelfCheckAct.Withdraw)] = Scope.City,
        [(Role.Supervisor, SelfCheckAct.Ask)] = Scope.City,
        [(Role.Supervisor, SelfCheckAct.Withdraw)] = Scope.City,
        [(Role.UnitClerk, SelfCheckAct.AnswerClean)] = Scope.OwnUnit,
        [(Role.UnitClerk, SelfCheckAct.AnswerFound)] = Scope.OwnUnit,
    };

    private static readonly Dictionary<(Role, ItemAct), Scope> Items = new()
    {
        [(Role.OfficeClerk, ItemAct.MakeList)] = Scope.City,
        [(Role.OfficeClerk, ItemAct.ChangeList)] = Scope.City,
        [(Role.OfficeClerk, ItemAct.Add)] = Scope.City,
        [(Role.OfficeClerk, ItemAct.Change)] = Scope.City,
        [(Role.OfficeClerk, ItemAct.StrikeOff)] = Scope.City,
        [(Role.OfficeClerk, ItemAct.Withdraw)] = Scope.City,
        [(Role.UnitClerk, ItemAct.Change)] = Scope.OwnUnit,
        [(Role.UnitClerk, ItemAct.ReportDone)] = Scope.OwnUnit,
        [(Role.Inspector, ItemAct.Pass)] = Scope.OwnDistrict,
        [(Role.Inspector, ItemAct.Fail)] = Scope.OwnDistrict,
        [(Role.Supervisor, ItemAct.Pass)] = Scope.City,
        [(Role.Supervisor, ItemAct.Fail)] = Scope.City,
    };

    /// <summary>Whether a role may read internal pages, and how far: a citizen and the two who
    /// run the system none, a unit its own, an inspector its district, a guidance team its ground.</summary>
    public static Scope Read(Role role) =>
        role switch
        {
            Role.Citizen or Role.Partner or Role.SystemAdministrator or Role.SecurityAdministrator => Scope.None,
            Role.UnitClerk => Scope.OwnUnit,
            Role.Inspector => Scope.OwnDistrict,
            Role.Guide => Scope.OwnGround,
            _ => Scope.City,
        };

    /// <summary>How far a right reaches for a role; <see cref="Scope.None"/> where they are turned away at the door.</summary>
    public static Scope Reach(Role role, Right right) =>
        right switch
        {
            Right.Open => Scope.City,
            Right.Report => Act(role, CaseAct.Report),
            Right.FixOnTheSpot => Act(role, CaseAct.FixOnTheSpot),
            Right.ReadGround => Read(role),
            // Whoever came from outside reads only pages that know where everything on them lies.
            Right.Read => role == Role.Guide ? Scope.None : Read(role),
            Right.ActOnCases => Enum.GetValues<CaseAct>()
                .Except([CaseAct.Report, CaseAct.Import, CaseAct.FixOnTheSpot, .. OfWhoTold])
                .Max(act => Act(role, act)),
            Right.ActInBulk => Enum.GetValues<CaseAct>()
                .Except([
                    CaseAct.Report,
                    CaseAct.Import,
                    CaseAct.FixOnTheSpot,
                    CaseAct.Grant,
                    CaseAct.Deny,
                    .. OneByOne,
                    .. OfWhoTold,
                ])
                .Max(act => Act(role, act)),
            Right.Moderate => Act(role, CaseAct.Publish),
            Right.ImportCases => role == Role.Partner ? Scope.None : Act(role, CaseAct.Import),
            Right.FanOut => Act(role, SelfCheckAct.Ask),
            Right.AnswerSelfChecks => Act(role, SelfCheckAct.AnswerClean),
            Right.MakeLists => Act(role, ItemAct.MakeList),
            Right.ChangeItems => Act(role, ItemAct.Change),
            Right.ActOnItems => Enum.GetValues<ItemAct>()
                .Where(act => act is not (ItemAct.MakeList or ItemAct.ChangeList))
                .Max(act => Act(role, act)),
            Right.ReadCoverage => Only(role is Role.OfficeClerk or Role.Supervisor or Role.Leader or Role.AuditAdministrator),
            Right.ReadMeetings => Reach(role, Right.ReadCoverage),
            Right.HoldMeetings => Act(role, ItemAct.MakeList),
            Right.EnterTallies => Act(role, TallyAct.Enter),
            Right.CountTallies => Act(role, TallyAct.CountIn),
            Right.ActOnTallies => Enum.GetValues<TallyAct>().Except([TallyAct.Enter]).Max(act => Act(role, act)),
            Right.ReadSignOffs => role switch
            {
                Role.UnitClerk or Role.Inspector => Scope.OwnUnit,
                _ => Reach(role, Right.ReadCoverage),
            },
            Right.SignOff => Only(role == Role.Leader),
            // Whoever owes something that can be red.
            Right.AnswerSignOffs => role switch
            {
                Role.UnitClerk or Role.Inspector => Scope.OwnUnit,
                _ => Only(role is Role.OfficeClerk or Role.Supervisor),
            },
            Right.DraftOrders => Act(role, OrderAct.Draft),
            Right.ActOnOrders => Enum.GetValues<OrderAct>().Except([OrderAct.Draft]).Max(act => Act(role, act)),
            Right.AskSelfReviews => Act(role, SelfReviewAct.Ask),
            Right.ActOnSelfReviews => Enum.GetValues<SelfReviewAct>().Except([SelfReviewAct.Ask]).Max(act => Act(role, act)),
            Right.TellLessons => Act(role, LessonAct.Tell),
            Right.MakePlans => Act(role, PlanAct.Draft),
            Right.ActOnTasks => Enum.GetValues<TaskAct>().Max(act => Act(role, act)),
            Right.ReadMaterials => role switch
            {
                Role.UnitClerk or Role.Inspector => Scope.OwnUnit,
                _ => Reach(role, Right.ReadCoverage),
            },
            Right.AskMaterials => Act(role, MaterialAct.Ask),
            Right.ActOnMaterials => Enum.GetValues<MaterialAct>().Except([MaterialAct.Ask]).Max(act => Act(role, act)),
            Right.Inspect => Act(role, VisitAct.Record),
            Right.RunMechanisms => Enum.GetValues<RunAct>().Max(act => Act(role, act)),
            Right.ReadUpstream => Reach(role, Right.ReadCoverage),
            Right.EnterUpstream => Only(role == Role.OfficeClerk),
            Right.RunTeams => Only(role == Role.OfficeClerk),
            Right.GiveFeedback => Act(role, FeedbackAct.Give),
            Right.ActOnFeedback => Enum.GetValues<FeedbackAct>().Except([FeedbackAct.Give]).Max(act => Act(role, act)),
            Right.ReadErasures => Only(role is Role.OfficeClerk or Role.AuditAdministrator),
            Right.Erase => Only(role == Role.OfficeClerk),
            Right.Organise => Enum.GetValues<OrganisationAct>().Max(act => Organise(role, act)),
            Right.ShareViews => role switch
            {
                Role.OfficeClerk => Scope.City,
                Role.UnitClerk or Role.Supervisor => Scope.OwnUnit,
                _ => Scope.None,
            },
            Right.MakeContracts => Act(role, ContractAct.Make),
            Right.ActOnContracts => Enum.GetValues<ContractAct>().Max(act => Act(role, act)),
            Right.OwnAccount => Only(role is not (Role.Citizen or Role.Partner)),
            Right.RunAccounts => Only(role == Role.SystemAdministrator),
            Right.ImportPlaybooks => Only(role == Role.SystemAdministrator),
            Right.ImportStandards => Only(role == Role.OfficeClerk),
            Right.GuardAccounts => Only(role == Role.SecurityAdministrator),
            Right.ReadRights => Only(role is Role.SecurityAdministrator or Role.AuditAdministrator),
            Right.ReadAudit => Only(role == Role.AuditAdministrator),
            Right.EditPlaces => Only(role == Role.OfficeClerk),
            Right.PhotographPlaces => role switch
            {
                Role.OfficeClerk => Scope.City,
                Role.UnitClerk => Scope.OwnUnit,
                _ => Scope.None,
            },
            Right.TendFacilities => role switch
            {
                Role.OfficeClerk => Scope.City,
                Role.UnitClerk => Scope.OwnUnit,
                Role.Inspector => Scope.OwnDistrict,
                _ => Scope.None,
            },
            Right.ReadMessages => Only(role is Role.OfficeClerk or Role.AuditAdministrator),
            Right.RunMessages => Only(role == Role.OfficeClerk),
            Right.SetMessages => Only(role == Role.SystemAdministrator),
            _ => Scope.None,
        };

    /// <summary>Whether this actor has this right over something of this unit and district.</summary>
    public static bool Do(Actor actor, Right right, string? unit, string district) =>
        Reaches(Reach(actor.Role, right), actor, unit, district);

    private static Scope Only(bool theirs) => theirs ? Scope.City : Scope.None;

    public static Scope Act(Role role, CaseAct act) => Acts.GetValueOrDefault((role, act));

    private static readonly HashSet<OrganisationAct> OfAUnit =
    [
        OrganisationAct.AddUnit,
        OrganisationAct.RenameUnit,
        OrganisationAct.CloseUnit,
        OrganisationAct.AddPost,
        OrganisationAct.RenamePost,
        OrganisationAct.ClosePost,
        OrganisationAct.HandOver,
        OrganisationAct.Enclose,
        OrganisationAct.Release,
        OrganisationAct.Raise,
        OrganisationAct.Decide,
        OrganisationAct.Settle,
    ];

    /// <summary>
    /// Who may change the organisation, and how far: the office everything; a unit its own zones and the posts in
    /// them. A hand-over is signed by whoever it names.
    /// </summary>
    public static Scope Organise(Role role, OrganisationAct act) =>
        role switch
        {
            Role.OfficeClerk => Scope.City,
            Role.UnitClerk when OfAUnit.Contains(act) => Scope.OwnUnit,
            _ when act == OrganisationAct.Sign && Reach(role, Right.Read) != Scope.None && !Separation.IsAdministrator(role) =>
                Scope.OwnUnit,
            _ => Scope.None,
        };

    /// <summary>Whether this actor may do this to a unit: its own is also every zone of it.</summary>
    public static bool Organise(Actor actor, OrganisationAct act, string unit, OrganisationNow organisation) =>
        Organise(actor.Role, act) switch
        {
            Scope.City => true,
            Scope.OwnUnit => actor.Unit.Length > 0 && actor.Unit == organisation.Answering(unit),
            _ => false,
        };

    /// <summary>Whether this actor may do this act on a case of this unit and district.</summary>
    /// <param name="unit">The unit that owes the case, or owns the place; null when nobody does.</param>
    public static bool Do(Actor actor, CaseAct act, string? unit, string district) =>
        Reaches(Act(actor.Role, act), actor, unit, district);

    /// <summary>How far a role's right to a self-check reaches.</summary>
    public static Scope Act(Role role, SelfCheckAct act) => SelfChecks.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on a self-check that this unit answers.</summary>
    public static bool Do(Actor actor, SelfCheckAct act, string? unit, string district) =>
        Reaches(Act(actor.Role, act), actor, unit, district);

    /// <summary>How far a role's right to the items of a list reaches.</summary>
    public static Scope Act(Role role, ItemAct act) => Items.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on an item that this unit owes.</summary>
    public static bool Do(Actor actor, ItemAct act, string? unit, string district) =>
        Reaches(Act(actor.Role, act), actor, unit, district);

    /// <summary>Whether this actor may see what this unit owes or owns and what lies there.</summary>
    /// <param name="with">Units that help with it: they see it as the one that owes it does.</param>
    public static bool See(Actor actor, string? unit, Spot at, params IReadOnlyCollection<string> with) =>
        Reaches(Read(actor.Role), actor, unit, at)
        || Read(actor.Role) == Scope.OwnUnit && actor.Unit.Length > 0 && with.Contains(actor.Unit);

    // A post that is limited to no district covers the whole city.
    private static bool Reaches(Scope scope, Actor actor, string? unit, Spot at) =>
        scope switch
        {
            Scope.City => true,
            Scope.OwnGround => actor.Ground?.Covers(at) == true,
            Scope.OwnDistrict => actor.District is null || actor.District == at.District,
            Scope.OwnUnit => actor.Unit.Length > 0 && actor.Unit == unit,
            _ => false,
        };
}
