using Helpdesk.EmailIngest.Reading.Characters;
using Helpdesk.EmailIngest.Reading.Headers;
using Helpdesk.EmailIngest.Reading.Protection;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

internal enum PartKind
{
    File,
    Text,
    Html,
    Enriched,
    Calendar,
    Tnef,
    Smime,
}

/// <summary>Whether a part is to be read or to be kept.</summary>
internal sealed class PartKinds(TextDecoder decoder)
{
    /// <summary>Asked of each part again and again.</summary>
    private readonly Dictionary<object, string?> _names = new(ReferenceEqualityComparer.Instance);

    public PartKind Of(MimePart part, PartPlace place)
    {
        var type = MediaTypes.Of(part);
        return type switch
        {
            "application/ms-tnef" or "application/vnd.ms-tnef" => PartKind.Tnef,
            "text/calendar" or "application/ics" => PartKind.Calendar,
            _ when string.Equals(NameOf(part), "winmail.dat", StringComparison.OrdinalIgnoreCase) => PartKind.Tnef,
            _ when SmimeContainer.IsOne(type, NameOf(part)) => PartKind.Smime,
            _ when !IsBody(part, place) => PartKind.File,
            "text/html" or "application/xhtml+xml" => PartKind.Html,
            "text/enriched" or "text/richtext" or "text/rtf" or "application/rtf" => PartKind.Enriched,
            "text/plain" or "text" => PartKind.Text,
            _ => place.IsLeading && MediaTypes.IsReadable(type) ? PartKind.Text : PartKind.File,
        };
    }

    public static MailFileRole RoleOf(MimePart part, PartPlace place) => MediaTypes.Of(part) switch
    {
        "application/pgp-signature" or "application/pkcs7-signature" or "application/x-pkcs7-signature" => MailFileRole.Signature,

        // It says "Version: 1" and nothing else (RFC 3156 §4).
        "application/pgp-encrypted" => MailFileRole.Signature,
        _ when place is { Parent: "multipart/signed", Index: 1 } => MailFileRole.Signature,
        "message/rfc822" or "message/global" or "message/news" => MailFileRole.Message,
        _ => MailFileRole.File,
    };

    public string? NameOf(MimeEntity entity)
    {
        if (!_names.TryGetValue(entity, out var name))
        {
            _names[entity] = name = FindName(entity);
        }

        return name;
    }

    public static bool IsInline(MimeEntity entity) => entity.ContentDisposition is { } disposition
        ? string.Equals(disposition.Disposition, "inline", StringComparison.OrdinalIgnoreCase)
        : !string.IsNullOrEmpty(entity.ContentId) && MediaTypes.Of(entity).StartsWith("image/", StringComparison.Ordinal);

    /// <summary>A text with a name, which the sender did not call an attachment.</summary>
    public static bool IsShownAlongside(MimePart part) =>
        MediaTypes.Of(part) is "text/plain" or "text/html" && part.ContentDisposition?.Disposition.Equals("attachment", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>Text that the sender attached is a file; text that merely has a name is the body where a body belongs.</summary>
    private bool IsBody(MimePart part, PartPlace place)
    {
        var isAttached = string.Equals(part.ContentDisposition?.Disposition, "attachment", StringComparison.OrdinalIgnoreCase);
        if (NameOf(part) is null)
        {
            return !isAttached || place.Depth == 0;
        }

        return !isAttached && (place.Depth == 0 || (place.Index == 0 && part.ContentDisposition?.FileName is null));
    }

    private string? FindName(MimeEntity entity) =>
        NullIfEmpty(entity.ContentDisposition?.FileName)
        ?? NullIfEmpty(entity.ContentType.Name)
        ?? LooseParameters.Find(entity, HeaderId.ContentDisposition, "filename", decoder)
        ?? LooseParameters.Find(entity, HeaderId.ContentType, "name", decoder);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
