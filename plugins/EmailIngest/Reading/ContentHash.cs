using System.Security.Cryptography;
using System.Text;
using Helpdesk.EmailIngest.Reading.Bodies;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading;

/// <summary>
/// What a mail says, as a hash: the same however it came. Servers on the way add fields and encode anew, so of the fields only those count that
/// its writer's program wrote and nobody changes, and of the parts what they decode to. It says nothing of how we read them, which gets better.
/// </summary>
internal static class ContentHash
{
    private const int MostAtOnce = 4_096;

    private static readonly HeaderId[] Fields = [HeaderId.From, HeaderId.Date, HeaderId.Subject, HeaderId.MessageId];

    public static string Of(ParsedMail mail)
    {
        if (mail.IsUnreadable)
        {
            return AsItStands(mail);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in mail.Message.Headers.Where(header => Fields.Contains(header.Id)))
        {
            Add(hash, field.Field.ToLowerInvariant());
            Add(hash, string.Join(' ', Encoding.Latin1.GetString(field.RawValue).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }

        Add(hash, mail.Message.Body, mail.Decoded);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of the bytes, for those that are no mail.</summary>
    public static string AsItStands(ParsedMail mail) => Convert.ToHexStringLower(SHA256.HashData(mail.Raw.Span));

    private static void Add(IncrementalHash hash, MimeEntity? entity, DecodedParts decoded)
    {
        switch (entity)
        {
            case Multipart multipart:
                foreach (var part in multipart)
                {
                    Add(hash, part, decoded);
                }

                break;
            case MessagePart { Message: { } inner }:
                Add(hash, inner.Body, decoded);
                break;
            case MimePart { Content: { } } part:
                Add(hash, part.ContentType.MimeType.ToLowerInvariant());
                Add(hash, decoded.Of(part).Span, isText: part is TextPart);
                break;
            default:
                break;
        }
    }

    /// <summary>Of text, the lines: how they end, and how many empty ones follow, is the business of servers.</summary>
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes, bool isText)
    {
        bytes = isText ? bytes.TrimEnd("\r\n \t"u8) : bytes;
        if (!isText || bytes.IndexOf((byte)'\r') < 0)
        {
            hash.AppendData(bytes);
            return;
        }

        // Each line by itself would be a call of its own.
        Span<byte> some = stackalloc byte[MostAtOnce];
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, MostAtOnce)];
            bytes = bytes[piece.Length..];
            hash.AppendData(some[..CopyWithoutReturns(piece, some)]);
        }
    }

    private static int CopyWithoutReturns(ReadOnlySpan<byte> piece, Span<byte> copy)
    {
        var length = 0;
        while (piece.IndexOf((byte)'\r') is var at and >= 0)
        {
            piece[..at].CopyTo(copy[length..]);
            length += at;
            piece = piece[(at + 1)..];
        }

        piece.CopyTo(copy[length..]);
        return length + piece.Length;
    }

    private static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData("\n"u8);
    }
}
