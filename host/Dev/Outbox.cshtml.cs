using Helpdesk.Engine.Channels.Notifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Dev;

/// <summary>The mail that the desk has written, newest first.</summary>
[AllowAnonymous]
[DevelopmentOnly]
internal sealed class OutboxModel(MailReader mails, IMailTransport transport) : PageModel
{
    public const int Size = 50;

    public IReadOnlyList<MailLine> Mails { get; private set; } = [];

    public bool GoesOut => transport.IsConfigured;

    /// <summary>Where the next page begins; null on the last.</summary>
    public long? Next => Mails.Count == Size ? Mails[^1].Id : null;

    public async Task OnGetAsync([FromQuery] long? before, CancellationToken cancellationToken) =>
        Mails = await mails.ListAsync(Size, before, cancellationToken);
}
