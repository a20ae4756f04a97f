using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Reading;
using Helpdesk.KnowledgeBase.Tables;
using Helpdesk.KnowledgeBase.Writing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Images;

/// <summary>A picture as the editor lists it.</summary>
internal sealed record ImageLine(long Id, string Name, int Size)
{
    public string Href => string.Create(CultureInfo.InvariantCulture, $"{Articles.ArticleMarkup.ImagePrefix}{Id}");

    /// <summary>What to write in the text to show it.</summary>
    public string Markdown => $"![{Path.GetFileNameWithoutExtension(Name).Replace('[', '(').Replace(']', ')').Replace('\\', '/')}]({Href})";
}

/// <summary>Takes pictures for articles, and gives them to those who may read the article.</summary>
internal sealed class ImageDesk(ITables<KnowledgeTables> tables)
{
    /// <summary>As many as one article has at most.</summary>
    public const int Most = 50;

    public async Task<IReadOnlyList<ImageLine>> OfAsync(long articleId, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.AllImages.Where(image => image.ArticleId == articleId).OrderBy(image => image.Id).Select(image => new ImageLine(image.Id, image.Name, image.Size)).ToListAsync(cancellationToken);
    }

    /// <summary>Adds a picture to an article. The same one a second time is the one that is there.</summary>
    /// <param name="articleId">An article that is there.</param>
    /// <param name="name">As the writer's computer called it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Why not; null when it is there now.</returns>
    public async Task<Fault?> AddAsync(long articleId, string name, byte[] content, CancellationToken cancellationToken)
    {
        if (content.Length > Image.MostBytes)
        {
            return new Fault("Image", "knowledge-base.fault.image-too-large", Image.MostBytes / (1024 * 1024));
        }

        if (ImageKind.Of(content) is not { } mediaType)
        {
            return new Fault("Image", "knowledge-base.fault.image-kind");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Fault? fault = null;
        await tables.WriteAsync(
            async (own, unit, token) =>
            {
                if (await own.AllImages.AnyAsync(image => image.ArticleId == articleId && image.Hash == hash, token))
                {
                    return;
                }

                if (await own.AllImages.CountAsync(image => image.ArticleId == articleId, token) >= Most)
                {
                    fault = new Fault("Image", "knowledge-base.fault.image-many", Most);
                    return;
                }

                own.AllImages.Add(new Image(unit.NewId(), articleId, hash, mediaType, Plain(name), content, unit.Now));
            },
            cancellationToken);
        return fault;
    }

    /// <summary>The picture, for who may open its article.</summary>
    public async Task<Image?> OpenAsync(Reader reader, long id, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.AllImages.FirstOrDefaultAsync(image => image.Id == id && reader.Openable(read).Any(article => article.Id == image.ArticleId), cancellationToken);
    }

    /// <summary>Without folders, and without characters that can't be seen.</summary>
    private static string Plain(string name)
    {
        var plain = Typed.Line(string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(character => char.GetUnicodeCategory(character) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate))));
        return plain.Length > Image.LongestName ? plain[^Image.LongestName..] : plain;
    }
}
