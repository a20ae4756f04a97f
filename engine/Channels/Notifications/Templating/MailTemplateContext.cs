using System.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>
/// Runs a template over values that were put in one by one. Scriban does not escape: here every value that goes into
/// HTML is escaped unless the desk made it as HTML, and into plain text it goes as it is.
/// </summary>
internal sealed class MailTemplateContext : TemplateContext
{
    private const int MostSteps = 10_000;
    private const int DeepestCall = 16;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    private readonly bool _html;
    private readonly long _began = Stopwatch.GetTimestamp();

    public MailTemplateContext(ScriptObject values, bool html, IScriptOutput output)
        : base(new ScriptObject(StringComparer.Ordinal), StringComparer.Ordinal)
    {
        _html = html;
        PushGlobal(values);
        PushOutput(output);
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

    /// <summary>Looked at here, since nothing but loops takes time: see <see cref="TemplateRules"/>.</summary>
    protected override bool OnStepLoop(ScriptLoopStatementBase loop)
    {
        if (Stopwatch.GetElapsedTime(_began) > Budget)
        {
            throw new ScriptRuntimeException(loop.Span, $"it takes longer than {Budget.TotalSeconds:0.#} s.");
        }

        return base.OnStepLoop(loop);
    }
}
