using System.Text.Json;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Images;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Helpdesk.KnowledgeBase.Tables;

/// <summary>
/// The tables of the knowledge base. The sets whose names begin with <c>All</c> hold what not every reader may see: pages read them through
/// <see cref="Reading.Reader"/>, writers' pages are behind the permission.
/// </summary>
internal sealed class KnowledgeTables(DbContextOptions<KnowledgeTables> options) : PluginTables(options)
{
    public override string PluginId => KnowledgeBasePlugin.Id;

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Article> AllArticles => Set<Article>();

    public DbSet<ArticleText> AllTexts => Set<ArticleText>();

    public DbSet<Revision> AllRevisions => Set<Revision>();

    public DbSet<Image> AllImages => Set<Image>();

    public DbSet<OldSlug> OldSlugs => Set<OldSlug>();

    public DbSet<Vote> Votes => Set<Vote>();

    public DbSet<SolvedDay> SolvedDays => Set<SolvedDay>();

    protected override void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Category>(category =>
        {
            category.ToTable("Category");
            category.Property(c => c.Id).ValueGeneratedNever();
            category.Property(c => c.Slug).HasMaxLength(Article.LongestSlug);
            category.Property(c => c.Name).HasConversion(new TextConverter());
            category.Property(c => c.Icon).HasMaxLength(Category.LongestIcon);
            category.HasIndex(c => c.Slug).IsUnique();
            category.HasOne<Category>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
        });
        MapArticles(modelBuilder);
        MapWhatReadersLeave(modelBuilder);
    }

    private static void MapArticles(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Article>(article =>
        {
            article.ToTable("Article");
            article.Property(a => a.Id).ValueGeneratedNever();
            article.Property(a => a.Slug).HasMaxLength(Article.LongestSlug);
            article.Property(a => a.State).HasConversion(state => ArticleStates.Name(state), name => ArticleStates.Parse(name) ?? ArticleState.Draft).HasMaxLength(ArticleStates.LongestName);
            article.Property(a => a.Version).IsConcurrencyToken();
            article.Property(a => a.AuthorName).HasMaxLength(Article.LongestPerson);
            article.HasIndex(a => a.Slug).IsUnique();
            article.HasIndex(a => new { a.CategoryId, a.State });
            article.HasOne<Category>().WithMany().HasForeignKey(a => a.CategoryId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<ArticleText>(text =>
        {
            text.ToTable("Text");
            text.HasKey(t => new { t.ArticleId, t.Language });
            text.Property(t => t.Language).HasMaxLength(ArticleText.LongestLanguage);
            text.Property(t => t.Title).HasMaxLength(Wording.LongestTitle);
            text.Property(t => t.FoldedTitle).HasMaxLength(Wording.LongestTitle);
            text.Property(t => t.Summary).HasMaxLength(Wording.LongestSummary);
            text.Property(t => t.Keywords).HasMaxLength(Wording.LongestKeywords);
            text.Ignore(t => t.Wording);
            text.HasIndex(t => t.UpdatedAt);
            text.HasOne<Article>().WithMany().HasForeignKey(t => t.ArticleId);
        });
        modelBuilder.Entity<Revision>(revision =>
        {
            revision.ToTable("Revision");
            revision.Property(r => r.Id).ValueGeneratedNever();
            revision.Property(r => r.Language).HasMaxLength(ArticleText.LongestLanguage);
            revision.Property(r => r.Title).HasMaxLength(Wording.LongestTitle);
            revision.Property(r => r.Summary).HasMaxLength(Wording.LongestSummary);
            revision.Property(r => r.Keywords).HasMaxLength(Wording.LongestKeywords);
            revision.Property(r => r.EditorName).HasMaxLength(Article.LongestPerson);
            revision.Ignore(r => r.Wording);
            revision.HasIndex(r => new { r.ArticleId, r.Language, r.Number }).IsUnique();
            revision.HasOne<Article>().WithMany().HasForeignKey(r => r.ArticleId);
        });
        modelBuilder.Entity<OldSlug>(old =>
        {
            old.ToTable("OldSlug");
            old.HasKey(o => o.Slug);
            old.Property(o => o.Slug).HasMaxLength(Article.LongestSlug);
            old.HasOne<Article>().WithMany().HasForeignKey(o => o.ArticleId);
        });
        modelBuilder.Entity<Image>(image =>
        {
            image.ToTable("Image");
            image.Property(i => i.Id).ValueGeneratedNever();
            image.Property(i => i.Hash).HasMaxLength(64);
            image.Property(i => i.MediaType).HasMaxLength(40);
            image.Property(i => i.Name).HasMaxLength(Image.LongestName);
            image.HasIndex(i => new { i.ArticleId, i.Hash }).IsUnique();
            image.HasOne<Article>().WithMany().HasForeignKey(i => i.ArticleId);
        });
    }

    private static void MapWhatReadersLeave(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Vote>(vote =>
        {
            vote.ToTable("Vote");
            vote.Property(v => v.Id).ValueGeneratedNever();
            vote.Property(v => v.Voter).HasMaxLength(Reading.Voter.LongestKey);
            vote.HasIndex(v => new { v.ArticleId, v.Voter }).IsUnique();
            vote.HasOne<Article>().WithMany().HasForeignKey(v => v.ArticleId);
        });
        modelBuilder.Entity<SolvedDay>(solved =>
        {
            solved.ToTable("Solved");
            solved.HasKey(s => new { s.ArticleId, s.Day });
            solved.HasOne<Article>().WithMany().HasForeignKey(s => s.ArticleId);
        });
    }

    /// <summary>A text in several languages as a JSON object.</summary>
    private sealed class TextConverter() : ValueConverter<LocalizedText, string>(text => ToJson(text), json => FromJson(json))
    {
        private static string ToJson(LocalizedText text) => JsonSerializer.Serialize(text.Cultures.ToDictionary(culture => culture, text.For, StringComparer.Ordinal));

        private static LocalizedText FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!);
    }
}
