using Helpdesk.EmailIngest.Reading.Bodies;
using MimeKit;
using MimeKit.Tnef;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>winmail.dat: what Outlook sends when it takes everybody for Outlook (scenario 54).</summary>
internal sealed class TnefFiles(ParsedMail mail, ReadingOptions options, ReadingNotes notes, FileCollector files)
{
    private readonly PartBytes _bytes = new(mail, notes);

    private readonly TextParts _texts = new(mail, options, notes, files);

    private int _parts;

    /// <summary>Null if it is broken; then it stays the file that it is.</summary>
    public static MimeMessage? TryUnpack(MimePart part, ReadingNotes notes)
    {
        if (FileTypes.Detect(PartBytes.StartOf(part, 4)) != FileTypes.Tnef)
        {
            notes.Warn("tnef-broken", "A winmail.dat is not what its name says; it is kept as a file.");
            return null;
        }

        try
        {
            var tnef = part as TnefPart ?? new TnefPart { Content = part.Content };
            return tnef.ConvertToMessage();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            notes.Warn("tnef-broken", "A winmail.dat cannot be unpacked; it is kept as a file.");
            return null;
        }
    }

    /// <summary>Collects the files and gives the text inside, which is usually what the mail says already.</summary>
    public List<BodyPiece> Add(MimeMessage unpacked)
    {
        var pieces = new List<BodyPiece>();
        if (unpacked.Body is { } body)
        {
            Add(body, pieces, depth: 0);
        }

        return pieces;
    }

    private void Add(MimeEntity entity, List<BodyPiece> pieces, int depth)
    {
        if (depth > options.Limits.MostDepth || ++_parts > options.Limits.MostParts)
        {
            notes.Cut(ReadingLimits.Part, "A winmail.dat has more in it than is taken out.");
            return;
        }

        switch (entity)
        {
            case Multipart multipart:
                var choices = multipart.Select(child => { var inner = new List<BodyPiece>(); Add(child, inner, depth + 1); return inner; }).ToList();
                pieces.AddRange(multipart is MultipartAlternative ? Alternatives.Merge(choices) : choices.SelectMany(c => c));
                break;
            case MessagePart message:
                AttachedMails.Add(message, mail, files, MailFileRole.FromTnef);
                break;
            case TnefPart nested when TryUnpack(nested, notes) is { Body: { } body }:
                Add(body, [], depth + 1);
                break;
            case TextPart { ContentDisposition: null } text:
                AddText(text, pieces);
                break;
            case MimePart part:
                AddFile(part, part.FileName);
                break;
        }
    }

    private void AddText(TextPart text, List<BodyPiece> pieces)
    {
        switch (MediaTypes.Of(text))
        {
            case "text/html":
                pieces.Add(new BodyPiece(Text: null, _texts.Html(text)));
                break;
            case "text/plain":
                pieces.Add(new BodyPiece(_texts.Plain(text), Html: null));
                break;
            default:
                pieces.Add(new BodyPiece(RichText.Of(_bytes.Of(text).Span), Html: null));
                break;
        }
    }

    private void AddFile(MimePart part, string? name) => files.Add(new FoundFile(MailFileRole.FromTnef, MediaTypes.Of(part), _bytes.Of(part))
    {
        Name = name,
        IsInline = PartKinds.IsInline(part),
        ContentId = part.ContentId,
        Location = part.Headers[HeaderId.ContentLocation],
    });
}
