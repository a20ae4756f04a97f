using System.Security.Claims;
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
        if (panel.Path is null || !panel.Path.StartsWith($"/Plugins/{pluginId}/", StringComparison.Ordinal))
        {
            throw new PanelException($"The view '{panel.Path}' is not below /Plugins/{pluginId}/.");
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
}

/// <summary>
/// The request of the page that panels stand on, as far as they may know it. Read once, before they run beside each
/// other: an <see cref="HttpContext"/> is not made for several readers.
/// </summary>
internal sealed class PanelRequest
{
    private readonly ClaimsPrincipal _reader;
    private readonly Endpoint? _endpoint;
    private readonly string _trace;
    private readonly string _method;
    private readonly string _scheme;
    private readonly HostString _host;
    private readonly PathString _pathBase;
    private readonly PathString _path;
    private readonly QueryString _query;
    private readonly RouteValueDictionary _route;
    private readonly string _cookies;

    public PanelRequest(HttpContext page, IAntiforgery antiforgery, AntiforgeryOptions options)
    {
        var request = page.Request;
        (_reader, _endpoint, _trace) = (page.User, page.GetEndpoint(), page.TraceIdentifier);
        (_method, _scheme, _host) = (request.Method, request.Scheme, request.Host);
        (_pathBase, _path, _query) = (request.PathBase, request.Path, request.QueryString);
        _route = new RouteValueDictionary(request.RouteValues);
        // When the page is the first to need the antiforgery cookie, forms in panels must be made for the same one.
        var tokens = page.Response.HasStarted ? antiforgery.GetTokens(page) : antiforgery.GetAndStoreTokens(page);
        var cookies = request.Headers.Cookie.ToString();
        _cookies = tokens.CookieToken is { } made ? $"{cookies}; {options.Cookie.Name}={made}".TrimStart(';', ' ') : cookies;
    }

    public HttpContext Copy(IServiceProvider services, CancellationToken cancellationToken)
    {
        var copy = new DefaultHttpContext
        {
            RequestServices = services,
            User = _reader,
            TraceIdentifier = _trace,
            RequestAborted = cancellationToken,
            Request =
            {
                Method = _method,
                Scheme = _scheme,
                Host = _host,
                PathBase = _pathBase,
                Path = _path,
                QueryString = _query,
                RouteValues = new RouteValueDictionary(_route),
                Headers = { Cookie = _cookies },
            },
        };
        copy.SetEndpoint(_endpoint);
        return copy;
    }
}
