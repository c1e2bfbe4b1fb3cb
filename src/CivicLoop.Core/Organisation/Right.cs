namespace CivicLoop.Core.Organisation;

/// <summary>
/// What an address asks of whoever comes: every page, form and file names one. How far it reaches for a role says
/// <see cref="May.Reach"/>; what of a case may be seen or done is decided on the case.
/// </summary>
public enum Right
{
    /// <summary>Everybody, signed in or not.</summary>
    Open,

    /// <summary>Telling the city what is wrong.</summary>
    Report,

    /// <summary>即整即改: found and put right at once.</summary>
    FixOnTheSpot,

    /// <summary>Internal pages: duties, contracts, the organisation and all that hangs on them.</summary>
    Read,

    /// <summary>Internal pages that show only what lies where the reader may look: cases, orders, places, feedback.</summary>
    ReadGround,

    /// <summary>Acting on a case; which act on which case is decided there.</summary>
    ActOnCases,

    /// <summary>审核: deciding what of a case everybody may see.</summary>
    Moderate,

    /// <summary>Acting on many cases at once: what is decided one by one, such as what was asked for, is no part of it.</summary>
    ActInBulk,

    /// <summary>Taking over cases that ran in another system, from a file of it.</summary>
    ImportCases,

    /// <summary>举一反三: asking sibling places, and withdrawing what was asked.</summary>
    FanOut,

    /// <summary>Answering for one's own places.</summary>
    AnswerSelfChecks,

    /// <summary>Making lists of what is to be put right, and adding to them.</summary>
    MakeLists,

    /// <summary>Editing the items of a list; which and what is decided on the item.</summary>
    ChangeItems,

    /// <summary>Acting on an item of a list; which act on which item is decided there.</summary>
    ActOnItems,

    /// <summary>Changing units, posts and who holds them; which of them is decided there.</summary>
    Organise,

    /// <summary>What nobody leads and what has fallen silent.</summary>
    ReadCoverage,

    /// <summary>What lay on the table when a beat came, and what was decided.</summary>
    ReadMeetings,

    /// <summary>Keeping the minutes of it; what is decided becomes items of a list.</summary>
    HoldMeetings,

    /// <summary>工作台账: entering what a unit did, one by one or from a table.</summary>
    EnterTallies,

    /// <summary>Taking entries of the ledger into the totals, or sending them back.</summary>
    CountTallies,

    /// <summary>Acting on an entry of the ledger; which act on which entry is decided there.</summary>
    ActOnTallies,

    /// <summary>Drafting an order over something that is owed; who signs it the ladder says.</summary>
    DraftOrders,

    /// <summary>Acting on an order; which act on which order is decided there.</summary>
    ActOnOrders,

    /// <summary>What was red so long that the first leader signs it; a unit sees what it owes and what it was asked about.</summary>
    ReadSignOffs,

    /// <summary>一把手签批; which of them is decided on it.</summary>
    SignOff,

    /// <summary>Saying what became of an instruction; which of them is decided on it.</summary>
    AnswerSignOffs,

    /// <summary>自我检视: opening a round that asks units.</summary>
    AskSelfReviews,

    /// <summary>Answering a round, or judging an answer; which of them is decided there.</summary>
    ActOnSelfReviews,

    /// <summary>经验做法: telling what worked; who publishes it and makes it an institution is decided there.</summary>
    TellLessons,

    /// <summary>Drafting plans, decomposing standards into tasks, publishing and closing.</summary>
    MakePlans,

    /// <summary>Acting on a task that runs; which act on which task is decided there.</summary>
    ActOnTasks,

    /// <summary>材料: what units handed in for standards, each its own.</summary>
    ReadMaterials,

    /// <summary>Asking units for materials.</summary>
    AskMaterials,

    /// <summary>Putting a material together, judging or withdrawing it; which of them is decided there.</summary>
    ActOnMaterials,

    /// <summary>检查: recording what a visit to a place found, and withdrawing it; which one is decided on the place.</summary>
    Inspect,

    /// <summary>工作机制: telling that one was run, and confirming it; which of them is decided there.</summary>
    RunMechanisms,

    /// <summary>What authorities above the city found and asked.</summary>
    ReadUpstream,

    /// <summary>Entering a letter or an interview from above, its findings, and the answer that went out.</summary>
    EnterUpstream,

    /// <summary>指导组: opening a team, prolonging its stay, ending it.</summary>
    RunTeams,

    /// <summary>反馈: saying what a guidance team found on its ground.</summary>
    GiveFeedback,

    /// <summary>Passing on, answering or settling what a team said; which act on which is decided there.</summary>
    ActOnFeedback,

    /// <summary>Requests that personal words and pictures be erased.</summary>
    ReadErasures,

    /// <summary>Deciding such a request: what goes is gone for good.</summary>
    Erase,

    /// <summary>Showing a view of the list to one's unit, or to all staff.</summary>
    ShareViews,

    /// <summary>Making contracts of responsibility, one by one or from a table.</summary>
    MakeContracts,

    /// <summary>Answering a contract's letter, handing over, renewing, ending; which act on which contract is decided there.</summary>
    ActOnContracts,

    /// <summary>One's own account, whoever one is.</summary>
    OwnAccount,

    /// <summary>Who has an account and holds which post.</summary>
    RunAccounts,

    /// <summary>Taking in the rules of the city as a new version.</summary>
    ImportPlaybooks,

    /// <summary>Taking in an edition of standards, in force from a later day on.</summary>
    ImportStandards,

    /// <summary>Locks, second factors, everybody's sessions, how long they last.</summary>
    GuardAccounts,

    /// <summary>The view of all rights.</summary>
    ReadRights,

    /// <summary>The audit log.</summary>
    ReadAudit,

    /// <summary>Places, grids, segments and facilities: what there is, what it is called, who owns it; files of them.</summary>
    EditPlaces,

    /// <summary>The photo of a place or facility.</summary>
    PhotographPlaces,

    /// <summary>The condition and the attributes of a facility.</summary>
    TendFacilities,

    /// <summary>Messages: what went, what waits, what failed.</summary>
    ReadMessages,

    /// <summary>Sending a dead letter once more, or taking a message out.</summary>
    RunMessages,

    /// <summary>Which channels there are, and when nobody is disturbed.</summary>
    SetMessages,
}
