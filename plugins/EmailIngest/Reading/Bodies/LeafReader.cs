using Helpdesk.EmailIngest.Reading.Calendars;
using Helpdesk.EmailIngest.Reading.Files;
using Helpdesk.EmailIngest.Reading.Protection;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>Reads the parts that have no parts: text becomes a piece of the body, the rest a file.</summary>
internal sealed class LeafReader(ParsedMail mail, ReadingOptions options, ReadingNotes notes, FileCollector files, CryptoSigns crypto)
{
    private readonly List<BodyPiece> _spare = [];

    private readonly PartBytes _bytes = new(mail, notes);

    private readonly TextParts _texts = new(mail, options, notes, files);

    public PartKinds Kinds { get; } = new(mail.Decoder);

    /// <summary>What speaks only if nothing else does: an invitation, the inside of a winmail.dat, a text with a name.</summary>
    public List<BodyPiece> Spare => _spare;

    public bool HasHtml { get; private set; }

    public List<BodyPiece> Read(MimePart part, PartPlace place)
    {
        switch (Kinds.Of(part, place))
        {
            case PartKind.Text:
                return [new BodyPiece(_texts.Plain(part), Html: null)];
            case PartKind.Html:
                HasHtml = true;
                return [new BodyPiece(Text: null, _texts.Html(part))];
            case PartKind.Enriched:
                AddFile(part, MailFileRole.File);
                _spare.Add(new BodyPiece(_texts.Enriched(part), Html: null));
                break;
            case PartKind.Calendar:
                AddFile(part, MailFileRole.Calendar);
                _spare.Add(new BodyPiece(CalendarText.Of(_texts.Calendar(part)), Html: null));
                break;
            case PartKind.Tnef:
                ReadTnef(part);
                break;
            default:
                ReadFile(part, place);
                break;
        }

        return [];
    }

    /// <summary>The entity in an S/MIME signature; null if the part is a file like others.</summary>
    public MimeEntity? Unwrap(MimePart part, PartPlace place)
    {
        if (Kinds.Of(part, place) != PartKind.Smime || place.Depth >= options.Limits.MostDepth)
        {
            return null;
        }

        var inner = SmimeContainer.KindOf(part) == SmimeKind.Signed ? SmimeContainer.TryUnwrap(_bytes.Of(part), mail.Parser) : null;
        if (inner is not null)
        {
            crypto.See(SmimeKind.Signed);
            AddFile(part, MailFileRole.Signature);
        }

        return inner;
    }

    public ReadOnlyMemory<byte> AddFile(MimePart part, MailFileRole role)
    {
        var content = _bytes.Of(part);
        files.Add(new FoundFile(role, MediaTypes.Of(part), content)
        {
            Name = Kinds.NameOf(part) ?? (role == MailFileRole.Message ? AttachedMails.NameBySubject(content, mail) : null),
            IsInline = PartKinds.IsInline(part),
            ContentId = part.ContentId,
            Location = part.Headers[HeaderId.ContentLocation],
        });
        return content;
    }

    private void ReadTnef(MimePart part)
    {
        if (TnefFiles.TryUnpack(part, notes) is { } unpacked)
        {
            _spare.AddRange(new TnefFiles(mail, options, notes, files).Add(unpacked));
        }
        else
        {
            AddFile(part, MailFileRole.File);
        }
    }

    private void ReadFile(MimePart part, PartPlace place)
    {
        // The parser goes no deeper than the limit and leaves the rest as it is.
        if (part.ContentType.MediaType.Equals("multipart", StringComparison.OrdinalIgnoreCase))
        {
            notes.Cut(ReadingLimits.Depth, $"Parts more than {options.Limits.MostDepth} deep are kept as one file.");
        }

        if (PartKinds.IsShownAlongside(part))
        {
            _spare.Add(MediaTypes.Of(part) is "text/html" ? new BodyPiece(Text: null, _texts.Html(part)) : new BodyPiece(_texts.Plain(part), Html: null));
        }

        var content = AddFile(part, PartKinds.RoleOf(part, place));
        crypto.SeeFile(content.Span);
        if (Kinds.Of(part, place) == PartKind.Smime)
        {
            crypto.See(SmimeContainer.KindOf(part));
        }
    }
}
