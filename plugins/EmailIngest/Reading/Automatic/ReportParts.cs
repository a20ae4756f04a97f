using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>
/// The parts of a mail that programs read. What lies inside an attached mail is not looked at: who attaches a bounce is a person.
/// </summary>
internal sealed record ReportParts
{
    private const int MostParts = 200;

    private const int MostDepth = 8;

    public bool IsReport { get; private init; }

    /// <summary>The report-type of RFC 6522, in lower case.</summary>
    public string? ReportType { get; private init; }

    public MimeEntity? DeliveryStatus { get; private set; }

    public MimeEntity? Disposition { get; private set; }

    public MimeEntity? Feedback { get; private set; }

    /// <summary>The mail that is reported on, or its headers.</summary>
    public MessagePart? Returned { get; private set; }

    public MimeEntity? ReturnedHeaders { get; private set; }

    public MimeEntity? Calendar { get; private set; }

    public bool HasReturned => Returned is not null || ReturnedHeaders is not null;

    public static ReportParts Of(MimeEntity? body)
    {
        var isReport = body is Multipart && body.ContentType.IsMimeType("multipart", "report");
        var parts = new ReportParts { IsReport = isReport, ReportType = isReport ? TypeOf(body!) : null };
        var left = new Stack<(MimeEntity Part, int Depth)>();
        Push(left, body, 0);
        for (var seen = 0; seen < MostParts && left.TryPop(out var next); seen++)
        {
            parts.Note(next.Part);
            if (next.Part is Multipart multipart && next.Depth < MostDepth)
            {
                for (var i = Math.Min(multipart.Count, MostParts) - 1; i >= 0; i--)
                {
                    Push(left, multipart[i], next.Depth + 1);
                }
            }
        }

        return parts;
    }

    private static void Push(Stack<(MimeEntity Part, int Depth)> left, MimeEntity? part, int depth)
    {
        if (part is not null)
        {
            left.Push((part, depth));
        }
    }

    private static string? TypeOf(MimeEntity body) =>
        body.ContentType.Parameters.TryGetValue("report-type", out string? type) ? type?.Trim().ToLowerInvariant() : null;

    private void Note(MimeEntity part)
    {
        switch (part.ContentType.MimeType.ToLowerInvariant())
        {
            // The last two are of gateways that do not speak RFC 3464 quite.
            case "message/delivery-status" or "message/global-delivery-status" or "message/xdelivery-status" or "message/x-delivery-status":
                DeliveryStatus ??= part;
                break;
            case "message/disposition-notification" or "message/global-disposition-notification":
                Disposition ??= part;
                break;
            case "message/feedback-report":
                Feedback ??= part;
                break;
            // The last two are misspellings that are about.
            case "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers" or "text/rfc822-header" or "text/rfc822":
                ReturnedHeaders ??= part;
                break;
            case "text/calendar":
                Calendar ??= part;
                break;
            default:
                Returned ??= part as MessagePart;
                break;
        }
    }
}
