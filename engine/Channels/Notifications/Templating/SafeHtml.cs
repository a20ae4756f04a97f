namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>HTML that the desk itself has made out of escaped values. No template can make one.</summary>
internal sealed record SafeHtml(string Html)
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("&<>\"'\0");

    /// <summary>The value as text of an element or of a quoted attribute; every character is shown, line breaks stay as they are.</summary>
    public static string Escape(string value)
    {
        var from = value.AsSpan().IndexOfAny(Special);
        if (from < 0)
        {
            return value;
        }

        var escaped = new System.Text.StringBuilder(value, 0, from, value.Length + 64);
        foreach (var character in value.AsSpan(from))
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                // HTML has no way to write it (HTML Standard §13.2.3.5).
                '\0' => escaped.Append('\uFFFD'),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
