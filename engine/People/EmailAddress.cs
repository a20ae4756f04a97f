using System.Net.Mail;

namespace Helpdesk.Engine.People;

/// <summary>What is an address, for everybody who is asked for one.</summary>
internal static class EmailAddress
{
    /// <summary>An address alone: no display name, no comment, no line break (LX16).</summary>
    public static bool IsOne(string address) =>
        address.Length <= Person.LongestAddress
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '\uFFFD')
        && MailAddress.TryCreate(address, out var parsed)
        && parsed.Address == address;
}
