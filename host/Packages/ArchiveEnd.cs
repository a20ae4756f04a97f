using System.Buffers.Binary;

namespace Helpdesk.Host.Packages;

/// <summary>
/// The last 22 bytes of a zip (APPNOTE §4.3.16), looked at before anything else: they bound how much of the directory will
/// be read. No comment, no second disk, no 64-bit sizes, nothing between directory and end, so there is one way to read it.
/// </summary>
internal static class ArchiveEnd
{
    private const int Length = 22;
    private const uint Signature = 0x06054b50;

    /// <summary>What one entry may take in the directory: its fixed part, its path in UTF-8, some extra fields.</summary>
    private const int LargestEntry = 46 + (4 * PackageLimits.LongestPath) + 512;

    /// <exception cref="PackageRefusedException">It is no such archive, is cut short, or holds too much.</exception>
    public static void Check(Stream file)
    {
        var end = new byte[Length];
        if (file.Length < Length)
        {
            throw NoArchive();
        }

        file.Position = file.Length - Length;
        file.ReadExactly(end);
        var (entries, size, offset) = (Short(10), Long(12), Long(16));
        if (Long(0) != Signature || Short(4) != 0 || Short(6) != 0 || Short(8) != entries || Short(20) != 0 || offset + size != file.Length - Length)
        {
            throw NoArchive();
        }

        if (entries > PackageLimits.MostEntries || size > (long)entries * LargestEntry)
        {
            throw new PackageRefusedException($"It holds more than {PackageLimits.MostEntries} files, or describes them at too great a length.");
        }

        file.Position = 0;

        long Long(int at) => BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(at));

        int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(at));
    }

    private static PackageRefusedException NoArchive() =>
        new("It is not a package: not a plain zip file, or one that is cut short. 'plugin pack' makes packages.");
}
