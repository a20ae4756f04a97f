using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Pages;

internal static class ViewServices
{
    /// <summary>
    /// For tag helpers only: Razor wants them public, and a public constructor can't take what is internal to the engine.
    /// </summary>
    public static T Service<T>(this ViewContext view) where T : notnull => view.HttpContext.RequestServices.GetRequiredService<T>();
}
