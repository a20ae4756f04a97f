using System.Collections.Frozen;
using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Taking;

/// <summary>What holds for the mails of one mailbox: how they are read, and whom is believed.</summary>
internal sealed record MailboxRules
{
    public const int DefaultMostBytes = 25 << 20;

    /// <summary>The address that people write to.</summary>
    public required string Address { get; init; }

    /// <summary>For the desk's own door.</summary>
    public required InboundRules Inbound { get; init; }

    /// <summary>The servers whose word counts on who sent a mail, by the names that they give themselves (RFC 8601 §2.5), in small letters.</summary>
    public IReadOnlySet<string> TrustedServers { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Bytes; of a mail that is larger only the head is read.</summary>
    public int MostBytes { get; init; } = DefaultMostBytes;

    /// <summary>What bytes mean that declare nothing and are not UTF-8.</summary>
    public string FallbackCharset { get; init; } = "windows-1252";

    public string Source => SourceOf(Address);

    public static string SourceOf(string address) => "mail:" + address.ToLowerInvariant();
}
