using System.Data.Common;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Pages.Layouts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Notices;

/// <summary>Whoever opens a ticket has seen what is new on it.</summary>
internal sealed partial class SeenNews(NoticeDesk notices, ILogger<SeenNews> log)
{
    /// <summary>Reading goes on where nothing can be written at the moment (a full disk): then it stays new.</summary>
    public async Task SeenAsync(HttpContext context, long ticketId)
    {
        if (context.News() == 0)
        {
            return;
        }

        try
        {
            context.SetNews(context.News() - await notices.SeeAsync(context.Actor(), ticketId, context.RequestAborted));
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException)
        {
            NotWritten(log, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What somebody has seen could not be written down")]
    private static partial void NotWritten(ILogger log, Exception fault);
}
