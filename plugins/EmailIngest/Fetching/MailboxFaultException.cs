namespace Helpdesk.EmailIngest.Fetching;

/// <summary>A mailbox can't be fetched; the message says why to whoever set it up.</summary>
internal sealed class MailboxFaultException(string message, Exception? cause = null) : Exception(message, cause);
