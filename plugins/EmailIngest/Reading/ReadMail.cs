namespace Helpdesk.EmailIngest.Reading;

/// <summary>A mail as it was understood: the same bytes always give the same.</summary>
internal sealed record ReadMail
{
    /// <summary>The first usable From mailbox. Who somebody is comes from nothing else (never Reply-To).</summary>
    public MailAddress? From { get; init; }

    public string? Sender { get; init; }

    /// <summary>Empty for the null path <c>&lt;&gt;</c> of automatic mail.</summary>
    public string? ReturnPath { get; init; }

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    public string Subject { get; init; } = "";

    /// <summary>Without reply and forward prefixes of any language, list tags and ticket tokens.</summary>
    public string ThreadSubject { get; init; } = "";

    public DateTimeOffset? Date { get; init; }

    /// <summary>Ids are kept without their angle brackets.</summary>
    public string? MessageId { get; init; }

    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The whole body; from the HTML where no plain part says anything.</summary>
    public string Text { get; init; } = "";

    /// <summary>Cleaned, and without anything that would be fetched from elsewhere.</summary>
    public string? Html { get; init; }

    public bool HasHtml { get; init; }

    /// <summary>Of <see cref="Html"/> what is new, where that was asked for; null where the page does not tell it as surely as the text does.</summary>
    public string? ReplyPage { get; init; }

    public ReplyParts Reply { get; init; } = new("", Signature: null, Quoted: null);

    public IReadOnlyList<MailFile> Attachments { get; init; } = [];

    public MailNature Nature { get; init; } = MailNature.OfAPerson;

    public bool IsForward { get; init; }

    /// <summary>Who had written what it hands on; null where it hands on nothing, or does not say.</summary>
    public MailAddress? Forwarded { get; init; }

    /// <summary>What it says, however it came: <see cref="Reading.ContentHash"/>.</summary>
    public string ContentHash { get; init; } = "";

    public MailCrypto Crypto { get; init; } = MailCrypto.None;

    /// <summary>As found, from whomever: which of them count is for the rules of the mailbox.</summary>
    public IReadOnlyList<AuthenticationResult> Authentication { get; init; } = [];

    /// <summary>Candidates only; never a permission.</summary>
    public IReadOnlyList<TicketTokenCandidate> TicketTokens { get; init; } = [];

    public IReadOnlyList<MailWarning> Warnings { get; init; } = [];

    /// <summary>Which safety limits cut something.</summary>
    public IReadOnlyList<string> LimitsHit { get; init; } = [];
}

internal sealed record MailAddress(string? Name, string Address);

/// <summary>What somebody wrote, apart from what was there before; together they are the whole text.</summary>
/// <param name="Reply">New words: no quotes, attribution lines or signature; the whole text where nothing is quoted, or nothing else would be left.</param>
internal sealed record ReplyParts(string Reply, string? Signature, string? Quoted);

internal enum MailFileRole
{
    File,
    InlineImage,
    Message,
    Calendar,
    Signature,
    FromTnef,
}

internal sealed record MailFile
{
    /// <summary>Safe: no path, no control or bidi characters, at most 255 bytes of UTF-8.</summary>
    public required string Name { get; init; }

    public string? OriginalName { get; init; }

    /// <summary>In lower case, as the mail says.</summary>
    public required string ContentType { get; init; }

    /// <summary>As the first bytes say; null where they say nothing.</summary>
    public string? DetectedType { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }

    public required bool IsInline { get; init; }

    public string? ContentId { get; init; }

    public required MailFileRole Role { get; init; }

    /// <summary>In lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

internal enum MailKind
{
    Message,
    AutoReply,
    Bounce,
    DeliveryReport,
    ReadReceipt,
    FeedbackReport,
    Calendar,
    List,
}

/// <summary>Whether a person wrote it just now, and what it is otherwise.</summary>
/// <param name="IsAutomated">No person wrote it just now.</param>
/// <param name="Because">Headers or rules that decided, such as <c>auto-submitted: auto-replied</c>.</param>
/// <param name="Bounce">For bounces and delivery reports that name whom they are about.</param>
internal sealed record MailNature(MailKind Kind, bool IsAutomated, IReadOnlyList<string> Because, BounceReport? Bounce)
{
    public static MailNature OfAPerson { get; } = new(MailKind.Message, IsAutomated: false, [], Bounce: null);
}

/// <param name="IsHard">Whether trying again is of no use; null where it does not say.</param>
internal sealed record BounceReport(bool? IsHard, string? OriginalMessageId, IReadOnlyList<BouncedRecipient> Recipients);

/// <summary>As in RFC 3464; only those that failed.</summary>
internal sealed record BouncedRecipient(string Address, string? Action, string? Status, string? Diagnostic);

/// <summary>By structure only; no verdict on a signature.</summary>
/// <param name="Kind"><c>pgp</c>, <c>smime</c> or null.</param>
internal sealed record MailCrypto(string? Kind, bool IsSigned, bool IsEncrypted)
{
    public static MailCrypto None { get; } = new(Kind: null, IsSigned: false, IsEncrypted: false);
}

/// <summary>One result of an Authentication-Results header (RFC 8601).</summary>
/// <param name="Field">Which of the fields of that name it stands in, counted from the topmost: 0, 1 …</param>
internal sealed record AuthenticationResult(int Field, string Server, string Method, string Result, string? Domain);

/// <param name="Where"><c>subject</c>, <c>replyTo</c>, <c>references</c> or <c>body</c>.</param>
internal sealed record TicketTokenCandidate(string Where, string Value);

internal sealed record MailWarning(string Code, string Message);
