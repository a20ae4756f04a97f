using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>LM7, LM17: real mails, broken in every way that a random number thinks of, are read to the end, and what is made of them is never dangerous.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    /// <summary>So many in one process, which a mail that took it down would take with it.</summary>
    private const int Together = 500;

    private static readonly string[] Inserted =
    [
        "\r\n", "\r\n\r\n", "\n", "--", "=?utf-8?B?", "=?iso-2022-jp?Q?=1B$B?=", "Content-Type: multipart/mixed; boundary=\"\"\r\n", "Content-Type: text/html; charset=utf-7\r\n", "Content-Transfer-Encoding: x-uuencode\r\n",
        "From: \r\n", "From: <<>>@\r\n", "Content-Type: message/rfc822\r\n\r\n", "begin 644 x\r\n", "<table><tr><td><b><i>", "<!--", "&#x110000;", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\0\0\0", "\uFEFF", "\x1B$B", "> > > > ",
        "On Mon, 1 Jan 2024 at 10:00, X wrote:\r\n", "-----Original Message-----\r\n", "-- \r\n",
    ];

    [SkippableTheory]
    [InlineData(1_000, 1)]
    [Trait("Kind", "slow")]
    public Task Broken_mails_are_read(int count, int seed) => ReadAsync(count, seed);

    [SkippableTheory]
    [InlineData(40_000, 2)]
    [Trait("Kind", "long")]
    public Task Very_many_broken_mails_are_read(int count, int seed) => ReadAsync(count, seed);

    private async Task ReadAsync(int count, int seed)
    {
        var folder = Environment.GetEnvironmentVariable("HELPDESK_MAIL_CORPUS");
        Skip.If(string.IsNullOrEmpty(folder), "HELPDESK_MAIL_CORPUS names no folder with mails.");
        var mails = Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(mail => mail.Length is > 0 and < 1 << 20).ToList();
        var random = new Random(seed);
        var place = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        var faults = new List<string>();
        for (var done = 0; done < count; done += Together)
        {
            var paths = Enumerable.Range(done, Together).Select(number => Path.Combine(place, number.ToString(CultureInfo.InvariantCulture) + ".eml")).ToList();
            foreach (var path in paths)
            {
                await File.WriteAllBytesAsync(path, Broken(mails, random));
            }

            var read = await MailProgram.ReadAllAsync(paths);
            read.Should().HaveCount(Together);
            faults.AddRange(read.Zip(paths).Select(pair => (pair.Second, Fault: Fault(pair.First))).Where(found => found.Fault is not null).Select(found => $"{found.Second}: {found.Fault}"));
            paths.Where(path => !faults.Exists(fault => fault.StartsWith(path, StringComparison.Ordinal))).ToList().ForEach(File.Delete);
        }

        output.WriteLine($"{count} mutants of {mails.Count} mails, seed {seed}");
        faults.Should().BeEmpty();
        Directory.Delete(place, recursive: true);
    }

    /// <summary>What is wrong with what was made of a mail; null where nothing is.</summary>
    private static string? Fault(JsonElement mail)
    {
        var (text, html) = (mail.GetProperty("text").GetString()!, mail.GetProperty("html").GetString() ?? "");
        var names = mail.GetProperty("attachments").EnumerateArray().Select(file => file.GetProperty("name").GetString()!).ToList();
        // What the page says as text has its angle brackets as references, so that these are tags and attributes.
        return html.Contains("<script", StringComparison.OrdinalIgnoreCase) || html.Contains("<iframe", StringComparison.OrdinalIgnoreCase) || html.Contains("<style", StringComparison.OrdinalIgnoreCase) ? "a page that does something"
            : text.Contains('\0', StringComparison.Ordinal) || html.Contains('\0', StringComparison.Ordinal) ? "a NUL"
            : names.Exists(name => name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) || name is "." or ".." || name.Any(char.IsControl)) ? "a name that is none"
            : Letters(text) is var all && mail.GetProperty("replyText").GetString()!.Split('\n').Take(50).Any(line => !all.Contains(Letters(line), StringComparison.Ordinal)) ? "words that the mail does not have"
            : null;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static byte[] Broken(List<byte[]> mails, Random random)
    {
        var mail = mails[random.Next(mails.Count)].ToList();
        for (var change = random.Next(1, 6); change > 0 && mail.Count > 0; change--)
        {
            var (at, length) = (random.Next(mail.Count), random.Next(1, 200));
            length = Math.Min(length, mail.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    mail[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mail.RemoveRange(at, length);
                    break;
                case 2:
                    mail.InsertRange(random.Next(mail.Count), mail.GetRange(at, length));
                    break;
                case 3:
                    mail.RemoveRange(at, mail.Count - at);
                    break;
                case 4:
                    mail.InsertRange(at, Encoding.UTF8.GetBytes(Inserted[random.Next(Inserted.Length)]));
                    break;
                case 5:
                    var other = mails[random.Next(mails.Count)];
                    mail.InsertRange(at, other.AsSpan(random.Next(other.Length)));
                    break;
                case 6:
                    mail.InsertRange(at, Enumerable.Repeat(Encoding.UTF8.GetBytes(Inserted[random.Next(Inserted.Length)]), 300).SelectMany(piece => piece));
                    break;
                default:
                    mail.Reverse(at, length);
                    break;
            }
        }

        return [.. mail];
    }
}
