using System.Buffers;
using System.Security.Cryptography;

namespace Helpdesk.Engine.Attachments;

/// <summary>
/// Blobs as files, two levels of folders deep by their hash. They are written beside their place and renamed into it, so
/// that there is never half a file under a good name.
/// </summary>
internal sealed class DiskBlobs(string folder, TimeProvider time) : IBlobStore
{
    public static readonly TimeSpan LeftOverAfter = TimeSpan.FromDays(1);

    /// <summary>The longest that a row may come after its bytes.</summary>
    public static readonly TimeSpan RowsComeWithin = TimeSpan.FromHours(1);

    private const int BufferSize = 80 * 1024;

    private readonly string _uploads = Path.Combine(folder, "uploads");

    public async Task<Blob?> SaveAsync(Stream content, long largest, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_uploads);
        var temporary = Path.Combine(_uploads, Guid.NewGuid().ToString("N"));
        try
        {
            var blob = await ReceiveAsync(content, temporary, largest, cancellationToken);
            if (blob is not null)
            {
                Place(temporary, blob);
            }

            return blob;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Stream? Open(string hash)
    {
        try
        {
            return new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (IOException fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whoever stores the same again at this moment either touches the file before it is put aside, and then it is put back; or
    /// finds none, and puts her own there.
    /// </summary>
    public Task<bool> RemoveAsync(string hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        Directory.CreateDirectory(_uploads);
        var aside = Path.Combine(_uploads, Guid.NewGuid().ToString("N"));
        try
        {
            File.Move(path, aside);
        }
        catch (IOException fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult(true);
        }

        if (File.GetLastWriteTimeUtc(aside) > (time.GetUtcNow() - RowsComeWithin).UtcDateTime)
        {
            File.Move(aside, path, overwrite: true);
            return Task.FromResult(false);
        }

        File.Delete(aside);
        return Task.FromResult(true);
    }

    public Task CleanAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_uploads))
        {
            return Task.CompletedTask;
        }

        var limit = time.GetUtcNow().UtcDateTime - LeftOverAfter;
        foreach (var file in Directory.EnumerateFiles(_uploads))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File.GetLastWriteTimeUtc(file) < limit)
            {
                File.Delete(file);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Blob?> ReceiveAsync(Stream content, string path, long largest, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            var size = 0L;
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                size += read;
                if (size > largest)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            // Before the row that tells of it: a row whose bytes are gone helps nobody.
            file.Flush(flushToDisk: true);
            return new Blob(Convert.ToHexStringLower(hash.GetCurrentHash()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Place(string temporary, Blob blob)
    {
        var path = PathOf(blob.Hash);
        var now = time.GetUtcNow().UtcDateTime;
        if (IsThere(path, blob.Size, now))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.SetLastWriteTimeUtc(temporary, now);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Whether the same is there already, and still is after it was marked as wanted; see <see cref="RemoveAsync"/>.</summary>
    private static bool IsThere(string path, long size, DateTime now)
    {
        var there = new FileInfo(path);
        if (!there.Exists || there.Length != size)
        {
            return false;
        }

        try
        {
            there.LastWriteTimeUtc = now;
            return true;
        }
        catch (IOException fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private string PathOf(string hash)
    {
        if (hash.Length != 2 * SHA256.HashSizeInBytes || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("Blobs are named by a SHA-256 in lower-case hexadecimal.", nameof(hash));
        }

        return Path.Combine(folder, hash[..2], hash[2..4], hash);
    }
}
