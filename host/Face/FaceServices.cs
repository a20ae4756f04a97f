using System.Diagnostics;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Agent;
using Helpdesk.Host.Conversation;
using Helpdesk.Host.Notices;
using Helpdesk.Host.Portal;
using Helpdesk.Host.Privacy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Helpdesk.Host.Face;

/// <summary>
/// The web pages of one generation. Expected from outside: what <c>AddDesk</c> registers and expects, <c>OutboxQueue</c>, <c>IPluginLedger</c>,
/// <c>Circuits</c>, <c>Contributions</c>, <c>TimeProvider</c>, logging, and an <c>IDataProtectionProvider</c> whose keys outlive the generation.
/// </summary>
internal static class FaceServices
{
    public static IServiceCollection AddFace(this IServiceCollection services, FaceOptions options)
    {
        services.AddSingleton(options);
        services.AddTexts(typeof(FaceServices).Assembly);
        services.AddPageKit(Assets.In(options.AssetFolder), options.CookiePrefix);
        services.AddProblemDetails();
        services.AddRouting();
        services.AddOptions<RequestLocalizationOptions>();
        services.ConfigureOptions<ReaderCulture>();
        AddCompression(services);
        services.AddSessions(options);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = options.Cookie("desk-form");
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // Letters of all scripts as they are; the encoder goes on escaping what HTML gives a meaning.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddScoped<Attachments.MessageFiles>();
        services.AddSingleton<Process.Troubles>();
        services.AddSingleton<HeldForms>();
        services.AddScoped<SentForms>();
        services.AddScoped<WritingForms>();
        services.AddScoped<PersonalDataFile>();
        services.AddScoped<HistoryWords>();
        services.AddSingleton<SeenNews>();
        services.AddScoped<TicketChoices>();
        services.AddSingleton<Badges>();
        services.AddScoped<CustomerDesk>();
        services.AddSingleton<Process.FirstCode>();
        services.AddPages(options);
        LeaveKeysOutside(services);
        return services;
    }

    /// <summary>
    /// Pages alone: what is served from files is compressed already, and a stream of events must not wait. Over HTTPS too: no page
    /// holds a secret that is the same twice (the token of a form is encrypted anew each time), which guessing by lengths would need (BREACH).
    /// </summary>
    private static void AddCompression(IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    public static CookieBuilder Cookie(this FaceOptions options, string name) => new()
    {
        Name = options.CookiePrefix + name,
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None,
        IsEssential = true,
    };

    /// <summary>Keys come from outside; what would look after keys of this generation's own would make some at its start.</summary>
    private static void LeaveKeysOutside(IServiceCollection services)
    {
        foreach (var keeper in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
        {
            services.Remove(keeper);
        }
    }

    private static void AddPages(this IServiceCollection services, FaceOptions options)
    {
        // An empty builder brings none; MVC writes to it.
        services.TryAddSingleton(new DiagnosticListener("Helpdesk.Face"));
        services.TryAddSingleton<DiagnosticSource>(provider => provider.GetRequiredService<DiagnosticListener>());
        services.Configure<CookieTempDataProviderOptions>(tempData => tempData.Cookie = options.Cookie(PageNotice.Cookie));
        services.AddRazorPages(pages => pages.RootDirectory = "/")
            .AddMvcOptions(mvc =>
            {
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                // As many as a form may have fields: what has more is refused while it is read, as a mistake of the sender's.
                mvc.MaxModelBindingCollectionSize = 1024;
                mvc.Filters.Add<HandlerNeeded>();
            })
            .ConfigureApplicationPartManager(parts => Fill(parts, options));
        services.Configure<RazorViewEngineOptions>(views =>
        {
            views.PageViewLocationFormats.Add("/Pages/Layouts/{0}.cshtml");
            views.ViewLocationFormats.Add("/Pages/Layouts/{0}.cshtml");
        });
    }

    /// <summary>Exactly these: what MVC finds by itself depends on how the process was started.</summary>
    private static void Fill(ApplicationPartManager parts, FaceOptions options)
    {
        parts.ApplicationParts.Clear();
        foreach (var assembly in options.PluginAssemblies.Prepend(typeof(PageLayouts).Assembly).Prepend(typeof(FaceServices).Assembly))
        {
            foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
            {
                parts.ApplicationParts.Add(part);
            }
        }
    }
}
