using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>The attachments of a mail, in its order, up to what one mail may bring.</summary>
internal sealed class FileCollector(ReadingLimits limits, ReadingNotes notes)
{
    private readonly List<MailFile> _files = [];

    private readonly Dictionary<string, string> _byLocation = new(StringComparer.Ordinal);

    private long _bytes;

    public IReadOnlyList<MailFile> Files => _files;

    /// <summary>Content-ID by Content-Location.</summary>
    public IReadOnlyDictionary<string, string> ByLocation => _byLocation;

    public void Add(FoundFile file)
    {
        if (_bytes + file.Content.Length > limits.MostAttachmentBytes)
        {
            notes.Cut(ReadingLimits.Attachment, $"'{FileNames.Safe(file.Name)}' and whatever else was too much is left out.");
            return;
        }

        _bytes += file.Content.Length;
        var detected = FileTypes.Detect(file.Content.Span);
        _files.Add(new MailFile
        {
            Name = Named(file, detected),
            OriginalName = NullIfEmpty(CleanText.OfLine(file.Name ?? "")),
            ContentType = file.ContentType,
            DetectedType = detected,
            Content = file.Content,
            IsInline = file.IsInline,
            ContentId = IdOf(file),
            Role = file.Role,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)),
        });
    }

    /// <summary>An image that the text shows is a part of the text (scenario 61).</summary>
    public void MarkShown(Func<string?, bool> isShown)
    {
        for (var i = 0; i < _files.Count; i++)
        {
            if (_files[i].Role is MailFileRole.File or MailFileRole.FromTnef && isShown(_files[i].ContentId))
            {
                _files[i] = _files[i] with { Role = MailFileRole.InlineImage, IsInline = true };
            }
        }
    }

    /// <summary>A page may name its images by place; then the place is their id.</summary>
    private string? IdOf(FoundFile file)
    {
        var (id, location) = (NullIfEmpty(CleanText.OfLine(file.ContentId ?? "")), NullIfEmpty(CleanText.OfLine(file.Location ?? "")));
        if (location is not null)
        {
            _byLocation.TryAdd(location, id ?? location);
        }

        return id ?? location;
    }

    private string Named(FoundFile file, string? detected)
    {
        if (FileNames.Safe(file.Name) is { Length: > 0 } safe)
        {
            return safe;
        }

        var extension = FileTypes.Extension(file.ContentType) is var declared and not FileTypes.NoExtension ? declared : FileTypes.Extension(detected ?? "");
        return string.Create(CultureInfo.InvariantCulture, $"attachment-{_files.Count + 1}{extension}");
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
