using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Attachments;

/// <summary>
/// The files of a form that writes a message: drafts that a script has uploaded before, and files that come with the
/// form itself where there is no script. When the form comes back to be mended, both are still there, as drafts.
/// </summary>
internal sealed class MessageFiles(AttachmentDesk desk, DeskStore store, Words words)
{
    public const string Field = "Attachments";

    /// <summary>All of a form that brings its files along: four of the largest.</summary>
    public const long LargestForm = 100 * 1024 * 1024;

    /// <summary>Uploads what came with the form; what is refused becomes an error of the form.</summary>
    /// <param name="drafts">As the form says them; what is no id stands for a file that is not there.</param>
    /// <returns>All drafts of the form.</returns>
    public async Task<IReadOnlyList<long>> TakeAsync(IReadOnlyList<string> drafts, IReadOnlyList<IFormFile> files, Actor owner, ModelStateDictionary state, CancellationToken cancellationToken)
    {
        var all = Ids(drafts);
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            var result = await desk.UploadAsync(content, file.FileName, file.ContentType, owner, cancellationToken);
            if (result.Attachment is { } draft)
            {
                all.Add(draft.Id);
            }
            else
            {
                state.AddModelError(Field, words.Say(result.Refusal!.Sentence));
            }
        }

        return all;
    }

    public static List<long> Ids(IReadOnlyList<string> drafts) =>
        [.. drafts.Select(draft => long.TryParse(draft, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)];

    /// <summary>The drafts as they are shown again; what is not the reader's own draft is left out.</summary>
    public async Task<IReadOnlyList<AttachmentView>> ShowAsync(IReadOnlyList<long> drafts, Actor owner, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
        {
            return [];
        }

        await using var tables = store.Read();
        return await Sight.Of(owner).Attachments(tables)
            .Where(file => drafts.Contains(file.Id) && file.MessageId == null && file.OwnerId == owner.PersonId)
            .OrderBy(file => file.Id)
            .Select(file => new AttachmentView(file.Id, file.FileName, file.ContentType, file.Size))
            .ToListAsync(cancellationToken);
    }
}
