namespace Helpdesk.KnowledgeBase.Images;

/// <summary>A picture in an article. It is readable by those who may read the article that it was uploaded to.</summary>
internal sealed class Image
{
    public const int LongestName = 100;
    public const int MostBytes = 2 * 1024 * 1024;

    private Image()
    {
    }

    public Image(long id, long articleId, string hash, string mediaType, string name, byte[] content, DateTimeOffset now)
    {
        Id = id;
        ArticleId = articleId;
        Hash = hash;
        MediaType = mediaType;
        Name = name;
        Content = content;
        Size = content.Length;
        AddedAt = now;
    }

    public long Id { get; private set; }

    public long ArticleId { get; private set; }

    /// <summary>SHA-256 of the content, hexadecimal: an article has each picture once.</summary>
    public string Hash { get; private set; } = "";

    public string MediaType { get; private set; } = "";

    /// <summary>As the file was called on the writer's computer, without what is not shown.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public int Size { get; private set; }

    public byte[] Content { get; private set; } = [];

    public DateTimeOffset AddedAt { get; private set; }
}
