using System.Security.Cryptography;
using Helpdesk.EmailIngest.Fetching;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>Sets mailboxes up, and takes them away; what came by them stays in the book.</summary>
internal sealed class MailboxDesk(ITables<MailTables> tables, MailboxSecrets secrets, IDeskReader desk, Spool spool)
{
    private const int MostDays = 3650;
    private const int MostMegabytes = 100;
    private const int SecretBytes = 32;
    private const int LastPort = 65535;

    /// <summary>Of a secret: three bytes a character at the most, and protection makes a third more of them, which has to fit.</summary>
    private const int MostTyped = 3_000;

    /// <returns>What is wrong with it; nothing was changed then.</returns>
    public async Task<IReadOnlyList<MailboxFault>> AddAsync(MailboxChange change, CancellationToken cancellationToken)
    {
        var faults = await FaultsAsync(change, id: null, cancellationToken);
        if (faults.Count > 0)
        {
            return faults;
        }

        Mailbox? added = null;
        await tables.WriteAsync(
            (own, unit, _) =>
            {
                added = new Mailbox { Id = unit.NewId(), Name = change.Name };
                Set(added, change);
                own.Mailboxes.Add(added);
                return Task.CompletedTask;
            },
            cancellationToken);
        spool.Make(added!);
        return [];
    }

    /// <returns>What is wrong with it; null where the mailbox is gone.</returns>
    public async Task<IReadOnlyList<MailboxFault>?> SaveAsync(long id, MailboxChange change, CancellationToken cancellationToken)
    {
        var faults = await FaultsAsync(change, id, cancellationToken);
        if (faults.Count > 0)
        {
            return faults;
        }

        var isThere = false;
        await tables.WriteAsync(
            async (own, _, token) =>
            {
                if (await own.Mailboxes.FirstOrDefaultAsync(m => m.Id == id, token) is { } mailbox)
                {
                    isThere = true;
                    if (mailbox.Host != change.Host || mailbox.UserName != change.UserName || mailbox.Folder != change.Folder || mailbox.Kind != change.Kind)
                    {
                        // Another place counts otherwise: what it has in common with the old one is known by what it says.
                        await own.States.Where(s => s.MailboxId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.UidValidity, 0).SetProperty(s => s.LastUid, 0), token);
                    }

                    Set(mailbox, change);
                    mailbox.Version++;
                }
            },
            cancellationToken);
        return isThere ? [] : null;
    }

    /// <summary>Gives the programs that hand mail in a new secret; the one before is over.</summary>
    /// <returns>The secret, which is shown this once; null where the mailbox is gone.</returns>
    public async Task<string?> RenewSecretAsync(long id, CancellationToken cancellationToken)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var kept = secrets.Protect(secret);
        var changed = 0;
        await tables.WriteAsync(
            async (own, _, token) => changed = await own.Mailboxes.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndpointSecret, kept), token),
            cancellationToken);
        return changed > 0 ? secret : null;
    }

    public Task DeleteAsync(long id, CancellationToken cancellationToken) => tables.WriteAsync(
        async (own, _, token) =>
        {
            await own.Mailboxes.Where(m => m.Id == id).ExecuteDeleteAsync(token);
            await own.States.Where(s => s.MailboxId == id).ExecuteDeleteAsync(token);
        },
        cancellationToken);

    private void Set(Mailbox mailbox, MailboxChange change)
    {
        mailbox.Address = change.Address;
        mailbox.FoldedAddress = change.Address.ToLowerInvariant();
        (mailbox.IsOn, mailbox.Kind) = (change.IsOn, change.Kind);
        (mailbox.Host, mailbox.Port, mailbox.Security, mailbox.UserName, mailbox.Folder, mailbox.After) = (change.Host, change.Port, change.Security, change.UserName, change.Folder, change.After);
        mailbox.Password = change.Password is { } typed ? secrets.Protect(typed) : mailbox.Password;
        (mailbox.SignIn, mailbox.TokenAddress, mailbox.ClientId, mailbox.Scope) = (change.SignIn, change.TokenAddress, change.ClientId, change.Scope);
        mailbox.RefreshToken = change.RefreshToken is { } refresh ? secrets.Protect(refresh) : mailbox.RefreshToken;
        (mailbox.Department, mailbox.Type, mailbox.Language) = (change.Department, change.Type, change.Language);
        (mailbox.Senders, mailbox.Unwelcome, mailbox.TrustedServers, mailbox.StaffNeedProof) = (change.Senders, change.Unwelcome, change.TrustedServers, change.StaffNeedProof);
        (mailbox.CopiesJoin, mailbox.ReopenDays, mailbox.MostMegabytes) = (change.CopiesJoin, change.ReopenDays, change.MostMegabytes);
    }

    private async Task<IReadOnlyList<MailboxFault>> FaultsAsync(MailboxChange change, long? id, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var folded = change.Address.ToLowerInvariant();
        var departments = await desk.ListDepartmentsAsync(cancellationToken);
        var types = await desk.ListTicketTypesAsync(cancellationToken);
        var isFetched = change.Kind != MailboxKind.Spool;
        var byToken = isFetched && change.SignIn == MailboxSignIn.OAuth2;
        (bool IsWrong, string Field, string Key)[] rules =
        [
            (id is null && !MailboxName.IsOne(change.Name), nameof(change.Name), "email-ingest.fault.name"),
            (id is null && await read.Mailboxes.AnyAsync(m => m.Name == change.Name, cancellationToken), nameof(change.Name), "email-ingest.fault.name-taken"),
            (!IsAddress(change.Address), nameof(change.Address), "email-ingest.fault.address"),
            (await read.Mailboxes.AnyAsync(m => m.FoldedAddress == folded && m.Id != id, cancellationToken), nameof(change.Address), "email-ingest.fault.address-taken"),
            (departments.All(department => department.Key != change.Department), nameof(change.Department), "email-ingest.fault.department"),
            (change.Type.Length > 0 && types.All(type => type.Key != change.Type), nameof(change.Type), "email-ingest.fault.type"),
            (isFetched && change.Host.Length is 0 or > Mailbox.LongestText, nameof(change.Host), "email-ingest.fault.host"),
            (isFetched && change.Port is < 1 or > LastPort, nameof(change.Port), "email-ingest.fault.port"),
            (isFetched && change.UserName.Length is 0 or > Mailbox.LongestText, nameof(change.UserName), "email-ingest.fault.user"),
            (byToken && !IsTokenAddress(change.TokenAddress), nameof(change.TokenAddress), "email-ingest.fault.token-address"),
            (byToken && change.ClientId.Length is 0 or > Mailbox.LongestText, nameof(change.ClientId), "email-ingest.fault.client"),
            (change.Password?.Length > MostTyped, nameof(change.Password), "email-ingest.fault.secret"),
            (change.RefreshToken?.Length > MostTyped, nameof(change.RefreshToken), "email-ingest.fault.secret"),
            (change.Scope.Length > Mailbox.LongestText, nameof(change.Scope), "email-ingest.fault.scope"),
            (change.Kind == MailboxKind.Imap && change.Folder.Length is 0 or > Mailbox.LongestText, nameof(change.Folder), "email-ingest.fault.folder"),
            (change.TrustedServers.Length > Mailbox.LongestText, nameof(change.TrustedServers), "email-ingest.fault.servers"),
            (change.ReopenDays is < 0 or > MostDays, nameof(change.ReopenDays), "email-ingest.fault.days"),
            (change.MostMegabytes is < 1 or > MostMegabytes, nameof(change.MostMegabytes), "email-ingest.fault.megabytes"),
        ];
        return [.. rules.Where(rule => rule.IsWrong).Select(rule => new MailboxFault(rule.Field, rule.Key))];
    }

    /// <summary>Secrets go there: in the clear only to this machine itself.</summary>
    private static bool IsTokenAddress(string address) =>
        address.Length <= Mailbox.LongestText && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool IsAddress(string address) =>
        address.Length is > 2 and <= Mailbox.LongestText && MimeKit.MailboxAddress.TryParse(address, out var parsed) && parsed.Address == address && address.Contains('@', StringComparison.Ordinal);
}
