using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>RFC 6047: an invitation says what is asked; a calendar that somebody attaches does not.</summary>
internal static class InvitationSigns
{
    private const int MostCharacters = 2_000;

    public static bool IsInvitation(ReportParts parts) => parts.Calendar is { } part && (HasMethod(part) || (!IsAttached(part) && SaysMethod(part)));

    private static bool HasMethod(MimeEntity part) =>
        part.ContentType.Parameters.TryGetValue("method", out string? method) && !string.IsNullOrWhiteSpace(method);

    private static bool IsAttached(MimeEntity part) => part.ContentDisposition?.IsAttachment == true;

    private static bool SaysMethod(MimeEntity part)
    {
        var text = PartText.Of(part);
        return text.AsSpan(0, Math.Min(text.Length, MostCharacters)).Contains("\nMETHOD:", StringComparison.OrdinalIgnoreCase);
    }
}
