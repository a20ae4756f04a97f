using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <param name="Hashes">Of which rows have told that tell no more.</param>
internal sealed record BytesToRemove(IReadOnlyList<string> Hashes);

/// <summary>Removes bytes of mails of which no row tells any more.</summary>
internal sealed class RemoveBytes(ITables<MailTables> tables, IOwnFiles<MailTables> files) : IJob<BytesToRemove>
{
    public const string Name = "remove-bytes";

    /// <summary>A job's arguments have 64 KiB at the most.</summary>
    private const int Most = 400;

    private static readonly TimeSpan Later = TimeSpan.FromMinutes(70);

    public static void Schedule(IUnitOfWork unit, IEnumerable<string> hashes, TimeSpan delay = default)
    {
        foreach (var some in hashes.Distinct(StringComparer.Ordinal).Chunk(Most))
        {
            unit.Schedule<RemoveBytes, BytesToRemove>(new BytesToRemove(some), delay);
        }
    }

    public async Task RunAsync(BytesToRemove arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var tooEarly = new List<string>();
        foreach (var hash in arguments.Hashes)
        {
            if (!await read.Records.AnyAsync(r => r.Raw == hash, cancellationToken) && !await files.RemoveAsync(hash, cancellationToken))
            {
                tooEarly.Add(hash);
            }
        }

        delivery.Write((unit, _) =>
        {
            Schedule(unit, tooEarly, Later);
            return Task.CompletedTask;
        });
    }
}
