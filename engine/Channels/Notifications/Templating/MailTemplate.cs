namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>
/// The words of a mail in one language. The file has the subject first, then the parts, each below a line
/// <c>=== name</c>; a mail without a reason (LN7) is refused like one without a subject.
/// </summary>
/// <param name="Culture">The language that the words are in.</param>
/// <param name="Text">What is said before the message, as plain text.</param>
/// <param name="Html">The same as HTML.</param>
/// <param name="Action">What the link says; null for a mail without one.</param>
/// <param name="Reason">Why the person gets this mail.</param>
internal sealed record MailTemplate(
    string Culture,
    CompiledTemplate Subject,
    CompiledTemplate Text,
    CompiledTemplate Html,
    CompiledTemplate? Action,
    CompiledTemplate Reason)
{
    private const string Mark = "=== ";

    /// <exception cref="TemplateException">A part is missing, unknown or no template.</exception>
    public static MailTemplate Read(string name, string culture, string source)
    {
        var title = $"{name}.{culture}";
        var parts = Parts(title, source);
        var template = new MailTemplate(culture, Take("subject"), Take("text"), Take("html"), TakeAny("action"), Take("reason"));
        return parts.Count == 0 ? template : throw new TemplateException(title, $"the part '{parts.Keys.First()}' is not known.");

        CompiledTemplate Take(string part) =>
            parts.Remove(part, out var words) && words.Length > 0
                ? CompiledTemplate.Compile($"{title}/{part}", words)
                : throw new TemplateException(title, $"the part '{part}' is missing.");

        CompiledTemplate? TakeAny(string part) => parts.ContainsKey(part) ? Take(part) : null;
    }

    private static Dictionary<string, string> Parts(string title, string source)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var name = "subject";
        var lines = new List<string>();
        foreach (var line in source.ReplaceLineEndings("\n").Split('\n').Append(Mark))
        {
            if (!line.StartsWith(Mark, StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (!parts.TryAdd(name, string.Join('\n', lines).Trim()))
            {
                throw new TemplateException(title, $"the part '{name}' is there twice.");
            }

            name = line[Mark.Length..].Trim();
            lines.Clear();
        }

        return parts;
    }
}
