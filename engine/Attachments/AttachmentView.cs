using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Attachments;

/// <summary>A file as people see it.</summary>
/// <param name="FileName">Safe to show and to offer for saving; never a path.</param>
/// <param name="ContentType">What the uploader said; never to be believed.</param>
/// <param name="Size">Bytes.</param>
internal sealed record AttachmentView(long Id, string FileName, string ContentType, long Size);

/// <summary>A file that is to be sent to a reader. Disposing of it closes the content.</summary>
internal sealed record AttachmentContent(AttachmentView View, Stream Content) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>A picture that a browser may show. Disposing of it closes the content.</summary>
/// <param name="ContentType">By its bytes.</param>
internal sealed record PictureContent(string ContentType, Stream Content) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>What became of an upload: a draft, or why there is none.</summary>
internal sealed record UploadResult(AttachmentView? Attachment, Refusal? Refusal)
{
    public bool IsDone => Refusal is null;
}
