namespace Helpdesk.Host.Loading;

/// <summary>The contents of a package's folder. Folders behind links are never entered.</summary>
internal static class PackageFiles
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = false,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.None,
    };

    /// <summary>Every file, and every link of either kind, in the same order on every machine.</summary>
    public static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is FileInfo || entry.LinkTarget is not null)
            {
                yield return entry;
            }
            else
            {
                foreach (var inner in Entries(entry.FullName))
                {
                    yield return inner;
                }
            }
        }
    }
}
