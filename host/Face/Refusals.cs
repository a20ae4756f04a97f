using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Helpdesk.Host.Face;

/// <summary>Shows why the desk refused a form, at the fields it is about.</summary>
internal static class Refusals
{
    public static void AddTo(this IReadOnlyList<Refusal> refusals, ModelStateDictionary state, Words words)
    {
        foreach (var refusal in refusals)
        {
            state.AddModelError(Field(refusal.Field), words.Say(refusal.Sentence));
        }
    }

    /// <summary>
    /// The desk writes names in lower case, the page's properties begin with a capital; ids of HTML tell them apart. One of
    /// several is <c>fields.key</c> there and <c>Fields[key]</c> here.
    /// </summary>
    private static string Field(string? field)
    {
        // What has a hyphen is a header of the API; no control of a form is to blame.
        if (field is not [var first, .. var rest] || field.Contains('-', StringComparison.Ordinal))
        {
            return "";
        }

        var name = char.ToUpperInvariant(first) + rest;
        return name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? $"{name[..dot]}[{name[(dot + 1)..]}]" : name;
    }
}
