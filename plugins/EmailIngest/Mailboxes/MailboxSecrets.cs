using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>Keeps passwords of mailboxes so that nobody reads them out of the database.</summary>
internal sealed class MailboxSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("email-ingest.mailbox");

    public string Protect(string secret) => secret.Length == 0 ? "" : _protector.Protect(secret);

    /// <returns>Null where the keys of the desk are others than when it was typed.</returns>
    public string? Reveal(string kept)
    {
        try
        {
            return kept.Length == 0 ? "" : _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
