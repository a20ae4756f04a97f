using System.Globalization;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What somebody wrote in articles, for the copy of her data: each text that she saved, with all its words.</summary>
internal sealed class WrittenData(ITables<KnowledgeTables> tables) : IPersonalDataSource
{
    private const int Most = 10_000;

    private static readonly LocalizedText Title = LocalizedText.Of("Title", "Titel", "Titre", "タイトル");
    private static readonly LocalizedText Language = LocalizedText.Of("Language", "Taal", "Langue", "言語");
    private static readonly LocalizedText Number = LocalizedText.Of("Revision", "Versie", "Version", "版");
    private static readonly LocalizedText Saved = LocalizedText.Of("Saved", "Opgeslagen", "Enregistré", "保存日時");
    private static readonly LocalizedText Summary = LocalizedText.Of("Summary", "Samenvatting", "Résumé", "概要");
    private static readonly LocalizedText Text = LocalizedText.Of("Text", "Tekst", "Texte", "本文");

    public async Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var read = tables.Read();
        var revisions = await read.AllRevisions.Where(r => r.EditorId == request.PersonId).OrderBy(r => r.Id).Take(Most).ToListAsync(cancellationToken);
        return
        [
            .. revisions.Select(r => new PersonalDataItem(
            [
                new("title", Title, r.Title),
                new("language", Language, r.Language),
                new("revision", Number, r.Number.ToString(CultureInfo.InvariantCulture)),
                new("at", Saved, r.At),
                new("summary", Summary, r.Summary),
                new("text", Text, r.Body),
            ])),
        ];
    }
}
