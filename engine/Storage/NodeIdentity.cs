namespace Helpdesk.Engine.Storage;

/// <summary>
/// Which server this is. Kept in its data directory, so that after a crash it knows what it had in hand.
/// </summary>
internal sealed class NodeIdentity(string identity)
{
    public string Identity { get; } = identity;
}
