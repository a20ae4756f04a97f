using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>The words of RTF, which is what Outlook puts into a winmail.dat instead of a text.</summary>
internal sealed class RichText
{
    private const int DeepestGroup = 1_000;

    private readonly StringBuilder _text = new();

    private readonly List<byte> _bytes = [];

    private readonly Stack<State> _outer = new();

    private State _state = new(IsHidden: false, UnicodeSkip: 1);

    private Encoding _encoding = Charsets.OrDefault(Charsets.Default);

    private int _skip;

    public static string Of(ReadOnlySpan<byte> rtf)
    {
        var reader = new RichText();
        reader.Read(rtf);
        return CleanText.OfBody(reader._text.ToString()).Trim();
    }

    private void Read(ReadOnlySpan<byte> rtf)
    {
        for (var at = 0; at < rtf.Length;)
        {
            var c = rtf[at++];
            switch (c)
            {
                case (byte)'{':
                    Flush();
                    if (_outer.Count >= DeepestGroup)
                    {
                        return;
                    }

                    _outer.Push(_state);
                    break;
                case (byte)'}':
                    Flush();
                    _state = _outer.TryPop(out var outer) ? outer : _state;
                    break;
                case (byte)'\\':
                    at += Control(rtf[at..]);
                    break;
                case (byte)'\r' or (byte)'\n':
                    break;
                default:
                    Put(c);
                    break;
            }
        }

        Flush();
    }

    /// <summary>How many bytes it has, without the backslash.</summary>
    private int Control(ReadOnlySpan<byte> rtf)
    {
        if (rtf.IsEmpty)
        {
            return 0;
        }

        var letters = rtf.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
        letters = letters < 0 ? rtf.Length : letters;
        if (letters == 0)
        {
            return Symbol(rtf);
        }

        var number = rtf[letters..];
        var digits = number is [(byte)'-', ..] ? 1 : 0;
        while (digits < number.Length && char.IsAsciiDigit((char)number[digits]) && digits < 10)
        {
            digits++;
        }

        var hasValue = int.TryParse(number[..digits], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        Word(Encoding.ASCII.GetString(rtf[..letters]), hasValue ? value : null);
        var length = letters + digits;
        return length < rtf.Length && rtf[length] == ' ' ? length + 1 : length;
    }

    private int Symbol(ReadOnlySpan<byte> rtf)
    {
        switch (rtf[0])
        {
            case (byte)'\'' when rtf.Length > 2 && byte.TryParse(rtf.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                Put(code);
                return 3;
            case (byte)'*':
                _state = _state with { IsHidden = true };
                break;
            case (byte)'~':
                Put((byte)' ');
                break;
            case (byte)'\\' or (byte)'{' or (byte)'}':
                Put(rtf[0]);
                break;
            case (byte)'\r' or (byte)'\n':
                Say("\n");
                break;
        }

        return 1;
    }

    private void Word(string word, int? value)
    {
        switch (word)
        {
            case "par" or "line" or "row" or "sect" or "page":
                Say("\n");
                break;
            case "tab" or "cell":
                Say("\t");
                break;
            case "u" when value is { } code:
                Say(((char)(ushort)code).ToString());
                _skip = _state.UnicodeSkip;
                break;
            case "uc":
                _state = _state with { UnicodeSkip = Math.Clamp(value ?? 1, 0, 8) };
                break;
            case "ansicpg" when value is { } page:
                _encoding = Charsets.Find(string.Create(CultureInfo.InvariantCulture, $"cp{page}")) ?? _encoding;
                break;
            case "fonttbl" or "colortbl" or "stylesheet" or "info" or "pict" or "object" or "header" or "footer" or "listtable":
                _state = _state with { IsHidden = true };
                break;

            // Text that only RTF needs, where the whole was HTML once ([MS-OXRTFEX] §2.1.3).
            case "htmlrtf":
                Flush();
                _state = _state with { IsHidden = value is not 0 };
                break;
            default:
                Punctuate(word);
                break;
        }
    }

    private void Punctuate(string word)
    {
        var sign = word switch
        {
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "endash" => "–",
            "emdash" => "—",
            "bullet" => "•",
            _ => null,
        };
        if (sign is not null)
        {
            Say(sign);
        }
    }

    private void Put(byte c)
    {
        if (_skip > 0)
        {
            _skip--;
        }
        else if (!_state.IsHidden)
        {
            _bytes.Add(c);
        }
    }

    private void Say(string text)
    {
        Flush();
        if (!_state.IsHidden)
        {
            _text.Append(text);
        }
    }

    private void Flush()
    {
        _skip = 0;
        _text.Append(_encoding.GetString(CollectionsMarshal.AsSpan(_bytes)));
        _bytes.Clear();
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct State(bool IsHidden, int UnicodeSkip);
}
