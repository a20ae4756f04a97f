namespace Helpdesk.Engine.Storage;

/// <summary>A number that all processes share, such as the revision of the plugin wishes.</summary>
internal sealed class Mark
{
    public const string PluginRevision = "plugin-revision";

    private Mark()
    {
    }

    public Mark(string name, long value)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; private set; } = "";

    public long Value { get; private set; }
}

/// <summary>The number of a server that makes ids; see <see cref="IdSource"/>.</summary>
internal sealed class Node
{
    private Node()
    {
    }

    public Node(int number, string identity, DateTimeOffset now)
    {
        Number = number;
        Identity = identity;
        SeenAt = now;
    }

    public int Number { get; private set; }

    /// <summary>Kept in the server's data directory, so that a restarted server finds its own rows again.</summary>
    public string Identity { get; private set; } = "";

    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>The revision of the plugin wishes that it has carried out, with nothing left of what ran before. Said while plugins are being removed.</summary>
    public long PluginRevision { get; private set; }

    public void TakeOver(string identity, DateTimeOffset now)
    {
        Identity = identity;
        SeenAt = now;
        PluginRevision = 0;
    }
}
