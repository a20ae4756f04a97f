using System.Net;
using System.Net.Sockets;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Host.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SmtpServer.Protocol;

namespace Helpdesk.Host.Tests.Smtp;

public sealed class SmtpTransportTests
{
    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = await LoopbackServer.StartAsync();
        var mail = Letters.Write(text: "日本語 🎉\n.\n" + new string('x', 5_000), references: "a.1@demo.example");

        await To(server.Port).SendAsync(mail, CancellationToken.None);

        var arrived = server.Taken.Should().ContainSingle().Subject;
        arrived.MessageId.Should().Be(mail.MessageId);
        arrived.InReplyTo.Should().Be("a.1@demo.example");
        arrived.Subject.Should().Be(mail.Subject);
        arrived.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n').Should().Be(mail.Text);
        server.LogIns.Should().BeEmpty();
    }

    [Theory]
    [InlineData("sender")]
    [InlineData("recipient")]
    [InlineData("data")]
    public async Task LF6_A_server_that_is_busy_is_asked_again_later(string step)
    {
        await using var server = await LoopbackServer.StartAsync();
        Answer(server, step, new SmtpResponse((SmtpReplyCode)421, "Too busy"));
        var transport = To(server.Port);

        var sending = () => transport.SendAsync(Letters.Write(), CancellationToken.None);

        (await sending.Should().ThrowAsync<Exception>()).Which.Should().NotBeOfType<MailRefusedException>();
        Answer(server, step, null);
        await sending.Should().NotThrowAsync();
        server.Taken.Should().ContainSingle();
    }

    [Theory]
    [InlineData("recipient", 550, "No such user here")]
    [InlineData("data", 554, "We don't like it")]
    [InlineData("data", 552, "Too large")]
    public async Task LF6_A_mail_that_is_refused_for_good_is_not_tried_again(string step, int code, string words)
    {
        await using var server = await LoopbackServer.StartAsync();
        Answer(server, step, new SmtpResponse((SmtpReplyCode)code, words));

        var sending = () => To(server.Port).SendAsync(Letters.Write(), CancellationToken.None);

        (await sending.Should().ThrowAsync<MailRefusedException>()).Which.Message.Should().Contain($"{code}").And.Contain(words);
    }

    [Fact]
    public async Task Mails_that_come_one_after_the_other_go_over_one_connection()
    {
        await using var server = await LoopbackServer.StartAsync();
        var before = server.Sessions;
        using var transport = To(server.Port, KeptOpen);

        for (var i = 0; i < 3; i++)
        {
            await transport.SendAsync(Letters.Write(), CancellationToken.None);
        }

        server.Taken.Should().HaveCount(3);
        (server.Sessions - before).Should().Be(1);
    }

    [Fact]
    public async Task A_connection_after_a_refusal_is_not_used_again()
    {
        await using var server = await LoopbackServer.StartAsync();
        var before = server.Sessions;
        using var transport = To(server.Port, KeptOpen);
        await transport.SendAsync(Letters.Write(), CancellationToken.None);
        server.ToRecipient = new SmtpResponse((SmtpReplyCode)550, "No such user.");
        await transport.Invoking(t => t.SendAsync(Letters.Write(), CancellationToken.None)).Should().ThrowAsync<MailRefusedException>();
        server.ToRecipient = null;

        await transport.SendAsync(Letters.Write(), CancellationToken.None);

        server.Taken.Should().HaveCount(2);
        (server.Sessions - before).Should().Be(2);
    }

    [Fact]
    public async Task LF6_A_server_that_hung_up_between_two_mails_is_connected_to_again()
    {
        var first = await LoopbackServer.StartAsync();
        using var transport = To(first.Port, KeptOpen);
        await transport.SendAsync(Letters.Write(), CancellationToken.None);
        await first.DisposeAsync();
        await using var second = await LoopbackServer.StartAsync(port: first.Port);

        await transport.SendAsync(Letters.Write(), CancellationToken.None);

        second.Taken.Should().ContainSingle();
    }

    [Fact]
    public async Task A_refused_sender_can_be_mended_by_the_administrator_so_the_mail_is_not_given_up()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.ToSender = new SmtpResponse((SmtpReplyCode)550, "Who are you?");

        var sending = () => To(server.Port).SendAsync(Letters.Write(), CancellationToken.None);

        (await sending.Should().ThrowAsync<Exception>()).Which.Should().NotBeOfType<MailRefusedException>();
    }

    [Theory]
    [InlineData("EHLO", 0)]
    [InlineData("DATA", 0)]
    [InlineData(".", 1)]
    public async Task LF6_A_server_that_hangs_up_before_250_is_asked_again_later(string lastStraw, int got)
    {
        await using var server = new RudeServer(lastStraw);

        var sending = () => To(server.Port).SendAsync(Letters.Write(), CancellationToken.None);

        (await sending.Should().ThrowAsync<Exception>()).Which.Should().NotBeOfType<MailRefusedException>();
        server.Got.Should().Be(got);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LF6_A_server_that_is_rude_after_250_has_the_mail(bool sulks)
    {
        await using var server = new RudeServer("QUIT", sulks);

        await To(server.Port, options => options with { Timeout = TimeSpan.FromSeconds(5) }).SendAsync(Letters.Write(), CancellationToken.None);

        server.Got.Should().Be(1);
    }

    [Fact]
    public async Task LF6_A_server_that_is_down_is_asked_again_later()
    {
        // The port is taken, but nobody listens: connections are refused.
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var sending = () => To(((IPEndPoint)nobody.LocalEndPoint!).Port).SendAsync(Letters.Write(), CancellationToken.None);

        (await sending.Should().ThrowAsync<Exception>()).Which.Should().NotBeOfType<MailRefusedException>();
    }

    [Fact]
    public async Task LF6_A_server_that_says_nothing_is_waited_for_no_longer_than_told()
    {
        // It listens and never accepts: the greeting never comes.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        var sending = () => To(port, options => options with { Timeout = TimeSpan.FromMilliseconds(200) }).SendAsync(Letters.Write(), CancellationToken.None);

        await sending.Should().ThrowAsync<TimeoutException>();
    }

    [Theory]
    [InlineData("\"Carla\" <>")]
    [InlineData("\"Carla\" <carla at people>")]
    [InlineData("\"Carla\" <carla@people.example>\r\nRCPT TO:<all@evil.example>")]
    [InlineData("\"Carla\" <carla@people.example> , <all@evil.example>")]
    [InlineData("\"Carla\" <carla>")]
    public async Task LX16_An_address_that_is_none_is_refused_for_good_and_nobody_else_gets_the_mail(string to)
    {
        await using var server = await LoopbackServer.StartAsync();

        var sending = () => To(server.Port).SendAsync(Letters.Write(to: to), CancellationToken.None);

        await sending.Should().ThrowAsync<MailRefusedException>();
        server.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task A_password_is_not_sent_in_the_clear_unless_told_to()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.Password = "secret";

        var sending = () => To(server.Port, WithUser).SendAsync(Letters.Write(), CancellationToken.None);

        (await sending.Should().ThrowAsync<SslHandshakeException>()).Which.Message.Should().NotContain("secret");
        server.LogIns.Should().BeEmpty();

        await To(server.Port, options => WithUser(options) with { Security = SmtpSecurity.None }).SendAsync(Letters.Write(), CancellationToken.None);
        server.LogIns.Should().Equal(("desk", "secret"));
        server.Taken.Should().ContainSingle();
    }

    [Fact]
    public async Task A_wrong_password_can_be_mended_so_the_mail_is_not_given_up_and_the_password_is_not_told()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.Password = "another";

        var sending = () => To(server.Port, options => WithUser(options) with { Security = SmtpSecurity.None }).SendAsync(Letters.Write(), CancellationToken.None);

        var fault = (await sending.Should().ThrowAsync<AuthenticationException>()).Which;
        fault.ToString().Should().NotContain("secret");
    }

    [Theory]
    [InlineData("Auto")]
    [InlineData("StartTls")]
    public async Task A_certificate_that_nobody_vouches_for_is_refused(string security)
    {
        await using var server = await LoopbackServer.StartAsync(withTls: true);

        var sending = () => To(server.Port, options => options with { Security = Enum.Parse<SmtpSecurity>(security) }).SendAsync(Letters.Write(), CancellationToken.None);

        await sending.Should().ThrowAsync<SslHandshakeException>();
        server.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task StartTls_means_no_mail_without_it()
    {
        await using var server = await LoopbackServer.StartAsync();

        var sending = () => To(server.Port, options => options with { Security = SmtpSecurity.StartTls }).SendAsync(Letters.Write(), CancellationToken.None);

        (await sending.Should().ThrowAsync<Exception>()).Which.Should().NotBeOfType<MailRefusedException>();
        server.Taken.Should().BeEmpty();
    }

    [Fact]
    public void Without_a_host_nothing_is_configured() => new SmtpTransport(new SmtpOptions(), TimeProvider.System, NullLogger<SmtpTransport>.Instance).IsConfigured.Should().BeFalse();

    [Theory]
    [InlineData("Auto", null, 0, 25)]
    [InlineData("Auto", "desk", 0, 587)]
    [InlineData("Tls", "desk", 0, 465)]
    [InlineData("Tls", "desk", 2465, 2465)]
    public void The_port_follows_from_the_rest_unless_told(string security, string? user, int port, int expected) =>
        new SmtpOptions { Host = "mail.example", Security = Enum.Parse<SmtpSecurity>(security), User = user, Port = port }.PortToUse.Should().Be(expected);

    [Fact]
    public void Options_come_from_the_configuration_and_keep_the_password_to_themselves()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Smtp:Host"] = "mail.example",
            ["Smtp:User"] = "desk",
            ["Smtp:Password"] = "secret",
            ["Smtp:Security"] = "starttls",
        }).Build();

        var options = configuration.GetSection(SmtpOptions.Section).Get<SmtpOptions>()!;

        options.Should().Be(new SmtpOptions { Host = "mail.example", User = "desk", Password = "secret", Security = SmtpSecurity.StartTls });
        options.ToString().Should().Be("mail.example:587 (StartTls)");
    }

    private static SmtpOptions WithUser(SmtpOptions options) => options with { User = "desk", Password = "secret" };

    private static SmtpOptions KeptOpen(SmtpOptions options) => options with { KeepOpen = TimeSpan.FromMinutes(1) };

    private static SmtpTransport To(int port, Func<SmtpOptions, SmtpOptions>? change = null)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = port, KeepOpen = TimeSpan.Zero };
        return new SmtpTransport(change?.Invoke(options) ?? options, TimeProvider.System, NullLogger<SmtpTransport>.Instance);
    }

    private static void Answer(LoopbackServer server, string step, SmtpResponse? response)
    {
        switch (step)
        {
            case "sender":
                server.ToSender = response;
                break;
            case "recipient":
                server.ToRecipient = response;
                break;
            default:
                server.ToData = response;
                break;
        }
    }
}
