namespace Helpdesk.Engine.Attachments;

/// <summary>Bytes that are stored.</summary>
/// <param name="Hash">SHA-256, lower-case hexadecimal: the name by which they are found.</param>
/// <param name="Size">Bytes.</param>
internal sealed record Blob(string Hash, long Size);

/// <summary>Keeps bytes by their hash: the same content is stored once, and a name that a person gave never matters.</summary>
internal interface IBlobStore
{
    /// <summary>Stores a stream; when it returns, the bytes are durable.</summary>
    /// <returns>Null when there was more than <paramref name="largest"/>; nothing is kept then.</returns>
    Task<Blob?> SaveAsync(Stream content, long largest, CancellationToken cancellationToken);

    /// <summary>Opens stored bytes for reading; null when they are not there.</summary>
    Stream? Open(string hash);

    /// <summary>
    /// Removes bytes of which no row tells; not those that somebody has just stored, since her row comes a moment later.
    /// </summary>
    /// <returns>False where it is too early to say.</returns>
    Task<bool> RemoveAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Removes what uploads that were cut off have left behind, once it is a day old.</summary>
    Task CleanAsync(CancellationToken cancellationToken);
}
