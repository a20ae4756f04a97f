using Helpdesk.EmailIngest.Fetching;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <summary>Takes the bytes of old mails away, day by day; the book keeps what became of them. What waits for somebody keeps its bytes.</summary>
internal sealed class CleanBytes(ITables<MailTables> tables, ISettings<EmailIngestSettings> settings, Spool spool) : ICronJob
{
    public const string Name = "clean-bytes";

    /// <summary>Every night at 3:20 UTC.</summary>
    public const string Schedule = "20 3 * * *";

    private const int AtOnce = 400;
    private const int Rounds = 250;

    public async Task RunAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        spool.CleanUnfinished();
        var days = (await settings.ReadAsync(cancellationToken)).KeepDays;
        for (var round = 0; round < Rounds; round++)
        {
            var removed = 0;
            await tables.WriteAsync(
                async (own, unit, token) =>
                {
                    var before = unit.Now.AddDays(-days);
                    var old = await own.Records.Where(r => r.FetchedAt < before && r.Raw != "" && r.Outcome != MailOutcome.Waiting && ((r.Outcome != MailOutcome.Held && r.Outcome != MailOutcome.Quarantine) || r.DroppedAt != null))
                        .OrderBy(r => r.Id).Take(AtOnce).ToListAsync(token);
                    removed = old.Count;
                    RemoveBytes.Schedule(unit, old.Select(r => r.Raw));
                    old.ForEach(r => r.Raw = "");
                },
                cancellationToken);
            if (removed < AtOnce)
            {
                return;
            }
        }
    }
}
