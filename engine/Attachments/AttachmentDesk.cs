using System.Net.Http.Headers;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Attachments;

/// <summary>What uploads may be.</summary>
internal sealed record AttachmentOptions
{
    /// <summary>Bytes of one file; 25 MiB unless told.</summary>
    public long Largest { get; init; } = 25 * 1024 * 1024;
}

/// <summary>
/// Takes files in as drafts and hands them out to whoever may see them. Bytes come first and the row after, so that an
/// upload that is cut off leaves nothing that anybody sees.
/// </summary>
internal sealed partial class AttachmentDesk(DeskStore store, IBlobStore blobs, AttachmentOptions options, ILogger<AttachmentDesk> logger)
{
    private const string Unknown = "application/octet-stream";
    private const int LongestContentType = 200;
    private const string Field = "attachments";

    /// <summary>Streams a file to the store and makes it a draft of its owner.</summary>
    public Task<UploadResult> UploadAsync(Stream content, string fileName, string contentType, Actor owner, CancellationToken cancellationToken) =>
        UploadAsync(content, fileName, contentType, contentId: null, owner, cancellationToken);

    /// <param name="contentId">How a page calls it, for a picture in that; null for what is a file.</param>
    public async Task<UploadResult> UploadAsync(Stream content, string fileName, string contentType, string? contentId, Actor owner, CancellationToken cancellationToken)
    {
        if (owner.PersonId is not { } ownerId)
        {
            return Refused(RefusalKind.Forbidden, new Phrase("desk.upload-needs-person"));
        }

        var name = SafeFileName.Of(fileName);
        if (await blobs.SaveAsync(content, options.Largest, cancellationToken) is not { } blob)
        {
            return Refused(RefusalKind.Invalid, new Phrase("desk.attachment-too-large", name, options.Largest / (1024.0 * 1024.0)));
        }

        var attachment = await store.WriteAsync(
            (unit, _) =>
            {
                var draft = new Attachment(unit.NewId(), ownerId, name, TypeOf(contentType), blob.Size, blob.Hash, unit.Now) { ContentId = contentId };
                unit.Desk.AllAttachments.Add(draft);
                return Task.FromResult(draft);
            },
            cancellationToken);
        return new UploadResult(View(attachment), Refusal: null);
    }

    /// <summary>Opens a file; null when it is not there or not for this reader.</summary>
    public async Task<AttachmentContent?> OpenAsync(Actor reader, long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await Sight.Of(reader).Attachments(tables).FirstOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } attachment)
        {
            return null;
        }

        if (blobs.Open(attachment.Hash) is not { } content)
        {
            LogLost(id, attachment.Hash);
            return null;
        }

        return new AttachmentContent(View(attachment), content);
    }

    /// <summary>Opens a file that is a picture by its first bytes, whatever it says of itself; null for all else.</summary>
    public async Task<PictureContent?> PictureAsync(Actor reader, long id, CancellationToken cancellationToken)
    {
        if (await OpenAsync(reader, id, cancellationToken) is not { } file)
        {
            return null;
        }

        var head = new byte[PictureType.MostBytes];
        var length = await file.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (PictureType.Of(head.AsSpan(0, length)) is not { } type)
        {
            await file.DisposeAsync();
            return null;
        }

        file.Content.Position = 0;
        return new PictureContent(type, file.Content);
    }

    private static AttachmentView View(Attachment attachment) => new(attachment.Id, attachment.FileName, attachment.ContentType, attachment.Size);

    private static UploadResult Refused(RefusalKind kind, Phrase sentence) => new(Attachment: null, new Refusal(kind, sentence, Field));

    /// <summary>Type and subtype alone (RFC 9110 §8.3.1); anything else is not worth repeating.</summary>
    private static string TypeOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed) && parsed.MediaType is { Length: <= LongestContentType } type ? type.ToLowerInvariant() : Unknown;

    [LoggerMessage(Level = LogLevel.Error, Message = "The bytes of attachment {Attachment} are not in the store, under {Hash}")]
    private partial void LogLost(long attachment, string hash);
}
