namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>The header of RFC 3834 §5.</summary>
internal static class AutoSubmitted
{
    public const string Name = "Auto-Submitted";

    public const string Replied = "auto-replied";

    /// <summary>Null where a person wrote it: absent, <c>no</c>, or forwarded by a rule, which leaves the words a person's.</summary>
    public static string? Keyword(HeaderValues headers) =>
        headers.All(Name).Select(HeaderValues.Keyword).FirstOrDefault(value => value is not ("" or "no" or "auto-forwarded"));

    public static bool IsProgram(HeaderValues headers) => Keyword(headers) is not null;
}
