using System.Text;
using Helpdesk.EmailIngest.Reading.Characters;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>What kind of thing a part says it is, and what it must be where it says it wrongly.</summary>
internal static class MediaTypes
{
    public const string Unknown = "application/octet-stream";

    /// <summary>In lower case, with a slash.</summary>
    public static string Of(MimeEntity entity)
    {
        var type = CleanText.OfLine(entity.ContentType.MimeType).ToLowerInvariant();
        if (type != Unknown || entity.Headers.FirstOrDefault(h => h.Id == HeaderId.ContentType) is not { } header)
        {
            return type;
        }

        var said = CleanText.OfLine(Encoding.Latin1.GetString(header.RawValue)).Trim(' ', '"', '\'', ';').ToLowerInvariant();
        return said switch
        {
            _ when said.StartsWith(Unknown, StringComparison.Ordinal) => type,
            _ when said.StartsWith("text/html", StringComparison.Ordinal) || said.StartsWith("html", StringComparison.Ordinal) => "text/html",
            _ when said is "text" || said.StartsWith("text/plain", StringComparison.Ordinal) || said.StartsWith("text;", StringComparison.Ordinal) => "text/plain",

            // RFC 2045 §5.2: without a type it is text.
            _ when said.Length == 0 || said.StartsWith("charset", StringComparison.Ordinal) => "text/plain",
            _ => type,
        };
    }

    /// <summary>RFC 2046 §4.1.4: text of a kind that nobody knows is still text, unless it is data that merely looks like it.</summary>
    public static bool IsReadable(string type) => type.StartsWith("text/", StringComparison.Ordinal) && type is not
        ("text/calendar" or "text/vcard" or "text/x-vcard" or "text/directory" or "text/csv" or "text/xml" or "text/css" or "text/javascript" or "text/rfc822-headers" or "text/x-amp-html" or "text/watch-html");
}
