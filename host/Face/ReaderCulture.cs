using Helpdesk.Engine.Pages.Layouts;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace Helpdesk.Host.Face;

/// <summary>The language of a request: what the reader chose in this browser, else what the browser asks for, else English.</summary>
internal sealed class ReaderCulture(ReaderChoices choices) : IConfigureOptions<RequestLocalizationOptions>
{
    public void Configure(RequestLocalizationOptions options)
    {
        options.SupportedCultures = [.. PhraseBook.Languages];
        options.SupportedUICultures = [.. PhraseBook.Languages];
        options.DefaultRequestCulture = new RequestCulture(PhraseBook.Languages[0]);
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders = [new Chosen(choices), new AcceptLanguageHeaderRequestCultureProvider()];
    }

    private sealed class Chosen(ReaderChoices choices) : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            Task.FromResult(choices.Language(httpContext.Request) is { } language ? new ProviderCultureResult(language) : null);
    }
}
