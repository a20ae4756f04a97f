using System.Collections;
using Scriban.Runtime;

namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>
/// What a template may show: names with texts, truths, numbers, lists and further names below. Everything is put in by
/// hand; an object of the engine can't get in, so no member of one can be asked for.
/// </summary>
internal sealed class TemplateValues : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public void Add(string name, string? text) => _values.Add(name, text);

    public void Add(string name, bool truth) => _values.Add(name, truth);

    public void Add(string name, SafeHtml? html) => _values.Add(name, html);

    public void Add(string name, TemplateValues? below) => _values.Add(name, below);

    public void Add(string name, IReadOnlyList<string> list) => _values.Add(name, list);

    public void Add(string name, IReadOnlyList<TemplateValues> list) => _values.Add(name, list);

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>These values and more.</summary>
    public TemplateValues With(TemplateValues more)
    {
        var both = new TemplateValues();
        foreach (var (name, value) in _values.Concat(more._values))
        {
            both._values.Add(name, value);
        }

        return both;
    }

    public ScriptObject ToScript()
    {
        var script = new ScriptObject(_values.Count, StringComparer.Ordinal);
        foreach (var (name, value) in _values)
        {
            script.SetValue(name, ToScript(value), readOnly: true);
        }

        return script;
    }

    /// <summary>How long all values are together, once each.</summary>
    public int WrittenOnce(bool html) => _values.Values.Sum(value => Length(value, html));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static object? ToScript(object? value) => value switch
    {
        TemplateValues below => below.ToScript(),
        IReadOnlyList<string> list => new ScriptArray(list) { IsReadOnly = true },
        IReadOnlyList<TemplateValues> list => new ScriptArray(list.Select(below => below.ToScript())) { IsReadOnly = true },
        _ => value,
    };

    private static int Length(object? value, bool html) => value switch
    {
        string text => html ? SafeHtml.Escape(text).Length : text.Length,
        SafeHtml safe => safe.Html.Length,
        TemplateValues below => below.WrittenOnce(html),
        IReadOnlyList<string> list => list.Sum(text => Length(text, html)),
        IReadOnlyList<TemplateValues> list => list.Sum(below => below.WrittenOnce(html)),
        _ => 0,
    };
}
