using System.Security.Claims;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Engine.Pages.Layouts;

/// <summary>Makes what stands around each page.</summary>
internal sealed class Frames(Contributions contributions, BrandName brand, ReaderChoices choices, IAntiforgery antiforgery, Words words)
{
    private static readonly (Menu Menu, string Key, string Href, string Icon)[] CoreLinks =
    [
        (Menu.Portal, "common.menu.home", "/", "home"),
        (Menu.Portal, "common.menu.tickets", "/tickets", "ticket"),
        (Menu.Portal, "common.menu.open", "/tickets/new", "plus"),
        (Menu.Agent, "common.menu.queue", "/agent", "inbox"),
        (Menu.Agent, "common.menu.requests", "/agent/requests", "users"),
        (Menu.Admin, "common.menu.overview", "/admin", "layout-dashboard"),
        (Menu.Admin, "common.menu.people", "/admin/people", "users"),
        (Menu.Admin, "common.menu.organisations", "/admin/organisations", "building"),
        (Menu.Admin, "common.menu.departments", "/admin/departments", "lifebuoy"),
        (Menu.Admin, "common.menu.settings", "/admin/settings", "settings"),
        (Menu.Admin, "common.menu.plugins", "/admin/plugins", "puzzle"),
        (Menu.Admin, "common.menu.outbox", "/admin/outbox", "mail-exclamation"),
        (Menu.Admin, "common.menu.audit", "/admin/audit", "history"),
    ];

    public async ValueTask<Frame> ForAsync(HttpContext context)
    {
        var actor = context.ActorOrNull();
        var reader = actor is null
            ? null
            : new FrameReader(context.User.FindFirstValue(DeskPrincipal.Name) ?? "", context.User.FindFirstValue(DeskPrincipal.Address) ?? "", actor, context.News());
        var here = HttpMethods.IsGet(context.Request.Method) ? $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}" : $"{context.Request.PathBase}{context.Request.Path}";
        return new Frame(await brand.GetAsync(context.RequestAborted), choices.Theme(context.Request), reader, Token(context), here);
    }

    public FrameMenu Links(Menu menu, HttpContext context)
    {
        if (context.ActorOrNull() is { OnlyTicket: not null })
        {
            // A guest has one page, to which every other leads.
            return new FrameMenu([], "/");
        }

        var links = CoreLinks.Where(link => link.Menu == menu).Select(link => (Text: words[link.Key], link.Href, Icon: (string?)link.Icon))
            .Concat(contributions.Navigation.Where(link => link.Menu == menu && IsFor(link, context.ActorOrNull())).Select(link => (Text: Words.Say(link.Text), link.Href, link.Icon)))
            .ToList();
        // The longest link that leads here or above: /tickets/new is not in 'Tickets' as well.
        var path = context.Request.Path;
        var here = links.Select(link => link.Href).Where(href => href == "/" ? path == "/" : path.StartsWithSegments(href, StringComparison.Ordinal)).MaxBy(href => href.Length);

        return new FrameMenu([.. links.Select(link => new FrameLink(link.Text, link.Href, link.Icon, link.Href == here))], links[0].Href);
    }

    private static bool IsFor(NavigationLink link, Actor? reader) => link.Permission is not { } permission || reader?.May(permission) == true;

    private string Token(HttpContext context) => context.Response.HasStarted ? "" : antiforgery.GetAndStoreTokens(context).RequestToken ?? "";
}
