using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.People.SecondFactors;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.People;

/// <summary>One person: her account, and what became of the mail that leads to it.</summary>
[Authorize(Policies.Administrator)]
internal sealed class PersonPageModel(AccountReader reader, PeopleDesk desk, PermissionDesk permissions, SecondFactorDesk factors, PersonalDataFile data, PersonEraser eraser, Words words) : PageModel, IPersonForm
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public Role Role { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    /// <summary>The permissions that are ticked.</summary>
    [BindProperty]
    public List<string> Granted { get; set; } = [];

    public PersonLine Person { get; private set; } = null!;

    public bool HasSecondFactor { get; private set; }

    /// <summary>Whether something that she wrote is still there, when she was erased.</summary>
    public bool HasWordsLeft { get; private set; }

    public IReadOnlyList<(string Name, LocalizedText Text)> Permissions => permissions.Declared;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        var answer = await ShowAsync(id, cancellationToken);
        if (answer is PageResult)
        {
            (Name, Role, Language) = (Person.Name, Person.Role, Person.Language);
        }

        return answer;
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) => ModelState.IsValid
        ? await AnswerAsync(id, await desk.ChangeAsync(id, Name ?? "", Role, Language ?? "", HttpContext.Actor(), cancellationToken), "admin.people.saved", cancellationToken)
        : await ShowAsync(id, cancellationToken);

    public Task<IActionResult> OnPostPermissionsAsync(long id, CancellationToken cancellationToken) => GrantAsync(id, cancellationToken);

    public async Task<IActionResult> OnPostInviteAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.InviteAsync(id, HttpContext.Actor(), cancellationToken), "admin.people.resent", cancellationToken);

    public async Task<IActionResult> OnPostTryMailAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.TryMailAsync(id, HttpContext.Actor(), cancellationToken), "admin.people.mail-tried", cancellationToken);

    public async Task<IActionResult> OnPostDisableAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.DisableAsync(id, HttpContext.Actor(), cancellationToken), "admin.people.disabled", cancellationToken);

    public async Task<IActionResult> OnPostEnableAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.EnableAsync(id, HttpContext.Actor(), cancellationToken), "admin.people.enabled", cancellationToken);

    public async Task<IActionResult> OnPostResetFactorAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.ResetSecondFactorAsync(id, HttpContext.Actor(), cancellationToken), "admin.removed", cancellationToken);

    /// <summary>All that the desk knows of her, for whoever asks the provider for it.</summary>
    public async Task<IActionResult> OnPostDataAsync(long id, CancellationToken cancellationToken) =>
        await data.MakeAsync(id, HttpContext.Actor(), cancellationToken) is { } file ? File(file, PersonalDataFile.ContentType, PersonalDataFile.Name) : NotFound();

    private async Task<IActionResult> GrantAsync(long id, CancellationToken cancellationToken)
    {
        var result = await permissions.GrantAsync(id, Granted, HttpContext.Actor(), cancellationToken);
        return await this.AnswerAsync(result, words, $"/admin/people/{id.ToString(CultureInfo.InvariantCulture)}", "admin.people.saved", () => ShowAsync(id, cancellationToken));
    }

    private Task<IActionResult> AnswerAsync(long id, PersonResult result, string notice, CancellationToken cancellationToken) =>
        this.AnswerAsync(result, words, $"/admin/people/{id.ToString(CultureInfo.InvariantCulture)}", notice, () => ShowAsync(id, cancellationToken));

    private async Task<IActionResult> ShowAsync(long id, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } person)
        {
            return NotFound();
        }

        Person = person;
        HasWordsLeft = person.State == PersonState.Erased && await eraser.PreviewAsync(id, cancellationToken) is { Messages: > 0 };
        HasSecondFactor = await factors.IsOnAsync(id, cancellationToken);
        Granted = [.. await permissions.OfAsync(id, person.Role, cancellationToken)];
        if (Name is null)
        {
            // Another form of the page was sent.
            (Name, Role, Language) = (person.Name, person.Role, person.Language);
        }

        return Page();
    }
}
