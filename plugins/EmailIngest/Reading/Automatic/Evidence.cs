using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>What the rules look at: gathered once, and no more of it than a notice has.</summary>
internal sealed record Evidence
{
    private readonly Lazy<NoticeText> _notice;

    private readonly Lazy<NoticeWords> _words;

    private Evidence(MimeMessage message, string text, string subject)
    {
        Message = message;
        Text = string.IsNullOrWhiteSpace(text) ? Preamble(message) : text;
        Subject = Phrases.Flat(subject, Phrases.MostSubject);
        Headers = new HeaderValues(message.Headers);
        Parts = ReportParts.Of(message.Body);
        Sender = SenderSigns.Of(message, Headers);
        _notice = new Lazy<NoticeText>(() => NoticeText.Of(Text));
        _words = new Lazy<NoticeWords>(() => new NoticeWords(this));
    }

    public MimeMessage Message { get; }

    public string Text { get; }

    /// <summary>On one line.</summary>
    public string Subject { get; }

    public HeaderValues Headers { get; }

    public ReportParts Parts { get; }

    public SenderSigns Sender { get; }

    public NoticeText Notice => _notice.Value;

    public NoticeWords Words => _words.Value;

    public static Evidence Of(MimeMessage message, string text, string subject) => new(message, text, subject);

    /// <summary>Notices whose boundaries do not fit have no parts, only what would stand before them.</summary>
    private static string Preamble(MimeMessage message) => message.Body is Multipart { Count: 0 } multipart ? multipart.Preamble ?? "" : "";
}
