namespace Helpdesk.KnowledgeBase;

/// <summary>What administrators set.</summary>
internal sealed class KnowledgeBaseSettings
{
    /// <summary>Whether public articles can be read by whoever is not signed in.</summary>
    public bool Open { get; set; } = true;

    /// <summary>Whether articles are suggested while a customer writes a ticket.</summary>
    public bool SuggestWhileWriting { get; set; } = true;
}
