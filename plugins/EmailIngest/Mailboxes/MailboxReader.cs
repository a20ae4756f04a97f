using Helpdesk.EmailIngest.Tables;
using Helpdesk.EmailIngest.Taking;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>Mailboxes, and what holds for their mails.</summary>
internal sealed class MailboxReader(ITables<MailTables> tables, ISettings<EmailIngestSettings> settings)
{
    private const int BytesPerMegabyte = 1 << 20;

    public async Task<IReadOnlyList<Mailbox>> ListAsync(CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.Mailboxes.OrderBy(m => m.Name).ToListAsync(cancellationToken);
    }

    public async Task<Mailbox?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.Mailboxes.FirstOrDefaultAsync(m => m.Name == name, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<long, MailboxState>> StatesAsync(CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.States.ToDictionaryAsync(s => s.MailboxId, cancellationToken);
    }

    /// <summary>What holds for the mails of one of them; null where it is gone.</summary>
    public async Task<MailboxRules?> RulesAsync(long mailboxId, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        return all.FirstOrDefault(mailbox => mailbox.Id == mailboxId) is { } found ? Rules(found, all, await settings.ReadAsync(cancellationToken)) : null;
    }

    private static MailboxRules Rules(Mailbox mailbox, IEnumerable<Mailbox> all, EmailIngestSettings settings)
    {
        var trusted = mailbox.TrustedServers.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return new MailboxRules
        {
            Address = mailbox.Address,
            TrustedServers = trusted,
            MostBytes = MostBytes(mailbox),
            FallbackCharset = mailbox.FallbackCharset,
            Inbound = new InboundRules
            {
                Department = mailbox.Department,
                Type = mailbox.Type.Length == 0 ? null : mailbox.Type,
                Language = mailbox.Language,
                OwnAddresses = all.Select(one => one.FoldedAddress).ToHashSet(StringComparer.Ordinal),
                OwnDomains = Domains(settings.OwnDomains),
                Senders = mailbox.Senders,
                Unwelcome = mailbox.Unwelcome,
                StaffNeedProof = mailbox.StaffNeedProof,
                StrangersNeedProof = trusted.Count > 0,
                CopiesJoin = mailbox.CopiesJoin,
                ReopenDays = mailbox.ReopenDays,
            },
        };
    }

    private static HashSet<string> Domains(string lines) =>
        [.. lines.ToLowerInvariant().Split((char[])[' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(domain => domain.TrimStart('@'))];

    public static int MostBytes(Mailbox mailbox) => mailbox.MostMegabytes * BytesPerMegabyte;
}
