using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Demo;
using Helpdesk.KnowledgeBase.Images;
using Helpdesk.KnowledgeBase.Reading;
using Helpdesk.KnowledgeBase.Suggesting;
using Helpdesk.KnowledgeBase.Tables;
using Helpdesk.KnowledgeBase.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.KnowledgeBase;

/// <summary>Articles that answer before somebody has to ask.</summary>
public sealed class KnowledgeBasePlugin : IPlugin
{
    internal const string Id = "knowledge-base";

    /// <summary>The full name of the permission to write.</summary>
    internal const string Write = "knowledge-base.write";

    private static readonly LocalizedText Name = LocalizedText.Of("Knowledge base", "Kennisbank", "Base de connaissances", "ナレッジベース");

    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTables<KnowledgeTables>();
        builder.AddSettings<KnowledgeBaseSettings>();
        builder.AddDemoContent<DemoArticles>();
        builder.AddEventHandler<PersonErased, ForgetWriter>("forget-writer");
        builder.AddPersonalData<WrittenData>("articles", LocalizedText.Of("Knowledge base: texts written", "Kennisbank: geschreven teksten", "Base de connaissances : textes écrits", "ナレッジベース：執筆した文章"));
        builder.AddPersonalData<VoteData>("votes", LocalizedText.Of("Knowledge base: what helped", "Kennisbank: wat hielp", "Base de connaissances : ce qui a aidé", "ナレッジベース：役に立った記事"));
        // Nobody waits for it: the form is written on meanwhile, and a newer question ends an older one.
        builder.AddSuggestionSource<ArticleSuggestions>("articles", new SuggestionOptions { Budget = TimeSpan.FromSeconds(2) });
        builder.AddPanel<SearchPanel>("search", Zones.PortalHome, new PanelOptions { Order = -10 });
        builder.AddNavigation(new NavigationLink(Menu.Portal, Name, "/kb") { Icon = "book" });
        builder.AddNavigation(new NavigationLink(Menu.Agent, Name, "/kb") { Icon = "book" });
        builder.AddNavigation(new NavigationLink(Menu.Agent, LocalizedText.Of("Articles", "Artikelen", "Articles", "記事"), "/kb/write", Order: 1) { Icon = "pencil", Permission = Write });
        builder.Services
            .AddSingleton(new PluginFiles(builder.Manifest))
            .AddSingleton<ArticleMarkup>()
            .AddSingleton<ArticleIndex>()
            .AddSingleton<ArticleReader>()
            .AddSingleton<ArticleSearch>()
            .AddSingleton<VoteDesk>()
            .AddSingleton<ImageDesk>()
            .AddSingleton<Catalogue>()
            .AddSingleton<ArticleDesk>()
            .AddSingleton<CategoryDesk>()
            .AddSingleton<SolvedCounter>();
    }
}
