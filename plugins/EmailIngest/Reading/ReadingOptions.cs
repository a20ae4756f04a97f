namespace Helpdesk.EmailIngest.Reading;

/// <param name="FallbackCharset">What bytes mean that declare nothing and are not UTF-8; an unknown name counts as windows-1252.</param>
internal sealed record ReadingOptions(string FallbackCharset = "windows-1252")
{
    public ReadingLimits Limits { get; init; } = new();

    /// <summary>Whether <see cref="ReadMail.ReplyPage"/> is wanted: it takes a look at the page of its own.</summary>
    public bool WantsReplyPage { get; init; }
}

/// <summary>What one mail may cost. Each has a name that <see cref="ReadMail.LimitsHit"/> gives when it cut something (LM17).</summary>
internal sealed record ReadingLimits
{
    public const string Mail = "mail-bytes";
    public const string Header = "header-bytes";
    public const string Address = "addresses";
    public const string Depth = "depth";
    public const string Part = "parts";
    public const string Text = "text-characters";
    public const string Markup = "html";
    public const string Attachment = "attachment-bytes";

    /// <summary>More than any server takes; a mail of the desk is refused long before.</summary>
    public int MostBytes { get; init; } = 128 << 20;

    /// <summary>Of the mail itself. Mail servers stop at a few hundred kilobytes.</summary>
    public int MostHeaderBytes { get; init; } = 512 << 10;

    /// <summary>Of each of its parts and of mails inside.</summary>
    public int MostPartHeaderBytes { get; init; } = 128 << 10;

    public int MostSubjectCharacters { get; init; } = 4_000;

    /// <summary>Of each field; a newsletter to a class fits, a phone book does not (LM17, CVE-2024-23184).</summary>
    public int MostAddresses { get; init; } = 2_000;

    public int MostDepth { get; init; } = 20;

    public int MostParts { get; init; } = 500;

    public int MostTextCharacters { get; init; } = 2_000_000;

    public int MostMarkupCharacters { get; init; } = 3_000_000;

    public long MostAttachmentBytes { get; init; } = 128 << 20;
}
