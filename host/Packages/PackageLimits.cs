namespace Helpdesk.Host.Packages;

/// <summary>How large a package may be. Whoever made it may mean ill, so nothing it says of its own sizes is believed.</summary>
internal static class PackageLimits
{
    /// <summary>The package file itself: 64 MiB.</summary>
    public const long LargestPackage = 64 * 1024 * 1024;

    /// <summary>All of its files unpacked: 256 MiB.</summary>
    public const long LargestContents = 256 * 1024 * 1024;

    /// <summary>Files in it, its folders among them.</summary>
    public const int MostEntries = 2000;

    /// <summary>Characters of a file's path within the package.</summary>
    public const int LongestPath = 200;

    /// <summary>The list of checksums: 1 MiB.</summary>
    public const long LargestChecksums = 1024 * 1024;

    /// <summary>How many times larger than the package its contents may be; nothing that a compiler makes comes near.</summary>
    public const int MostGrowth = 100;

    /// <summary>Up to here growth is not looked at: 1 MiB.</summary>
    public const long HarmlessContents = 1024 * 1024;

    /// <summary>Whether so much out of so little is a bomb, as far as anybody can tell.</summary>
    public static bool IsBomb(long unpacked, long packed) => unpacked > HarmlessContents && unpacked / MostGrowth > packed;
}
