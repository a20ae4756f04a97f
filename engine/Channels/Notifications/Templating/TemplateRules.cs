using System.Collections.Frozen;
using Scriban.Syntax;

namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>
/// What a template may be made of: text, values, conditions, and loops over lists that it was given. Nothing in it can
/// call, define, assign or compute, so nothing in it can grow, recurse or reach beyond its values: the attacks that
/// Scriban's advisories tell of are refused before anything runs, and the limits at run time are the second lock.
/// </summary>
internal static class TemplateRules
{
    private static readonly FrozenSet<Type> Allowed = FrozenSet.ToFrozenSet<Type>(
    [
        typeof(ScriptPage), typeof(ScriptBlockStatement), typeof(ScriptRawStatement), typeof(ScriptEscapeStatement),
        typeof(ScriptEndStatement), typeof(ScriptNopStatement), typeof(ScriptExpressionStatement),
        typeof(ScriptIfStatement), typeof(ScriptElseStatement), typeof(ScriptForStatement),
        typeof(ScriptBreakStatement), typeof(ScriptContinueStatement),
        typeof(ScriptVariableGlobal), typeof(ScriptMemberExpression), typeof(ScriptLiteral), typeof(ScriptNestedExpression),
        typeof(ScriptConditionalExpression), typeof(ScriptBinaryExpression), typeof(ScriptUnaryExpression),
        typeof(ScriptKeyword), typeof(ScriptToken), typeof(ScriptIdentifier),
    ]);

    private static readonly FrozenSet<ScriptBinaryOperator> Comparisons = FrozenSet.ToFrozenSet(
    [
        ScriptBinaryOperator.EmptyCoalescing, ScriptBinaryOperator.And, ScriptBinaryOperator.Or,
        ScriptBinaryOperator.CompareEqual, ScriptBinaryOperator.CompareNotEqual,
        ScriptBinaryOperator.CompareLess, ScriptBinaryOperator.CompareLessOrEqual,
        ScriptBinaryOperator.CompareGreater, ScriptBinaryOperator.CompareGreaterOrEqual,
    ]);

    /// <summary>The first thing in the template that is not allowed, if any. The parser has limited the depth already.</summary>
    public static ScriptNode? FirstBreach(ScriptNode node)
    {
        if (!IsAllowed(node))
        {
            return node;
        }

        for (var i = 0; i < node.ChildrenCount; i++)
        {
            if (node.GetChildren(i) is { } child && FirstBreach(child) is { } breach)
            {
                return breach;
            }
        }

        return null;
    }

    private static bool IsAllowed(ScriptNode node) => node switch
    {
        ScriptBinaryExpression binary => Comparisons.Contains(binary.Operator),
        ScriptUnaryExpression unary => unary.Operator == ScriptUnaryOperator.Not,
        _ => Allowed.Contains(node.GetType()) || node is ScriptList,
    };
}
