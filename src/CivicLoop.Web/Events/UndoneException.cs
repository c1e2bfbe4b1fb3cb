using CivicLoop.Core.Events;

namespace CivicLoop.Web.Events;

/// <summary>
/// A part of an act was refused after something was written: all of it is undone, and the whole act is refused so. Nothing
/// but an exception takes a transaction back; <see cref="StreamDoor.Open"/> turns it into the refusal.
/// </summary>
internal sealed class UndoneException(Refusal refusal) : Exception(refusal.ToString())
{
    public Refusal Refusal => refusal;
}
