using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>LM7, LM16, LM17: whatever the bytes are, there is an answer, and what was too much is named.</summary>
[Trait("Kind", "slow")]
public sealed class HostileMailTests : IDisposable
{
    private const string Head = "From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What an attacker sends to keep a reader busy, or to have it end (CVE-2018-18898, CVE-2024-23184 and kin).</summary>
    [Theory]
    [InlineData("html 100,000 deep", "html")]
    [InlineData("200,000 line breaks side by side", "html")]
    [InlineData("10,000 parts", "parts")]
    [InlineData("1,000 multiparts within each other", "depth")]
    [InlineData("1,000 mails within each other", null)]
    [InlineData("5 MB of header", "header-bytes")]
    [InlineData("50,000 addresses", null)]
    [InlineData("20 MB in base64", null)]
    [InlineData("100,000 quote marks on a line", null)]
    public async Task Hostile_mail_is_read_as_far_as_it_is_worth_it(string name, string? limit)
    {
        var path = await WriteAsync(0, Hostile(name));

        var read = (await MailProgram.ReadAllAsync([path])).Should().ContainSingle().Subject;

        read.GetProperty("from").GetProperty("address").GetString().Should().Be("a@b.example");
        read.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()).Should().NotContain("mail-unreadable");
        if (limit is not null)
        {
            read.GetProperty("limitsHit").EnumerateArray().Select(hit => hit.GetString()).Should().Contain(limit);
        }
    }

    /// <summary>Bytes that were changed, lost, doubled and put elsewhere; the seed says which.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Broken_mail_has_an_answer_and_nothing_of_its_text_is_lost(int seed)
    {
        var random = new Random(seed);
        var whole = Encoding.UTF8.GetBytes(ParseCommandTests.Mail.ReplaceLineEndings("\r\n"));
        var paths = new List<string>();
        for (var i = 0; i < 300; i++)
        {
            paths.Add(await WriteAsync(i, Broken(whole, random)));
        }

        var read = await MailProgram.ReadAllAsync(paths);

        read.Should().HaveCount(paths.Count);
        foreach (var (path, answer) in paths.Zip(read))
        {
            answer.GetProperty("format").GetString().Should().Be("helpdesk-mail/1");
            answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()).Should().NotContain("mail-unreadable", path);
            // The three parts are the text, whatever it is (LM10).
            var parts = string.Concat(Text(answer, "replyText"), Text(answer, "signature"), Text(answer, "quotedText"));
            Letters(parts).Should().Be(Letters(Text(answer, "text")), path);
        }
    }

    private static string Text(JsonElement answer, string member) => answer.GetProperty(member).GetString() ?? "";

    /// <summary>In any order: a signature stands below what it is told from, or above what was quoted.</summary>
    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)).Order());

    private static string Hostile(string name) => name switch
    {
        "html 100,000 deep" => $"{Head}Content-Type: text/html\r\n\r\n{Many("<div>", 100_000)}deep",
        "200,000 line breaks side by side" => $"{Head}Content-Type: text/html\r\n\r\n{Many("a<br>", 200_000)}",
        "10,000 parts" => $"{Head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{Many("--b\r\n\r\nx\r\n", 10_000)}--b--\r\n",
        "1,000 multiparts within each other" => Head + string.Concat(Enumerable.Range(0, 1_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"))) + "\r\ndeep",
        "1,000 mails within each other" => Head + Many("Content-Type: message/rfc822\r\n\r\n", 1_000) + "\r\ndeep",
        "5 MB of header" => Head + Many("X-Long: 0123456789012345678901234567890123456789\r\n", 100_000) + "\r\nshort",
        "50,000 addresses" => Head + "To: " + Many("c@d.example, ", 50_000) + "e@f.example\r\n\r\nmany",
        "20 MB in base64" => $"{Head}Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{Many("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJz\r\n", 320_000)}",
        "100,000 quote marks on a line" => $"{Head}\r\n{new string('>', 100_000)}\r\nOn {Many("Mon, ", 20_000)}\r\nwrote:\r\n",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] Broken(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var (at, length) = (random.Next(bytes.Count), random.Next(1, 40));
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(length, bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, "\r\n--b\r\n"u8.ToArray());
                    break;
            }
        }

        return [.. bytes];
    }

    private Task<string> WriteAsync(int index, string mail) => WriteAsync(index, Encoding.Latin1.GetBytes(mail));

    private async Task<string> WriteAsync(int index, byte[] mail)
    {
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{index:d4}.eml"));
        await File.WriteAllBytesAsync(path, mail);
        return path;
    }
}
