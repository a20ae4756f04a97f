namespace Helpdesk.Engine.Storage.Files;

/// <summary>Bytes that a plugin keeps.</summary>
/// <param name="Hash">SHA-256 in lower-case hexadecimal, 64 characters: the name by which they are found.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredBytes(string Hash, long Size);
