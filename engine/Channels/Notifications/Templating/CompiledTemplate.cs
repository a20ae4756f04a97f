using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>A template that was parsed and found to keep the rules. Immutable; any number of threads may render it.</summary>
internal sealed class CompiledTemplate
{
    public const int LongestSource = 64 * 1024;

    /// <summary>How much a template may write of its own: each of its values once, and this.</summary>
    public const int MostOfItsOwn = 1024 * 1024;

    private const int DeepestNesting = 64;

    private readonly string _name;
    private readonly Template _template;

    private CompiledTemplate(string name, Template template)
    {
        _name = name;
        _template = template;
    }

    /// <exception cref="TemplateException">It is too long, is no template, or breaks <see cref="TemplateRules"/>.</exception>
    public static CompiledTemplate Compile(string name, string source)
    {
        if (source.Length > LongestSource)
        {
            throw new TemplateException(name, $"it is longer than {LongestSource} characters.");
        }

        var template = Template.Parse(source, name, new ParserOptions { ExpressionDepthLimit = DeepestNesting });
        if (template.HasErrors)
        {
            throw new TemplateException(name, template.Messages[0].ToString());
        }

        if (TemplateRules.FirstBreach(template.Page!) is { } breach)
        {
            throw new TemplateException(name, $"{breach.Span.ToStringSimple()}: only values, conditions and loops over given lists may stand there.");
        }

        return new CompiledTemplate(name, template);
    }

    /// <exception cref="TemplateException">A value is missing, or a limit was reached.</exception>
    public string Render(TemplateValues values, bool html, CultureInfo culture)
    {
        var output = new LimitedOutput(values.WrittenOnce(html) + MostOfItsOwn);
        var context = new MailTemplateContext(values.ToScript(), html, output);
        context.PushCulture(culture);
        try
        {
            _template.Render(context);
            return output.ToString();
        }
        catch (Exception fault) when (fault.GetBaseException() is OutputTooLargeException tooLarge)
        {
            throw new TemplateException(_name, tooLarge.Message, fault);
        }
        catch (ScriptRuntimeException fault)
        {
            throw new TemplateException(_name, $"{fault.Span.ToStringSimple()}: {fault.OriginalMessage}", fault);
        }
    }
}
