using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <summary>Which mails of somebody are in the book, for the copy of her data.</summary>
internal sealed class MailData(ITables<MailTables> tables) : IPersonalDataSource
{
    private const int Most = 10_000;

    private static readonly LocalizedText From = LocalizedText.Of("From", "Van", "De", "差出人");
    private static readonly LocalizedText Subject = LocalizedText.Of("Subject", "Onderwerp", "Objet", "件名");
    private static readonly LocalizedText Received = LocalizedText.Of("Received", "Ontvangen", "Reçu", "受信日時");
    private static readonly LocalizedText IsKept = LocalizedText.Of("Original is kept", "Origineel is bewaard", "Original conservé", "原本を保管");

    public async Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var read = tables.Read();
        var mails = await read.Records.Where(r => r.AuthorId == request.PersonId).OrderBy(r => r.Id).Take(Most).Select(r => new { r.From, r.Subject, r.ReceivedAt, r.Raw }).ToListAsync(cancellationToken);
        return
        [
            .. mails.Select(mail => new PersonalDataItem(
            [
                new("from", From, mail.From),
                new("subject", Subject, mail.Subject),
                new("received", Received, mail.ReceivedAt),
                new("kept", IsKept, mail.Raw.Length > 0 ? "true" : "false"),
            ])),
        ];
    }
}
