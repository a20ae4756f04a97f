using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>
/// Runs a template over values that were put in one by one. Scriban does not escape: here every value that goes into
/// HTML is escaped unless the desk made it as HTML, and into plain text it goes as it is.
/// </summary>
internal sealed class MailTemplateContext : TemplateContext
{
    private const int MostSteps = 10_000;
    private const int DeepestCall = 16;
    private readonly bool _html;

    public MailTemplateContext(ScriptObject values, bool html, IScriptOutput output, CancellationToken cancellationToken)
        : base(new ScriptObject(StringComparer.Ordinal), StringComparer.Ordinal)
    {
        _html = html;
        PushGlobal(values);
        PushOutput(output);
        CancellationToken = cancellationToken;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        // Values are strings, numbers, truths, lists and script objects; no member of a CLR type is ever looked up.
        MemberFilter = static _ => false;
        AutoIndent = false;
        LoopLimit = MostSteps;
        RecursiveLimit = DeepestCall;
        ObjectRecursionLimit = DeepestCall;
        // Both would cut a text short without a word; the output that is handed in refuses instead.
        LimitToString = 0;
        OutputLimit = 0;
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        if (textAsObject is null)
        {
            return this;
        }

        if (_html && textAsObject is SafeHtml safe)
        {
            return Write(safe.Html);
        }

        var text = textAsObject as string ?? ObjectToString(textAsObject) ?? "";
        return Write(_html ? SafeHtml.Escape(text) : text);
    }
}
