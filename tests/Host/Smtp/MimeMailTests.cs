using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Host.Smtp;
using MimeKit;

namespace Helpdesk.Host.Tests.Smtp;

public sealed class MimeMailTests
{
    public static TheoryData<string> Texts => new()
    {
        "Plain\n",
        "\n\nEmpty lines first, spaces at the end   \n\tand tabs\n\n\n",
        "Emoji 👩‍👩‍👧‍👦 🇳🇱, 日本語の文字、combining e\u0301, right to left שלום, soft\u00adhyphen",
        "Lone marks: ü ß é Ω = =3D =20 \u2028 \u0085 \ufeff",
        ".\n..\n.hidden\n\nFrom the start\n>From\n-- \nend",
        new string('x', 5_000) + "\n" + new string('字', 5_000),
        "--boundary\nContent-Type: text/html\n\n<b>no part</b>\n",
    };

    public static TheoryData<string> OneLiners => new()
    {
        "Carla Customer",
        "山田 太郎（東京）🎉",
        "O'Brien, \"Bob\" <boss@evil.example>; all: staff@evil.example;",
        "=?utf-8?q?encoded?=",
        "back\\slash\\",
        new string('é', 200),
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_and_HTML_survive_the_way_to_the_character(string text)
    {
        var mail = Letters.Write(text: text, html: $"<pre>\n{text}</pre>");

        var arrived = RoundTrip(mail);

        Lines(arrived.TextBody!).Should().Be(Lines(text));
        Lines(arrived.HtmlBody!).Should().Be(Lines(mail.Html));
        arrived.Body.Should().BeOfType<MultipartAlternative>().Which.Select(part => part.ContentType.MimeType).Should().Equal("text/plain", "text/html");
    }

    [Theory]
    [MemberData(nameof(OneLiners))]
    public void Subject_and_names_survive_the_way_and_stay_one_mailbox(string words)
    {
        var arrived = RoundTrip(Letters.Write(
            from: new Mailbox(words, "support@demo.example").ToString(), to: new Mailbox(words, "carla@people.example").ToString(), subject: words));

        arrived.Subject.Should().Be(words);
        arrived.From.Mailboxes.Should().ContainSingle().Which.Should().Match<MailboxAddress>(m => m.Name == words && m.Address == "support@demo.example");
        arrived.ReplyTo.Mailboxes.Should().ContainSingle().Which.Address.Should().Be("support@demo.example");
        arrived.To.Mailboxes.Should().ContainSingle().Which.Should().Match<MailboxAddress>(m => m.Name == words && m.Address == "carla@people.example");
        arrived.Cc.Concat(arrived.Bcc).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Help\r\nBcc: all@evil.example")]
    [InlineData("Help\nBcc: all@evil.example\n\nbody")]
    [InlineData("Help\r\n\r\n<script>")]
    public void LX16_Line_breaks_that_came_this_far_still_make_no_header(string hostile)
    {
        var arrived = RoundTrip(Letters.Write(subject: hostile, to: $"\"{hostile}\" <carla@people.example>", from: $"\"{hostile}\" <support@demo.example>"));

        arrived.Bcc.Mailboxes.Should().BeEmpty();
        arrived.Headers.Select(header => header.Field).Should().BeSubsetOf(["From", "Reply-To", "To", "Date", "Subject", "Message-Id", "MIME-Version", "Content-Type"]);
        arrived.TextBody!.TrimEnd().Should().Be("Hello");
    }

    [Fact]
    public void Message_ID_date_and_thread_are_the_mails_own()
    {
        var arrived = RoundTrip(Letters.Write(references: "a.1@demo.example b.2@demo.example"));

        arrived.MessageId.Should().Be("ff.000123@demo.example");
        arrived.Date.Should().Be(Letters.Now);
        arrived.References.Should().Equal("a.1@demo.example", "b.2@demo.example");
        arrived.InReplyTo.Should().Be("b.2@demo.example");
        arrived.Headers.Contains(HeaderId.AutoSubmitted).Should().BeFalse();
    }

    [Fact]
    public void RFC3834_Mail_that_nobody_wrote_says_so()
    {
        var arrived = RoundTrip(Letters.Write(isAutomatic: true));

        arrived.Headers[HeaderId.AutoSubmitted].Should().Be("auto-generated");
        arrived.InReplyTo.Should().BeNull();
        arrived.Headers["X-Auto-Response-Suppress"].Should().Be("All", "Exchange heeds nothing else");
        arrived.Headers.Select(header => header.Field).Where(field => field != "X-Auto-Response-Suppress").Should().NotContain(field => field.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_is_written_has_no_line_that_a_server_may_refuse()
    {
        using var raw = new MemoryStream();
        using var message = MimeMail.Of(Letters.Write(text: new string('x', 5_000) + "\rlone\rreturns", html: new string('字', 5_000), references: string.Join(' ', Enumerable.Repeat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@demo.example", 20))));
        message.Prepare(EncodingConstraint.SevenBit);
        message.WriteTo(raw);

        // RFC 5322 §2.1.1
        System.Text.Encoding.ASCII.GetString(raw.ToArray()).ReplaceLineEndings("\n").Split('\n').Should().OnlyContain(line => line.Length <= 998);
    }

    private static MimeMessage RoundTrip(Mail mail)
    {
        using var raw = new MemoryStream();
        using (var message = MimeMail.Of(mail))
        {
            message.Prepare(EncodingConstraint.SevenBit);
            message.WriteTo(raw);
        }

        raw.Position = 0;
        return MimeMessage.Load(raw);
    }

    /// <summary>Mail has one kind of line break; which, is not the text's.</summary>
    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
