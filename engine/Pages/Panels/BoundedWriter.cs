using System.Text;

namespace Helpdesk.Engine.Pages.Panels;

/// <summary>Takes what a panel writes, up to a limit.</summary>
internal sealed class BoundedWriter(int most) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        Take(1);
        _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Take(buffer.Length);
        _text.Append(buffer);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override string ToString() => _text.ToString();

    private void Take(int length)
    {
        if (_text.Length + length > most)
        {
            throw new PanelException($"It wrote more than {most / 1024} KiB.");
        }
    }
}
