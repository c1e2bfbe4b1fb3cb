namespace CivicLoop.Core.Messages;

/// <summary>What a message tells.</summary>
public enum MessageKind
{
    /// <summary>A post owes something that it did not owe before.</summary>
    Owed,

    /// <summary>What a post owes turned yellow.</summary>
    Yellow,

    /// <summary>What a post owes turned red.</summary>
    Red,

    /// <summary>盯办: what a post watches went on.</summary>
    Watched,

    /// <summary>What somebody told the city has arrived.</summary>
    Received,

    /// <summary>The office answered whoever told the city.</summary>
    Reply,

    /// <summary>What somebody told the city has ended, put right or not taken up.</summary>
    Closed,

    /// <summary>What had ended goes on.</summary>
    Reopened,

    /// <summary>Somebody wants mail of an area: whether it is really them.</summary>
    Confirm,

    /// <summary>What is new in an area, to whoever follows it.</summary>
    News,

    /// <summary>The administrator tries a channel.</summary>
    Trial,
}

/// <summary>Where a message is on its way.</summary>
public enum MessageState
{
    /// <summary>For its time, or for its next try.</summary>
    Waiting,

    /// <summary>A sender has it in hand.</summary>
    Sending,

    Sent,

    /// <summary>A demo: it would have gone.</summary>
    Kept,

    /// <summary>Nobody holds the post, or its holder wants no such message.</summary>
    Unwanted,

    /// <summary>Given up: a dead letter.</summary>
    Dead,

    /// <summary>A clerk took it out.</summary>
    Dropped,
}
