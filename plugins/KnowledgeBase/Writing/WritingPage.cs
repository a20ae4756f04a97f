using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>A page for those who write.</summary>
[RequirePermission(KnowledgeBasePlugin.Write)]
internal abstract class WritingPage(Words words) : PageModel
{
    /// <summary>The languages that articles are written in: those of the desk.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "nl", "fr", "ja"];

    protected Words Words { get; } = words;

    /// <summary>Who writes, as she is called now.</summary>
    protected Writer Writer => new(HttpContext.Actor().PersonId, NameOfWriter(User.Identity?.Name ?? ""));

    /// <summary>Shows each fault at its field.</summary>
    protected void Show(IEnumerable<Fault> faults, string prefix = "")
    {
        foreach (var fault in faults)
        {
            ModelState.AddModelError(fault.Field.Length == 0 ? "" : prefix + fault.Field, Words[fault.Key, [.. fault.Arguments]]);
        }
    }

    private static string NameOfWriter(string name) => name.Length > Article.LongestPerson ? name[..Article.LongestPerson] : name;
}
