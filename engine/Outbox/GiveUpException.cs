namespace Helpdesk.Engine.Outbox;

/// <summary>What no further attempt would change: the row is dead at once, for somebody to look at.</summary>
internal abstract class GiveUpException(string sentence, Exception? inner = null) : Exception(sentence, inner);
