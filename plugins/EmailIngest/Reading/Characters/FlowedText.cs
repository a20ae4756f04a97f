using System.Text;

namespace Helpdesk.EmailIngest.Reading.Characters;

/// <summary>Puts the lines of format=flowed together again (RFC 3676 §4).</summary>
internal static class FlowedText
{
    public static string Unfold(string text, bool deletesSpace)
    {
        var result = new StringBuilder(text.Length);
        var (lastDepth, isOpen, isFirst) = (0, false, true);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var depth = raw.Length - raw.TrimStart('>').Length;
            var line = raw[depth..];
            line = line is [' ', ..] ? line[1..] : line;

            // §4.3: a signature line is neither flowed nor joined, though it ends in a space.
            var isSignature = line is "-- ";
            var joins = isOpen && depth == lastDepth && !isSignature;
            if (!joins)
            {
                result.Append(isFirst ? "" : "\n").Append('>', depth).Append(depth > 0 ? " " : "");
            }

            isOpen = !isSignature && line is [.., ' '];
            result.Append(isOpen && deletesSpace ? line[..^1] : line);
            (lastDepth, isFirst) = (depth, false);
        }

        return result.ToString();
    }
}
