using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Images;
using Helpdesk.KnowledgeBase.Reading;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.KnowledgeBase.Tables;

/// <summary>The tables as the first version has them. Types are the provider's own, as with every migration of the desk.</summary>
[DbContext(typeof(KnowledgeTables))]
[Migration("20261128000000_Begin")]
internal sealed class Begin : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddCategories(migrationBuilder);
        AddArticles(migrationBuilder);
        AddTexts(migrationBuilder);
        AddImages(migrationBuilder);
        AddWhatReadersLeave(migrationBuilder);
    }

    private static void AddCategories(MigrationBuilder migration)
    {
        migration.CreateTable(
            "knowledge_base_category",
            table => new
            {
                id = table.Column<long>(),
                slug = table.Column<string>(maxLength: Article.LongestSlug),
                name = table.Column<string>(),
                icon = table.Column<string>(maxLength: Category.LongestIcon),
                order = table.Column<int>(),
                parent_id = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_category", row => row.id);
                table.ForeignKey("fk_knowledge_base_category_parent_id", row => row.parent_id, "knowledge_base_category", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_knowledge_base_category_slug", "knowledge_base_category", "slug", unique: true);
        migration.CreateIndex("ix_knowledge_base_category_parent_id", "knowledge_base_category", "parent_id");
    }

    private static void AddArticles(MigrationBuilder migration)
    {
        migration.CreateTable(
            "knowledge_base_article",
            table => new
            {
                id = table.Column<long>(),
                slug = table.Column<string>(maxLength: Article.LongestSlug),
                category_id = table.Column<long>(),
                state = table.Column<string>(maxLength: ArticleStates.LongestName),
                author_id = table.Column<long>(nullable: true),
                author_name = table.Column<string>(maxLength: Article.LongestPerson),
                created_at = table.Column<DateTime>(),
                version = table.Column<int>(),
                helpful = table.Column<int>(),
                unhelpful = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_article", row => row.id);
                table.ForeignKey("fk_knowledge_base_article_category_id", row => row.category_id, "knowledge_base_category", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ix_knowledge_base_article_slug", "knowledge_base_article", "slug", unique: true);
        migration.CreateIndex("ix_knowledge_base_article_category_id_state", "knowledge_base_article", ["category_id", "state"]);
        migration.CreateTable(
            "knowledge_base_old_slug",
            table => new { slug = table.Column<string>(maxLength: Article.LongestSlug), article_id = table.Column<long>() },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_old_slug", row => row.slug);
                table.ForeignKey("fk_knowledge_base_old_slug_article_id", row => row.article_id, "knowledge_base_article", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_knowledge_base_old_slug_article_id", "knowledge_base_old_slug", "article_id");
    }

    private static void AddTexts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "knowledge_base_text",
            table => new
            {
                article_id = table.Column<long>(),
                language = table.Column<string>(maxLength: ArticleText.LongestLanguage),
                title = table.Column<string>(maxLength: Wording.LongestTitle),
                folded_title = table.Column<string>(maxLength: Wording.LongestTitle),
                summary = table.Column<string>(maxLength: Wording.LongestSummary),
                keywords = table.Column<string>(maxLength: Wording.LongestKeywords),
                body = table.Column<string>(),
                updated_at = table.Column<DateTime>(),
                reading_minutes = table.Column<int>(),
                revision = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_text", row => new { row.article_id, row.language });
                table.ForeignKey("fk_knowledge_base_text_article_id", row => row.article_id, "knowledge_base_article", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_knowledge_base_text_updated_at", "knowledge_base_text", "updated_at");
        migration.CreateTable(
            "knowledge_base_revision",
            table => new
            {
                id = table.Column<long>(),
                article_id = table.Column<long>(),
                language = table.Column<string>(maxLength: ArticleText.LongestLanguage),
                number = table.Column<int>(),
                title = table.Column<string>(maxLength: Wording.LongestTitle),
                summary = table.Column<string>(maxLength: Wording.LongestSummary),
                keywords = table.Column<string>(maxLength: Wording.LongestKeywords),
                body = table.Column<string>(),
                at = table.Column<DateTime>(),
                editor_id = table.Column<long>(nullable: true),
                editor_name = table.Column<string>(maxLength: Article.LongestPerson),
                restored_from = table.Column<int>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_revision", row => row.id);
                table.ForeignKey("fk_knowledge_base_revision_article_id", row => row.article_id, "knowledge_base_article", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_knowledge_base_revision_article_id_language_number", "knowledge_base_revision", ["article_id", "language", "number"], unique: true);
    }

    private static void AddImages(MigrationBuilder migration)
    {
        migration.CreateTable(
            "knowledge_base_image",
            table => new
            {
                id = table.Column<long>(),
                article_id = table.Column<long>(),
                hash = table.Column<string>(maxLength: 64),
                media_type = table.Column<string>(maxLength: 40),
                name = table.Column<string>(maxLength: Image.LongestName),
                size = table.Column<int>(),
                content = table.Column<byte[]>(),
                added_at = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_image", row => row.id);
                table.ForeignKey("fk_knowledge_base_image_article_id", row => row.article_id, "knowledge_base_article", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_knowledge_base_image_article_id_hash", "knowledge_base_image", ["article_id", "hash"], unique: true);
    }

    private static void AddWhatReadersLeave(MigrationBuilder migration)
    {
        migration.CreateTable(
            "knowledge_base_vote",
            table => new
            {
                id = table.Column<long>(),
                article_id = table.Column<long>(),
                voter = table.Column<string>(maxLength: Voter.LongestKey),
                is_helpful = table.Column<bool>(),
                at = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_vote", row => row.id);
                table.ForeignKey("fk_knowledge_base_vote_article_id", row => row.article_id, "knowledge_base_article", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_knowledge_base_vote_article_id_voter", "knowledge_base_vote", ["article_id", "voter"], unique: true);
        migration.CreateTable(
            "knowledge_base_solved",
            table => new { article_id = table.Column<long>(), day = table.Column<int>(), count = table.Column<int>() },
            constraints: table =>
            {
                table.PrimaryKey("pk_knowledge_base_solved", row => new { row.article_id, row.day });
                table.ForeignKey("fk_knowledge_base_solved_article_id", row => row.article_id, "knowledge_base_article", "id", onDelete: ReferentialAction.Cascade);
            });
    }
}
