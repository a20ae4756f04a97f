using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>A category to choose from, named with those that it stands in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Such as 'E-mail › Spam'.</param>
/// <param name="Depth">0 in the first row.</param>
internal sealed record CategoryChoice(long Id, string Name, int Depth)
{
    /// <summary>In the order of the shelves.</summary>
    public static IReadOnlyList<CategoryChoice> Of(IReadOnlyCollection<Category> categories)
    {
        var byParent = categories.ToLookup(category => category.ParentId);
        return [.. Below(parent: null, before: "", depth: 0)];

        IEnumerable<CategoryChoice> Below(long? parent, string before, int depth)
        {
            foreach (var category in byParent[parent].OrderBy(category => category.Order).ThenBy(category => category.Id))
            {
                var name = before + Words.Say(category.Name);
                yield return new CategoryChoice(category.Id, name, depth);
                foreach (var child in Below(category.Id, name + " › ", depth + 1))
                {
                    yield return child;
                }
            }
        }
    }
}
