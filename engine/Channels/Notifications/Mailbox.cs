using System.Text;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// A name and an address. As text the name is always a quoted string (RFC 5322 §3.4), so that whatever it holds
/// it stays one name of one mailbox; <see cref="Parse"/> gives back exactly what was written.
/// </summary>
internal readonly record struct Mailbox(string Name, string Address)
{
    /// <exception cref="FormatException">It is not what <see cref="ToString"/> writes.</exception>
    public static Mailbox Parse(string text)
    {
        var name = new StringBuilder();
        var at = 1;
        while (at < text.Length && text[at] != '"')
        {
            at += text[at] == '\\' ? 1 : 0;
            name.Append(at < text.Length ? text[at] : throw Broken());
            at++;
        }

        return text.StartsWith('"') && text.AsSpan(Math.Min(at, text.Length)).StartsWith("\" <", StringComparison.Ordinal) && text.EndsWith('>')
            ? new Mailbox(name.ToString(), text[(at + 3)..^1])
            : throw Broken();

        static FormatException Broken() => new("A mailbox is written as \"name\" <address>.");
    }

    public override string ToString()
    {
        var name = HeaderText.OneLine(Name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{name}\" <{Address}>";
    }
}
