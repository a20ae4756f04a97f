using Helpdesk.EmailIngest.Reading.Characters;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>How far a mail may be believed that a delivery system speaks, weakest first.</summary>
internal enum Standing
{
    Person,

    /// <summary>An administrator's address, which people write from too.</summary>
    Postmaster,

    /// <summary>Nobody's in particular, but sent by a program.</summary>
    Program,

    /// <summary>A delivery system.</summary>
    Daemon,
}

/// <param name="HasNullPath">RFC 5321 §4.5.5: notices and automatic answers only; a person's mail never has it.</param>
internal sealed record SenderSigns(Standing Standing, bool HasNullPath, string Because)
{
    /// <summary>Every Exchange organisation has this address; only the domain differs.</summary>
    private const string ExchangeDaemon = "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e";

    private static readonly HashSet<string> Daemons = new(StringComparer.Ordinal)
    {
        "mailerdaemon", "mailerdeamon", "mailerdemon", "maildaemon", "maildeliverysystem", "maildeliversystem", "maildeliverysubsystem",
        "maildeliveryservice", "mailersystem", "doublebounce", "mdaemon",
    };

    private static readonly HashSet<string> Postmasters = new(StringComparer.Ordinal)
    {
        "postmaster", "poostmaster", "mailmaster", "mailadmin", "mailadministrator", "systemadministrator", "sysadmin", "emailadministrator",
        "internetmaildelivery", "mailsystem", "interscannotification", "ndradministrator", "mmscndradministrator", "smtpdaemon", "mailgateway",
    };

    private static readonly PhraseSet MailPrograms = new(
        "outlook", "apple mail", "iphone mail", "ipad mail", "thunderbird", "evolution", "the bat", "zimbra", "mutt", "roundcube", "k-9", "eudora",
        "claws", "webmail");

    public static SenderSigns Of(MimeMessage message, HeaderValues headers)
    {
        var (name, address) = Author(message, headers);
        var local = Letters(LocalPart(address));
        var hasNullPath = IsNullPath(headers.First("Return-Path")?.Trim());
        var isNobody = IsEmpty(headers.First("From")?.Trim());
        var isPostmaster = !IsOfPerson(headers) && (isNobody || Postmasters.Contains(local) || Postmasters.Contains(name) || Daemons.Contains(name));
        var isProgram = hasNullPath || AutoSubmitted.IsProgram(headers);
        if (Daemon(local, headers) is { } sign)
        {
            return new SenderSigns(Standing.Daemon, hasNullPath, sign);
        }

        return (isPostmaster, isProgram) switch
        {
            (true, true) => new SenderSigns(Standing.Daemon, hasNullPath, isNobody ? "from: <>" : "from: postmaster"),
            (false, true) => new SenderSigns(Standing.Program, hasNullPath, hasNullPath ? "return-path: <>" : "auto-submitted"),
            (true, false) => new SenderSigns(Standing.Postmaster, hasNullPath, isNobody ? "from: <>" : "from: postmaster"),
            _ => new SenderSigns(Standing.Person, hasNullPath, ""),
        };
    }

    /// <summary>Sendmail and qmail write their own name where nobody's is.</summary>
    private static bool IsNullPath(string? path) => path is not null && (path is "<>" || Daemons.Contains(Letters(LocalPart(path))));

    /// <summary>Absent, or only a name before <c>&lt;&gt;</c>.</summary>
    private static bool IsEmpty(string? from) => string.IsNullOrEmpty(from) || from.EndsWith("<>", StringComparison.Ordinal);

    /// <summary>Postmasters are people as well, and people have mail programs.</summary>
    private static bool IsOfPerson(HeaderValues headers) => headers.Has("User-Agent") || headers.First("X-Mailer")?.Contains(MailPrograms) == true;

    private static string? Daemon(string local, HeaderValues headers)
    {
        if (Daemons.Contains(local) || local.StartsWith(ExchangeDaemon, StringComparison.Ordinal))
        {
            return "from: mailer-daemon";
        }

        return headers.Has("X-Failed-Recipients") ? "x-failed-recipients" : null;
    }

    /// <summary>A daemon may have no address at all: <c>MAILER-DAEMON</c>, <c>Mail Delivery System &lt;&gt;</c>.</summary>
    private static (string Name, string Address) Author(MimeMessage message, HeaderValues headers)
    {
        var from = message.From.Mailboxes.FirstOrDefault() ?? message.Sender;
        if (from is not null && from.Address.Contains('@', StringComparison.Ordinal))
        {
            return (Letters(from.Name ?? ""), from.Address);
        }

        var raw = headers.First("From") ?? "";
        var bracket = raw.IndexOf('<', StringComparison.Ordinal);
        var name = Letters(bracket > 0 ? raw[..bracket] : raw);
        return (name, bracket >= 0 && bracket + 1 < raw.Length && raw[bracket + 1] != '>' ? raw[bracket..] : name);
    }

    private static string LocalPart(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? address : address[..at];
    }

    private static string Letters(string name) =>
        new([.. name.Take(Phrases.MostSubject).Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
