using System.Security.Cryptography;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;

namespace Helpdesk.Host.Packages;

/// <summary>
/// Packages that administrators sent by the browser, between the page that takes them and the page that asks whether to
/// install them. Nothing of one is unpacked here, and what nobody asks for within an hour goes.
/// </summary>
internal sealed class PackageUploads
{
    public const string Setting = "Plugins:AllowUpload";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private const string Extension = ".zip";
    private const int SecretBytes = 16;

    private readonly string _folder;
    private readonly TimeProvider _time;

    public PackageUploads(DataDirectory data, IConfiguration configuration, TimeProvider time)
    {
        _folder = data.Uploads;
        _time = time;
        IsAllowed = configuration.GetValue<bool>(Setting);
        Sweep();
    }

    /// <summary>Whether the operator lets administrators install by the browser what runs with the desk's own rights; off unless set.</summary>
    public bool IsAllowed { get; }

    /// <summary>Keeps what comes, as far as it is no larger than a package may be.</summary>
    /// <returns>The name to find it by, which can't be guessed.</returns>
    /// <exception cref="PackageRefusedException">It is too large.</exception>
    public async Task<string> KeepAsync(Stream upload, CancellationToken cancellationToken)
    {
        Sweep();
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var file = FileOf(name);
        try
        {
            await using var kept = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await CopyAsync(upload, kept, cancellationToken);
        }
        catch
        {
            File.Delete(file);
            throw;
        }

        return name;
    }

    /// <summary>Opens what was kept; null when it is gone, or never was.</summary>
    public FileStream? Open(string name)
    {
        var isName = name.Length == 2 * SecretBytes && name.All(char.IsAsciiHexDigitLower);
        return isName && File.Exists(FileOf(name)) ? new FileStream(FileOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete) : null;
    }

    /// <summary>Forgets what <see cref="Open"/> has found.</summary>
    public void Drop(string name) => File.Delete(FileOf(name));

    private string FileOf(string name) => Path.Combine(_folder, name + Extension);

    private static async Task CopyAsync(Stream from, FileStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (to.Position + read > PackageLimits.LargestPackage)
            {
                throw new PackageRefusedException("The package is larger than 64 MiB.");
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private void Sweep()
    {
        foreach (var left in new DirectoryInfo(_folder).EnumerateFiles().Where(file => _time.GetUtcNow() - new DateTimeOffset(file.LastWriteTimeUtc) > Lifetime))
        {
            left.Delete();
        }
    }
}
