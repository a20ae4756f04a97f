namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>A template can't be used as it is. The sentence names the template, the place in it and what is wrong.</summary>
internal sealed class TemplateException(string template, string sentence, Exception? inner = null)
    : Exception($"The template '{template}' can't be used: {sentence}", inner)
{
    public string Template { get; } = template;
}
