using System.Globalization;
using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>The door by which categories change.</summary>
internal sealed class CategoryDesk(ITables<KnowledgeTables> tables)
{
    /// <summary>Adds a category, or changes one.</summary>
    /// <param name="id">Null for a new one.</param>
    /// <param name="change">What it shall be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Why not; none when it is done. Null when there is no such category.</returns>
    public async Task<IReadOnlyList<Fault>?> SaveAsync(long? id, CategoryChange change, CancellationToken cancellationToken)
    {
        if (Check(change).ToList() is { Count: > 0 } faults)
        {
            return faults;
        }

        IReadOnlyList<Fault>? result = null;
        await tables.WriteAsync(
            async (own, unit, token) =>
            {
                var all = await own.Categories.ToListAsync(token);
                var category = all.Find(c => c.Id == id);
                if (id is null || category is not null)
                {
                    result = Save(own, unit, all, category, change);
                }
            },
            cancellationToken);
        return result;
    }

    /// <returns>Why not; none when it is gone.</returns>
    public async Task<Fault?> DeleteAsync(long id, CancellationToken cancellationToken)
    {
        Fault? fault = null;
        await tables.WriteAsync(
            async (own, _, token) =>
            {
                var articles = await own.AllArticles.CountAsync(article => article.CategoryId == id, token);
                var below = await own.Categories.CountAsync(category => category.ParentId == id, token);
                if (articles + below > 0)
                {
                    fault = new Fault("", "knowledge-base.fault.category-holds", articles, below);
                    return;
                }

                own.Categories.RemoveRange(await own.Categories.Where(category => category.Id == id).ToListAsync(token));
            },
            cancellationToken);
        return fault;
    }

    private static IReadOnlyList<Fault> Save(KnowledgeTables own, IUnitOfWork unit, List<Category> all, Category? category, CategoryChange change)
    {
        if (!Fits(all, category, change.ParentId))
        {
            return [new Fault("Parent", "knowledge-base.fault.category-parent", Category.Deepest)];
        }

        var slug = change.Slug.Length > 0 ? change.Slug : FreeSlug(all, category, change);
        if (all.Exists(c => c != category && c.Slug == slug))
        {
            return [new Fault("Slug", "knowledge-base.fault.category-slug-taken")];
        }

        if (category is null)
        {
            own.Categories.Add(new Category(unit.NewId(), slug, change.LocalizedName, change.Icon, change.Order, change.ParentId));
        }
        else
        {
            category.Describe(slug, change.LocalizedName, change.Icon);
            category.Move(change.ParentId, change.Order);
        }

        return [];
    }

    private static IEnumerable<Fault> Check(CategoryChange change)
    {
        if (change.Name.Count == 0)
        {
            yield return new Fault("Name_en", "knowledge-base.fault.category-name");
        }

        foreach (var (language, _) in change.Name.Where(name => name.Value.Length > Category.LongestName))
        {
            yield return new Fault($"Name_{language}", "knowledge-base.fault.too-long", Category.LongestName, change.Name[language].Length);
        }

        if (change.Slug.Length > 0 && !Slug.IsSlug(change.Slug))
        {
            yield return new Fault("Slug", "knowledge-base.fault.slug");
        }

        if (!CategoryForm.Icons.Contains(change.Icon, StringComparer.Ordinal))
        {
            yield return new Fault("Icon", "knowledge-base.fault.category-icon");
        }
    }

    /// <summary>Whether a category can stand there: neither in itself nor in what is below it, and with all that is below it not too deep.</summary>
    private static bool Fits(List<Category> all, Category? category, long? parentId)
    {
        var above = 0;
        for (var at = parentId; at is not null; at = all.Find(c => c.Id == at)!.ParentId)
        {
            if (at == category?.Id || !all.Exists(c => c.Id == at) || ++above >= Category.Deepest)
            {
                return false;
            }
        }

        return above + Height(category?.Id) <= Category.Deepest;

        int Height(long? id) => id is null ? 1 : 1 + all.Where(c => c.ParentId == id).Select(child => Height(child.Id)).DefaultIfEmpty().Max();
    }

    private static string FreeSlug(List<Category> all, Category? category, CategoryChange change)
    {
        var wanted = Slug.Of(change.LocalizedName.For("en")) is { Length: > 0 } made ? made : "category";
        var slug = wanted;
        for (var n = 2; all.Exists(c => c != category && c.Slug == slug); n++)
        {
            slug = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{n}");
        }

        return slug;
    }
}
