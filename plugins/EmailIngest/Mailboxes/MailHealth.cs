using Helpdesk.EmailIngest.Ledger;
using Helpdesk.Engine.Plugins.Health;
using Helpdesk.Engine.Texts;

namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>LM7, LM9, scenario 69: what is put aside is not forgotten, and a mailbox that is silent is not taken for one that is empty.</summary>
internal sealed class MailHealth(MailboxReader mailboxes, MailBook book, TimeProvider time) : IHealthReport
{
    /// <summary>A server is asked at least every ten minutes, also where it would tell by itself.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(25);

    public async Task<IReadOnlyList<HealthTrouble>> TroublesAsync(CancellationToken cancellationToken)
    {
        var (states, now, troubles) = (await mailboxes.StatesAsync(cancellationToken), time.GetUtcNow(), new List<HealthTrouble>());
        foreach (var mailbox in (await mailboxes.ListAsync(cancellationToken)).Where(mailbox => mailbox.IsOn))
        {
            var state = states.GetValueOrDefault(mailbox.Id);
            if (state?.FailingSince is not null)
            {
                troubles.Add(new HealthTrouble(Of(mailbox.Address, "can't be fetched", "kan niet worden opgehaald", "ne peut pas être relevée", "を取得できません"), $"/mail/{mailbox.Id}"));
            }
            else if (mailbox.Kind != MailboxKind.Spool && state?.SeenAt is { } seen && now - seen > LongestSilence)
            {
                troubles.Add(new HealthTrouble(Of(mailbox.Address, "has not been looked at for long", "is al lang niet bekeken", "n’a pas été consultée depuis longtemps", "は長い間確認されていません"), $"/mail/{mailbox.Id}"));
            }
        }

        if ((await book.CountAsync(cancellationToken)).Of(MailOutcome.Quarantine) is var aside and > 0)
        {
            troubles.Add(new HealthTrouble(
                LocalizedText.Of($"Mails put aside that nobody has looked at: {aside}", $"Apart gezette mails die niemand heeft bekeken: {aside}", $"E-mails mis de côté que personne n’a examinés : {aside}", $"未確認の隔離メール: {aside}"),
                "/mail/book?outcome=quarantine"));
        }

        return troubles;
    }

    private static LocalizedText Of(string address, string english, string dutch, string french, string japanese) =>
        LocalizedText.Of($"The mailbox {address} {english}.", $"Het postvak {address} {dutch}.", $"La boîte {address} {french}.", $"メールボックス {address} {japanese}。");
}
