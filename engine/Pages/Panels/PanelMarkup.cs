using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Engine.Pages.Panels;

/// <summary>
/// Makes HTML of a panel's view. The view gets a copy of the request: one that is left behind (it hung) touches nothing
/// of the page, which goes on and ends without it.
/// </summary>
internal sealed class PanelMarkup(IRazorViewEngine views, IModelMetadataProvider metadata, ITempDataDictionaryFactory tempData)
{
    public const int MostCharacters = 256 * 1024;

    public async Task<string> RenderAsync(string pluginId, PanelView panel, PanelRequest page, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!IsBelow(panel.Path, pluginId))
        {
            throw new PanelException($"The view '{panel.Path}' is not below /Plugins/ and the plugin's id.");
        }

        var found = views.GetView(executingFilePath: null, panel.Path, isMainPage: false);
        if (!found.Success)
        {
            throw new PanelException($"There is no view '{panel.Path}'.");
        }

        var context = page.Copy(services, cancellationToken);
        await using var writer = new BoundedWriter(MostCharacters);
        var view = new ViewContext(
            new Microsoft.AspNetCore.Mvc.ActionContext(context, new RouteData(context.Request.RouteValues), new ActionDescriptor()),
            found.View,
            new ViewDataDictionary(metadata, new ModelStateDictionary()) { Model = panel.Model },
            tempData.GetTempData(context),
            writer,
            new HtmlHelperOptions());
        await found.View.RenderAsync(view);
        var html = writer.ToString();
        return HtmlBalance.Fault(html) is { } fault ? throw new PanelException(fault) : html;
    }

    /// <summary>The id has hyphens where a folder, being a namespace, can't.</summary>
    private static bool IsBelow(string path, string pluginId) =>
        path.Split('/') is ["", "Plugins", var folder, _, ..] && string.Equals(Plain(folder), Plain(pluginId), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}

/// <summary>The request of the page that panels stand on, as far as they may know it. Taken once, before they run beside each other.</summary>
internal sealed class PanelRequest
{
    private readonly HttpContext _page;
    private readonly string? _cookies;

    public PanelRequest(HttpContext page, IAntiforgery antiforgery)
    {
        _page = page;
        // When the page is the first to need the antiforgery cookie, forms in panels must be made for the same one.
        var tokens = page.Response.HasStarted ? antiforgery.GetTokens(page) : antiforgery.GetAndStoreTokens(page);
        var cookies = page.Request.Headers.Cookie.ToString();
        _cookies = tokens.CookieToken is { } made ? $"{cookies}; {CookieName(page)}={made}".TrimStart(';', ' ') : cookies;
    }

    public HttpContext Copy(IServiceProvider services, CancellationToken cancellationToken)
    {
        var copy = new DefaultHttpContext
        {
            RequestServices = services,
            User = _page.User,
            TraceIdentifier = _page.TraceIdentifier,
            RequestAborted = cancellationToken,
            Request =
            {
                Method = _page.Request.Method,
                Scheme = _page.Request.Scheme,
                Host = _page.Request.Host,
                PathBase = _page.Request.PathBase,
                Path = _page.Request.Path,
                QueryString = _page.Request.QueryString,
                RouteValues = new RouteValueDictionary(_page.Request.RouteValues),
                Headers = { Cookie = _cookies },
            },
        };
        copy.SetEndpoint(_page.GetEndpoint());
        return copy;
    }

    private static string? CookieName(HttpContext page) =>
        page.RequestServices.GetService(typeof(Microsoft.Extensions.Options.IOptions<AntiforgeryOptions>)) is Microsoft.Extensions.Options.IOptions<AntiforgeryOptions> options
            ? options.Value.Cookie.Name
            : null;
}
