using System.Globalization;
using System.Text;

namespace Helpdesk.Bench.Mails;

/// <summary>Mails that people and programs have sent, each as often as is needed: from somebody else each time and with an id of its own, so that none is a copy of another.</summary>
internal static class RealMails
{
    /// <summary>The folder with the mails, which are no part of the repository.</summary>
    public const string Setting = "HELPDESK_MAIL_CORPUS";

    private static readonly string[] Renamed = ["from:", "message-id:"];

    /// <exception cref="InvalidOperationException">The mails are not there.</exception>
    public static IEnumerable<byte[]> Take(int count)
    {
        var folder = Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named ? named : throw new InvalidOperationException($"Set {Setting} to the folder with the mails.");
        var all = Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        return all.Count == 0 ? throw new InvalidOperationException($"There are no mails in {folder}.") : Enumerable.Range(0, count).Select(number => Own(all[number % all.Count], number));
    }

    private static byte[] Own(byte[] mail, int number)
    {
        var text = Encoding.Latin1.GetString(mail);
        var (bare, full) = (text.IndexOf("\n\n", StringComparison.Ordinal), text.IndexOf("\r\n\r\n", StringComparison.Ordinal));
        var end = bare < 0 || (full >= 0 && full < bare) ? full : bare;
        var (head, rest) = end < 0 ? (text, "") : (text[..end], text[end..]);
        var lines = head.Split('\n').Select(line => Array.Exists(Renamed, name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ? "X-Was-" + line : line);
        var own = string.Create(CultureInfo.InvariantCulture, $"From: Person {number} <p{number}@people.example>\r\nMessage-ID: <{number}@people.example>\r\n");
        return Encoding.Latin1.GetBytes(own + string.Join('\n', lines) + rest);
    }
}
