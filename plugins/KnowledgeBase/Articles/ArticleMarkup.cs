using Helpdesk.Engine.Texts;
using Microsoft.Extensions.Caching.Memory;

namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>
/// Articles as pages show them. They are made of the Markdown when they are read, so that a stricter cleaner holds for every article at once, and kept
/// for the next reader.
/// </summary>
internal sealed class ArticleMarkup : IDisposable
{
    public const string ImagePrefix = "/kb/images/";

    private const long MostCharacters = 8_000_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    public RichText Of(ArticleText text)
    {
        var key = (text.ArticleId, text.Language, text.Revision);
        if (_kept.TryGetValue(key, out RichText? known))
        {
            return known!;
        }

        var made = Of(text.Body);
        using var entry = _kept.CreateEntry(key);
        entry.Size = made.Html.Length + made.Text.Length;
        entry.Value = made;
        return made;
    }

    /// <summary>What has not been saved, or not as the newest.</summary>
    public static RichText Of(string body) => RichText.FromMarkdown(body, ImagePrefix);

    public void Dispose() => _kept.Dispose();
}
