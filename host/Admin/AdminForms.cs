using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>How the pages of administrators answer a form: to the page again with a notice, or as it was sent with what is wrong.</summary>
internal static class AdminForms
{
    /// <param name="show">Reads anew what the page shows, when the form was refused.</param>
    public static Task<IActionResult> AnswerAsync(this PageModel page, SetUpResult result, Words words, string to, string notice, Func<Task<IActionResult>> show) =>
        AnswerAsync(page, result.Refusals, words, to, words[notice], show);

    public static Task<IActionResult> AnswerAsync(this PageModel page, PersonResult result, Words words, string to, string notice, Func<Task<IActionResult>> show) =>
        AnswerAsync(page, result.Refusals, words, to, words[notice], show);

    private static async Task<IActionResult> AnswerAsync(PageModel page, IReadOnlyList<Refusal> refusals, Words words, string to, string notice, Func<Task<IActionResult>> show)
    {
        if (refusals.Count > 0)
        {
            refusals.AddTo(page.ModelState, words);
            return await show();
        }

        page.TempData.Notify(notice);
        return page.LocalRedirect(to);
    }
}
