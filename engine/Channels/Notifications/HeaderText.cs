namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Text for a header of a mail.</summary>
internal static class HeaderText
{
    /// <summary>The text on one line: a line break in a subject or a name must not begin a header of its own (LX16).</summary>
    public static string OneLine(string text) =>
        string.Create(text.Length, text, static (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
            }
        }).Trim();
}
