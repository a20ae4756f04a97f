using System.Text;

namespace Helpdesk.EmailIngest.Reading;

/// <summary>
/// Takes out what is too much of the header fields of a mail, of its parts and of the mails inside. Fields without end cost the
/// MIME parser time with the square of their length (20 MB took it 40 seconds), and nobody reads them.
/// </summary>
internal ref struct LongHeads
{
    private const int LongestFieldName = 100;

    private readonly ReadOnlySpan<byte> _mail;

    private readonly List<(int Start, int End)> _cuts = [];

    private int _at;

    /// <summary>The head just seen belongs to a mail inside, so that another head follows.</summary>
    private bool _isBeforeMail;

    private LongHeads(ReadOnlySpan<byte> mail) => _mail = mail;

    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> mail, ReadingLimits limits, ReadingNotes notes)
    {
        var heads = new LongHeads(mail.Span);
        heads.Find(limits);
        if (heads._cuts.Count == 0)
        {
            return mail;
        }

        notes.Cut(ReadingLimits.Header, "Header fields that are too long are left out.");
        using var shorter = new MemoryStream(mail.Length);
        var from = 0;
        foreach (var (start, end) in heads._cuts)
        {
            shorter.Write(mail.Span[from..start]);
            from = end;
        }

        shorter.Write(mail.Span[from..]);
        return shorter.GetBuffer().AsMemory(0, (int)shorter.Length);
    }

    private void Find(ReadingLimits limits)
    {
        if (IsField(_mail))
        {
            PassHead(limits.MostHeaderBytes);
        }

        while (_at < _mail.Length && (_isBeforeMail || ToBoundary()))
        {
            _isBeforeMail = false;
            if (IsField(_mail[_at..]))
            {
                PassHead(limits.MostPartHeaderBytes);
            }
        }
    }

    /// <summary>Whatever follows such a line may be the head of a part; only if it looks like one does it matter.</summary>
    private bool ToBoundary()
    {
        var from = Math.Max(0, _at - 1);
        var boundary = _mail[from..].IndexOf("\n--"u8);
        var line = boundary < 0 ? -1 : _mail[(from + boundary + 1)..].IndexOf((byte)'\n');
        _at = line < 0 ? _mail.Length : from + boundary + line + 2;
        return line >= 0;
    }

    private void PassHead(int most)
    {
        var start = _at;
        var window = _mail[start..Math.Min(_mail.Length, start + most)];
        var end = EmptyLine(window);
        if (end < 0 && window.Length < most)
        {
            _at = _mail.Length;
            return;
        }

        if (end < 0)
        {
            end = EmptyLine(_mail[start..]);
            var stop = end < 0 ? _mail.Length : start + end;
            var kept = window.LastIndexOf((byte)'\n');

            // The line end in front of the empty line stays, unless what is kept has one.
            _cuts.Add(kept < 0 ? (start + most, stop) : (start + kept + 1, Math.Min(_mail.Length, stop + 1)));
            end = stop - start;
        }

        _isBeforeMail = Mentions(window[..Math.Min(window.Length, end)], "message/"u8);
        _at = Math.Min(_mail.Length, start + end + (_mail[Math.Min(_mail.Length - 1, start + end + 1)] == '\r' ? 3 : 2));
    }

    /// <summary>Where the line end stands that an empty line follows; negative without one.</summary>
    private static int EmptyLine(ReadOnlySpan<byte> bytes)
    {
        var (unix, dos) = (bytes.IndexOf("\n\n"u8), bytes.IndexOf("\n\r\n"u8));
        return unix < 0 ? dos : dos < 0 ? unix : Math.Min(unix, dos);
    }

    public static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line[..Math.Min(line.Length, LongestFieldName)].IndexOf((byte)':');
        return colon > 0 && line[..colon].IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
    }

    private static bool Mentions(ReadOnlySpan<byte> head, ReadOnlySpan<byte> word)
    {
        for (var slash = head.IndexOf((byte)'/'); slash >= 0; slash = head.IndexOf((byte)'/'))
        {
            if (slash >= word.Length - 1 && Ascii.EqualsIgnoreCase(head[(slash - word.Length + 1)..(slash + 1)], word))
            {
                return true;
            }

            head = head[(slash + 1)..];
        }

        return false;
    }
}
