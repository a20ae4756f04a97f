using System.Text;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>Parts without the boundary or the empty line that would set them apart: they are there all the same.</summary>
internal static class LostParts
{
    private const int MostSearched = 64 << 10;

    private const int LongestBoundary = 200;

    private const int MostParameters = 20;

    /// <summary>Puts the parts where they belong, all through the mail but not inside mails within it.</summary>
    public static MimeEntity? Repair(MimeEntity? entity, ParsedMail mail, ReadingNotes notes)
    {
        if (entity is Multipart multipart)
        {
            for (var i = 0; i < multipart.Count; i++)
            {
                if (Repair(multipart[i], mail, notes) is { } repaired && repaired != multipart[i])
                {
                    multipart[i] = repaired;
                }
            }
        }

        return entity switch
        {
            Multipart { Count: 0 } empty when mail.PlaceOf(empty) is { } place && place.Body < place.End => WithParts(empty, mail, place, notes),
            MimePart part when part.Content is not { Stream.Length: > 0 } && mail.PlaceOf(part) is { } place =>
                WithBody(mail.Raw[place.Begin..place.End], mail.Parser) ?? part,
            _ => entity,
        };
    }

    private static Multipart WithParts(Multipart empty, ParsedMail mail, BytePlace place, ReadingNotes notes)
    {
        notes.Warn("boundary-missing", "The parts of the mail are not where it says.");
        return TryFind(mail.Raw[place.Body..place.End], empty, mail.Parser) ?? empty;
    }

    /// <summary>Without an empty line under the fields, what is no field is the body.</summary>
    private static MimeEntity? WithBody(ReadOnlyMemory<byte> part, ParserOptions parser)
    {
        var bytes = part.Span;
        for (var at = 0; at < bytes.Length;)
        {
            var line = bytes[at..];
            var isField = line[0] is (byte)' ' or (byte)'\t' || LongHeads.IsField(line);
            if (!isField)
            {
                var isBlank = line[0] is (byte)'\r' or (byte)'\n';
                return at == 0 || isBlank ? null : MimeEntity.Load(parser, new MemoryStream([.. bytes[..at], (byte)'\n', .. line], writable: false), persistent: true);
            }

            var end = line.IndexOf((byte)'\n');
            at = end < 0 ? bytes.Length : at + end + 1;
        }

        return null;
    }

    private static Multipart? TryFind(ReadOnlyMemory<byte> body, Multipart empty, ParserOptions parser)
    {
        if (Boundary(body.Span[..Math.Min(body.Length, MostSearched)]) is not { } boundary)
        {
            return null;
        }

        var head = Encoding.UTF8.GetBytes($"Content-Type: multipart/{empty.ContentType.MediaSubtype}; boundary=\"{boundary}\"\r\n\r\n");
        var whole = new byte[head.Length + body.Length];
        head.CopyTo(whole, 0);
        body.Span.CopyTo(whole.AsSpan(head.Length));
        if (MimeEntity.Load(parser, new MemoryStream(whole, writable: false), persistent: true) is not Multipart { Count: > 0 } found)
        {
            return null;
        }

        foreach (var parameter in empty.ContentType.Parameters.Where(p => !p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase)).Take(MostParameters))
        {
            found.ContentType.Parameters[parameter.Name] = parameter.Value;
        }

        return found;
    }

    /// <summary>A line of two hyphens and a word, with a field of a part under it.</summary>
    private static string? Boundary(ReadOnlySpan<byte> body)
    {
        string? candidate = null;
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].TrimEnd("\r \t"u8);
            if (candidate is not null && IsField(line))
            {
                return candidate;
            }

            candidate = IsBoundary(line) ? Encoding.ASCII.GetString(line[2..]) : null;
        }

        return null;
    }

    private static bool IsBoundary(ReadOnlySpan<byte> line) =>
        line.Length is > 2 and <= LongestBoundary && line.StartsWith("--"u8) && line.IndexOfAny((byte)'"', (byte)'\\') < 0 && line.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0;

    private static bool IsField(ReadOnlySpan<byte> line) => line.Length > 8 && Ascii.EqualsIgnoreCase(line[..8], "Content-"u8) && line.IndexOf((byte)':') > 0;
}
