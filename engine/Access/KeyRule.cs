using System.Text.RegularExpressions;

namespace Helpdesk.Engine.Access;

/// <summary>What administrators may call something for addresses and programs: small letters, digits and single dashes.</summary>
internal static partial class KeyRule
{
    public static bool IsKey(string text, int longest) => text.Length <= longest && Pattern().IsMatch(text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
