using Helpdesk.EmailIngest.Reading.Characters;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>The fields of a mail as text: unfolded, decoded (RFC 2047), one line.</summary>
internal sealed class HeaderText(TextDecoder decoder)
{
    private readonly EncodedWords _words = new(decoder);

    public string? First(HeaderList headers, HeaderId id) => headers.FirstOrDefault(h => h.Id == id) is { } header ? Of(header) : null;

    public string Of(Header header) => Of(Raw(header));

    public string Of(string raw) => CleanText.OfLine(_words.Decode(raw));

    /// <summary>As it stands, without decoding: for dates and whatever else is not for people.</summary>
    public string Raw(Header header) => decoder.DecodeUndeclared(header.RawValue);

    /// <summary>Exchange encodes even ids where they are long.</summary>
    public string Ids(Header header) => Raw(header) is var raw && raw.Contains("=?", StringComparison.Ordinal) ? _words.Decode(raw) : raw;
}
