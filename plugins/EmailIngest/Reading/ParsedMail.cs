using System.Runtime.InteropServices;
using System.Text;
using Helpdesk.EmailIngest.Reading.Bodies;
using Helpdesk.EmailIngest.Reading.Characters;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading;

/// <summary>Where a part begins, where its body does, and where both end.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BytePlace(int Begin, int Body, int End);

/// <summary>A mail taken apart by the MIME parser, and where in the bytes each of its parts stands.</summary>
internal sealed class ParsedMail
{
    private readonly Dictionary<object, BytePlace> _places = new(ReferenceEqualityComparer.Instance);

    private ParsedMail(ReadOnlyMemory<byte> raw, Stream stream, ParserOptions parser, TextDecoder decoder, MimeMessage message)
    {
        (Raw, Parser, Decoder, Message, Decoded) = (raw, parser, decoder, message, new DecodedParts(raw, stream));
    }

    public ReadOnlyMemory<byte> Raw { get; }

    public ParserOptions Parser { get; }

    public TextDecoder Decoder { get; }

    public MimeMessage Message { get; private set; }

    public DecodedParts Decoded { get; }

    /// <summary>The bytes could not be taken for a mail at all; they are its text then.</summary>
    public bool IsUnreadable { get; private init; }

    public static ParsedMail Of(ReadOnlyMemory<byte> raw, ReadingOptions options, ReadingNotes notes)
    {
        var fallback = Charsets.OrDefault(options.FallbackCharset);
        var parser = new ParserOptions { CharsetEncoding = fallback, MaxMimeDepth = options.Limits.MostDepth, AllowAddressesWithoutDomain = true };
        var decoder = new TextDecoder(fallback, notes);
        if (raw.IsEmpty)
        {
            notes.Warn("mail-empty", "There is nothing in the mail.");
            return new ParsedMail(raw, Stream.Null, parser, decoder, Nothing(parser));
        }

        try
        {
            return Parse(raw, parser, decoder, notes);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            notes.Warn("mail-invalid", "The bytes are not a mail; they are kept as text.");
            return new ParsedMail(raw, Stream.Null, parser, decoder, Nothing(parser)) { IsUnreadable = true };
        }
    }

    /// <summary>Null for what does not stand in the mail itself, such as the inside of a winmail.dat.</summary>
    public BytePlace? PlaceOf(object part) => _places.TryGetValue(part, out var place) ? place : null;

    private static ParsedMail Parse(ReadOnlyMemory<byte> raw, ParserOptions options, TextDecoder decoder, ReadingNotes notes)
    {
        var stream = Over(raw);
        var parser = new MimeParser(options, stream, MimeFormat.Entity, persistent: true);
        var mail = new ParsedMail(raw, stream, options, decoder, message: null!);
        parser.MimeEntityEnd += (_, e) => mail._places[e.Entity] = new BytePlace((int)e.BeginOffset, (int)e.HeadersEndOffset, (int)e.EndOffset);
        parser.MimeMessageEnd += (_, e) => mail._places[e.Message] = new BytePlace((int)e.BeginOffset, (int)e.HeadersEndOffset, (int)e.EndOffset);
        mail.Message = parser.ParseMessage();
        mail.Message.Body = LostParts.Repair(mail.Message.Body, mail, notes);
        return mail;
    }

    private static MimeMessage Nothing(ParserOptions options) =>
        new MimeParser(options, new MemoryStream(Encoding.ASCII.GetBytes("X-Empty: 1\r\n\r\n")), MimeFormat.Entity).ParseMessage();

    private static MemoryStream Over(ReadOnlyMemory<byte> raw) =>
        MemoryMarshal.TryGetArray(raw, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(raw.ToArray(), writable: false);
}
