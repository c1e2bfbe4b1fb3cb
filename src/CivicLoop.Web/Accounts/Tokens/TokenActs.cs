using System.Security.Cryptography;
using System.Text;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>What an act carries that an outside system makes by its key.</summary>
public static class TokenActs
{
    /// <param name="of">What the id stands for, beside the key: the same id may be said of two things.</param>
    /// <param name="id">As the system made it: said again, it is the same act. Empty where it made none.</param>
    public static ActForm Form(ApiToken token, string via, string reason, string of, string id, DateTime? happenedAt = null) =>
        new(id.Length == 0 ? Guid.CreateVersion7() : Derived(token.Id, of, id), token.Actor, via, reason, happenedAt, null);

    private static Guid Derived(Guid token, string of, string id) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{token}\u001f{of}\u001f{id}")).AsSpan(0, 16), bigEndian: true);
}
