using System.Security.Cryptography;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Accounts;

/// <summary>What the audit log remembers: who came, who was turned away, and every change of who may do what.</summary>
public enum AuditKind
{
    SignedIn,
    SignInFailed,
    SignInLocked,
    SignedOut,
    SessionEnded,
    PasswordChanged,
    PasswordSet,
    SecondFactorSet,
    SecondFactorReset,
    RecoveryCodeUsed,
    AccountCreated,
    AccountEnded,
    AccountLocked,
    AccountUnlocked,
    OrganisationChanged,
    PolicyChanged,
    PlaybookImported,
    Exported,
    Erased,
    TokenMade,
    TokenEnded,
    MessagesSet,
    MessageRetried,
    MessageDropped,
    PeerChanged,
    SubscriptionsErased,
    WebhookMade,
    WebhookOff,
    WebhookOn,
    EditionImported,
}

/// <summary>One line of the log as stored: every column, time as Unix milliseconds UTC.</summary>
/// <param name="Person">Who did it; empty where nobody was signed in.</param>
/// <param name="Subject">Whom or what it was done to, by id or code; never a name.</param>
/// <param name="Detail">Figures and codes that belong to it; never free text.</param>
/// <param name="ReasonId">The stated reason, as an erasable text; empty where none was asked.</param>
/// <param name="Previous">Hash of the line before it; empty for the first.</param>
public sealed record AuditLine(
    long Number,
    long At,
    string Kind,
    string Person,
    string Post,
    string Address,
    string Subject,
    string Detail,
    string ReasonId,
    string ReasonHash,
    string Previous
)
{
    /// <summary>SHA-256 of all columns in their order, lower-case hex.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Chain.Add(hash, Number);
        Chain.Add(hash, At);
        foreach (var text in (string[])[Kind, Person, Post, Address, Subject, Detail, ReasonId, ReasonHash, Previous])
            Chain.Add(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
