using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>All mail templates, compiled once for a generation.</summary>
internal sealed class MailTemplates
{
    private const string Folder = "MailTemplates/";
    private const string Extension = ".scriban";
    private const string Fallback = "en";
    private const string Mute = "layout.mute.";
    private const string Answers = "layout.answers.";

    private readonly FrozenDictionary<(string Name, string Culture), MailTemplate> _templates;
    private readonly FrozenDictionary<string, CompiledTemplate> _mute;
    private readonly FrozenDictionary<string, CompiledTemplate> _answers;

    public MailTemplates()
    {
        var files = Files().ToDictionary(StringComparer.Ordinal);
        TextLayout = Layout("layout.text");
        HtmlLayout = Layout("layout.html");
        (_mute, _answers) = (Words(Mute), Words(Answers));
        _templates = files.ToFrozenDictionary(
            file => (Path.GetFileNameWithoutExtension(file.Key), Path.GetExtension(file.Key)[1..]),
            file => MailTemplate.Read(Path.GetFileNameWithoutExtension(file.Key), Path.GetExtension(file.Key)[1..], file.Value));

        FrozenDictionary<string, CompiledTemplate> Words(string prefix) =>
            files.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList().ToFrozenDictionary(name => name[prefix.Length..], Layout, StringComparer.Ordinal);

        CompiledTemplate Layout(string name) =>
            files.Remove(name, out var source) ? CompiledTemplate.Compile(name, source) : throw new TemplateException(name, "it is missing.");
    }

    public CompiledTemplate TextLayout { get; }

    public CompiledTemplate HtmlLayout { get; }

    /// <summary>What the link to hear no more says, in a language that a template was found in.</summary>
    public CompiledTemplate MuteWords(string culture) => _mute.GetValueOrDefault(culture) ?? _mute[Fallback];

    /// <summary>What a mail about a ticket says of answers to it.</summary>
    public CompiledTemplate AnswerWords(string culture) => _answers.GetValueOrDefault(culture) ?? _answers[Fallback];

    public IEnumerable<(string Name, string Culture)> Names => _templates.Keys;

    /// <summary>The template in the reader's language, else in its parent (<c>nl</c> for <c>nl-BE</c>), else in English.</summary>
    /// <param name="language">BCP 47; an unknown one reads English.</param>
    /// <exception cref="TemplateException">There is no template of that name.</exception>
    public MailTemplate Find(string name, string language)
    {
        for (var culture = PhraseBook.Culture(language); culture.Name.Length > 0; culture = culture.Parent)
        {
            if (_templates.TryGetValue((name, culture.Name), out var template))
            {
                return template;
            }
        }

        return _templates.GetValueOrDefault((name, Fallback)) ?? throw new TemplateException(name, "it does not exist.");
    }

    private static IEnumerable<KeyValuePair<string, string>> Files()
    {
        var assembly = typeof(MailTemplates).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            yield return KeyValuePair.Create(resource[Folder.Length..^Extension.Length], Read(assembly, resource));
        }
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
