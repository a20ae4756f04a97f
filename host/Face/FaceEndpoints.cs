using Helpdesk.Engine.Pages.Layouts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Account.SecondFactors;
using Helpdesk.Host.Account.SingleSignOn;
using Helpdesk.Host.Admin.Packages;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Conversation;
using Helpdesk.Host.Guests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Face;

/// <summary>The web's way through a generation, in the order that matters.</summary>
internal static class FaceEndpoints
{
    /// <summary>Call first; map endpoints after it.</summary>
    /// <param name="files">What else is served to everybody from files, before anybody is asked who she is.</param>
    public static void UseFace(this WebApplication app, Action<WebApplication> files)
    {
        if (app.Services.GetRequiredService<FaceOptions>() is { IsSecure: true } options)
        {
            // People reach the desk as its base address says, whatever the proxy before it speaks with us.
            app.Use((context, next) =>
            {
                context.Request.Scheme = options.BaseAddress.Scheme;
                return next(context);
            });
        }

        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        // Before errors are answered: the page that says 'not found' says it in the reader's language.
        app.UseRequestLocalization();
        app.UseErrorAnswers();
        app.UseMiddleware<AssetFiles>();
        files(app);
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<FormHolding>();
        app.UseMiddleware<SecondFactorGate>();
        app.UseMiddleware<GuestGate>();
        app.UseAuthorization();
    }

    /// <summary>Pages of the host and of the plugins, and the few endpoints behind them.</summary>
    public static void MapFace(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapAttachments();
        app.MapMessagePages();
        app.MapPackages();
        app.MapSessions();
        app.MapProviders();
        app.MapGuests();
        app.MapPreview();
        app.MapPost("/theme", Theme).AllowAnonymous().RequireAntiforgery().WithMetadata(new ForGuestsAttribute());
        app.MapPost("/language", Language).AllowAnonymous().RequireAntiforgery().WithMetadata(new ForGuestsAttribute());
    }

    private static RedirectHttpResult Theme(HttpContext context, ReaderChoices choices, [FromForm] string? theme, [FromForm] string? returnUrl)
    {
        choices.ChooseTheme(context.Response, theme);
        return Local.Redirect(returnUrl);
    }

    private static RedirectHttpResult Language(HttpContext context, ReaderChoices choices, [FromForm] string? language, [FromForm] string? returnUrl)
    {
        choices.ChooseLanguage(context.Response, language);
        return Local.Redirect(returnUrl);
    }
}
