using System.Text;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary><c>helpdesk mail parse</c>, whatever is typed and given: see the contract in the plugin's README.</summary>
[Trait("Kind", "slow")]
public sealed class ParseCommandTests
{
    internal const string Mail = """
        From: =?utf-8?q?Zo=C3=AB?= <zoe@customer.example>
        To: support@demo.example
        Subject: Re: [#000123] The site is down
        Message-ID: <m1@customer.example>
        In-Reply-To: <1a2b.000123@demo.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        It is back. Thank you!

        On Tue, May 12, 2020 at 3:04 PM Demo Hosting <support@demo.example> wrote:

        > Is it back?
        --b
        Content-Type: image/png
        Content-Disposition: attachment; filename="../../shot.png"
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --b--
        """;

    [Fact]
    public async Task A_mail_comes_out_as_what_was_understood_of_it()
    {
        var read = await MailProgram.ReadAsync(Mail);

        read.GetProperty("format").GetString().Should().Be("helpdesk-mail/1");
        read.GetProperty("from").GetProperty("name").GetString().Should().Be("Zoë");
        read.GetProperty("replyText").GetString().Should().Be("It is back. Thank you!");
        read.GetProperty("quotedText").GetString().Should().Contain("Is it back?");
        read.GetProperty("threadSubject").GetString().Should().Be("The site is down");
        read.GetProperty("inReplyTo")[0].GetString().Should().Be("1a2b.000123@demo.example");
        var file = read.GetProperty("attachments").EnumerateArray().Should().ContainSingle().Subject;
        file.GetProperty("name").GetString().Should().Be("shot.png");
        file.GetProperty("size").GetInt64().Should().Be(8);
        read.GetProperty("kind").GetString().Should().Be("message");
    }

    [Fact]
    public async Task The_same_mail_gives_the_same_bytes_and_files_come_out()
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        try
        {
            var path = Path.Combine(folder, "a.eml");
            await File.WriteAllTextAsync(path, Mail.ReplaceLineEndings("\r\n"));

            var first = await MailProgram.RunAsync([], "--input", path, "--extract", Path.Combine(folder, "files"));
            var second = await MailProgram.RunAsync(await File.ReadAllBytesAsync(path));

            second.Should().Be(first);
            (await File.ReadAllBytesAsync(Path.Combine(folder, "files", "001.bin"))).Should().Equal(Convert.FromBase64String("iVBORw0KGgo="));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("From")]
    [InlineData("Content-Type: multipart/mixed; boundary=\n\n--\n--\n")]
    public async Task Whatever_it_is_there_is_an_answer(string mail)
    {
        var (code, output, _) = await MailProgram.RunAsync(Encoding.UTF8.GetBytes(mail));

        code.Should().Be(0);
        output.Should().StartWith("{").And.Contain("\"helpdesk-mail/1\"");
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--input", "/nowhere/at/all.eml")]
    [InlineData("--batch", "--input", "a.eml")]
    [InlineData("extra")]
    public async Task Wrong_arguments_have_their_own_status_and_a_sentence(params string[] args)
    {
        var (code, output, errors) = await MailProgram.RunAsync([], args);

        code.Should().Be(2);
        output.Should().NotContain("helpdesk-mail/1");
        errors.Should().NotBeEmpty().And.NotContain("   at ");
    }

    [Fact]
    public async Task Help_is_given_and_the_desk_s_own_help_lists_it()
    {
        (await MailProgram.RunAsync([], "--help")).Should().BeEquivalentTo(new { Item1 = 0 });
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        (await DeskProcess.RunAsync(data, null, "--help")).Output.Should().Contain("mail");
        (await DeskProcess.RunAsync(data, null, "mail", "--help")).Output.Should().Contain("parse").And.Contain("Reads a mail");
        Directory.EnumerateFileSystemEntries(data).Should().BeEmpty("help writes nothing");
        Directory.Delete(data);
    }
}
