using Helpdesk.Host.Packages;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>A data directory in a yard of its own, and what the command line has to install packages into it.</summary>
internal sealed class PackageYard : IDisposable
{
    private readonly DirectoryInfo _yard = Directory.CreateTempSubdirectory("helpdesk-");
    private readonly ServiceProvider _services;

    public PackageYard()
    {
        File.WriteAllText(Path.Combine(_yard.FullName, "precious"), "Nobody shall touch this.");
        Directory.CreateDirectory(Data);
        _services = Stores.Of(Data, Bundled);
        Installer = _services.GetRequiredService<PackageInstaller>();
    }

    public string Folder => _yard.FullName;

    public string Data => Path.Combine(_yard.FullName, "data");

    /// <summary>What came with the desk.</summary>
    public string Bundled => Path.Combine(_yard.FullName, "bundled");

    public PackageInstaller Installer { get; }

    /// <summary>Every file and folder of the yard with its contents.</summary>
    public IReadOnlyList<string> Tree() =>
        [.. _yard.EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(entry => entry is FileInfo file ? $"{file.FullName} {Convert.ToHexString(File.ReadAllBytes(file.FullName))}" : entry.FullName)
            .Order(StringComparer.Ordinal)];

    public async Task<IncomingPackage> OpenAsync(byte[] package)
    {
        using var stream = new MemoryStream(package, writable: false);
        return await Installer.OpenAsync(stream, CancellationToken.None);
    }

    /// <summary>Packs a folder as <c>plugin pack</c> does.</summary>
    public static async Task<byte[]> PackAsync(string folder)
    {
        using var package = new MemoryStream();
        await PackageWriter.WriteAsync(PackedPlugin.In(folder), package, CancellationToken.None);
        return package.ToArray();
    }

    public void Dispose()
    {
        _services.Dispose();
        _yard.Delete(recursive: true);
    }
}
