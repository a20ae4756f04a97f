namespace Helpdesk.Testing;

/// <summary>A mail that a desk under test would have sent.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain text part.</param>
public sealed record SentMail(string To, string Subject, string Text);
