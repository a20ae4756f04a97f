namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>Somebody as a message from outside names her.</summary>
/// <param name="Name">As it was written; null where only an address was.</param>
/// <param name="Address">As it was written; compared without case.</param>
public sealed record InboundAddress(string? Name, string Address);

/// <summary>A file that came with a message.</summary>
/// <param name="Name">Made safe when it is kept.</param>
/// <param name="ContentType">Media type, such as <c>image/png</c>.</param>
/// <param name="Content">The decoded bytes.</param>
public sealed record InboundFile(string Name, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>How the message's pages call it, as <c>cid:</c> (RFC 2392), where they show it: then it is a part of them, and no file beside them. At most 250 characters.</summary>
    public string? ContentId { get; init; }
}

/// <summary>Whom a server could not deliver a mail to, as far as its report says.</summary>
/// <param name="Address">Empty where it does not say.</param>
/// <param name="Status">As in RFC 3463, such as <c>5.1.1</c>; empty where it does not say.</param>
/// <param name="Diagnostic">In the words of the server; empty where it has none.</param>
/// <param name="IsForGood">Whether trying again is of no use.</param>
public sealed record InboundFailure(string Address, string Status, string Diagnostic, bool IsForGood)
{
    internal string Line => $"{Address}: {Status} {Diagnostic}".TrimEnd(' ', ':');
}

/// <summary>What wrote a message.</summary>
public enum InboundNature
{
    /// <summary>A person, just now.</summary>
    Person,

    /// <summary>A program, on its own: monitoring, a newsletter, a form.</summary>
    Machine,

    /// <summary>A program, in answer to something: an absence notice, 'we got your mail'.</summary>
    AutoReply,

    /// <summary>A mail server: something of ours could not be delivered for good.</summary>
    Bounce,

    /// <summary>A mail server: something of ours is late, or has arrived.</summary>
    DeliveryReport,

    /// <summary>A mail program: something of ours was shown (RFC 8098).</summary>
    ReadReceipt,

    /// <summary>A provider: somebody calls a mail of ours spam (RFC 5965).</summary>
    Complaint,
}

/// <summary>Whether the sender's address is hers, as far as a server that the mailbox trusts has looked.</summary>
public enum InboundProof
{
    /// <summary>Nobody whom we trust has looked.</summary>
    None,

    /// <summary>It is.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,
}

/// <summary>A message from outside, whatever brought it: read, but not judged.</summary>
public sealed record InboundMessage
{
    /// <summary>Where it was taken from, such as <c>mail:support@example.com</c>; at most 330 characters. The same message from two sources is one.</summary>
    public required string Source { get; init; }

    /// <summary>What it says, as a hash of at most 100 characters: two that are equal in it and in <see cref="MessageId"/> are one.</summary>
    public required string ContentHash { get; init; }

    /// <summary>
    /// What the channel calls this very piece, at most 200 characters: given again under the same name, as after a crash, a message has the verdict that it had,
    /// and is not called a duplicate of itself. Null where the channel keeps no book of its own.
    /// </summary>
    public string? Receipt { get; init; }

    /// <summary>When it arrived; what the message says of its own date counts for nothing.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who says that she wrote it; null where nobody does.</summary>
    public InboundAddress? From { get; init; }

    /// <summary>To whom it is addressed.</summary>
    public IReadOnlyList<InboundAddress> To { get; init; } = [];

    /// <summary>Who gets copies.</summary>
    public IReadOnlyList<InboundAddress> Cc { get; init; } = [];

    /// <summary>One line.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What is new in it, as plain text.</summary>
    public string Text { get; init; } = "";

    /// <summary>
    /// The same as HTML: cleaned once more before it is shown, without any look of its own. Pictures in it are <c>cid:</c> and come with <see cref="Files"/>. Null to show the text.
    /// </summary>
    public string? Html { get; init; }

    /// <summary>
    /// The whole message as its writer laid it out, as HTML that runs and loads nothing: shown in a frame of its own to whoever asks. What it would load from elsewhere
    /// stands in <c>data-remote-src</c>. Null where there is no such page.
    /// </summary>
    public string? Page { get; init; }

    /// <summary>What stood there before, and the signature; shown folded. Null for nothing.</summary>
    public string? Folded { get; init; }

    /// <summary>Without angle brackets; null for none.</summary>
    public string? MessageId { get; init; }

    /// <summary>What it answers, by Message-IDs: the likeliest first.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>What may be tokens of ours, from the addresses that it came to.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>What may be a ticket's number, from the subject.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>What wrote it.</summary>
    public InboundNature Nature { get; init; }

    /// <summary>Whether it looks automatic without saying so, by its subject alone: it is a person's, but nothing automatic answers it.</summary>
    public bool MayBeAutomatic { get; init; }

    /// <summary>Whether it hands on what somebody else had written.</summary>
    public bool IsForward { get; init; }

    /// <summary>Who had written what it forwards; null where it forwards nothing, or does not say.</summary>
    public InboundAddress? Forwarded { get; init; }

    /// <summary>Whether the sender's address is hers.</summary>
    public InboundProof Proof { get; init; }

    /// <summary>Bytes of the whole, where that was too much to be read; then only its head was, and staff are told.</summary>
    public long? TooLarge { get; init; }

    /// <summary>What came with it.</summary>
    public IReadOnlyList<InboundFile> Files { get; init; } = [];

    /// <summary>For reports of servers and programs: the mail that it is about, without angle brackets; null where it does not say.</summary>
    public string? AboutMessageId { get; init; }

    /// <summary>For reports of servers: who did not get it, and why.</summary>
    public IReadOnlyList<InboundFailure> Failures { get; init; } = [];

    /// <summary>What the servers that the mailbox trusts have said of the sender, for staff to read, such as <c>dmarc=pass spf=fail (example.com)</c>; at most 500 characters, null where none has looked.</summary>
    public string? SenderChecks { get; init; }
}
