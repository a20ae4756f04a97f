namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>Why something is not done, for the person who asked.</summary>
/// <param name="Field">The field of the form that it is about; empty for the whole.</param>
/// <param name="Key">The key of the sentence.</param>
/// <param name="Arguments">What goes into its holes.</param>
internal sealed record Fault(string Field, string Key, params object[] Arguments);
