using System.Reflection;
using Helpdesk.Engine.Plugins;
using Semver;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Looks at one package on disk and says whether it can run here. Everything is read, nothing is loaded, and whatever is
/// wrong with the package becomes its sentence: it never hides the others (LP1), and the verdict is there before the
/// button is pressed (LP2).
/// </summary>
internal static class PackageInspection
{
    /// <summary>The desk's engine version, without what the build adds to it.</summary>
    public static SemVersion EngineVersion { get; } = SemVersion.Parse(
        typeof(IPlugin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        SemVersionStyles.Strict).WithoutMetadata();

    public static PluginPackage Inspect(PluginFolder folder)
    {
        PluginManifest? manifest = null;
        try
        {
            Links(folder.Path);
            manifest = ManifestReader.Read(folder.Path);
            Place(folder, manifest);
            Range(manifest);
            Assemblies(folder.Path, manifest);
            return Judged(PluginVerdict.Compatible);
        }
        catch (Exception fault) when (fault is ManifestException or RefusedException)
        {
            return Judged(PluginVerdict.Refused(fault.Message));
        }
        catch (Exception fault)
        {
            // The edge of what others wrote: whatever it is, it concerns this package alone.
            return Judged(PluginVerdict.Refused($"The package can't be looked at: {fault.Message}"));
        }

        PluginPackage Judged(PluginVerdict verdict) => new(folder.Path, manifest, verdict)
        {
            Name = manifest?.Id ?? folder.Id ?? Path.GetFileName(folder.Path),
            IsBundled = folder.IsBundled,
        };
    }

    /// <summary>A link could show the desk a file of the machine, or change under it; one to a file of the package is fine.</summary>
    private static void Links(string folder)
    {
        var home = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var entry in PackageFiles.Entries(folder).Where(entry => entry.LinkTarget is not null))
        {
            var target = entry.ResolveLinkTarget(returnFinalTarget: true);
            Refuse(
                target is not FileInfo { Exists: true } || !target.FullName.StartsWith(home, StringComparison.Ordinal),
                $"'{Path.GetRelativePath(folder, entry.FullName)}' is a link that leads out of the package's folder, or to no file.");
        }
    }

    private static void Place(PluginFolder folder, PluginManifest manifest) => Refuse(
        (folder.Id is not null && folder.Id != manifest.Id) || (folder.Version is not null && folder.Version != manifest.Version),
        $"Its folder is that of {folder.Id} {folder.Version}, but its {ManifestReader.FileName} says {manifest.Id} {manifest.Version}.");

    private static void Range(PluginManifest manifest) => Refuse(
        !SemVersionRange.ParseNpm(manifest.Engine, includeAllPrerelease: true).Contains(EngineVersion),
        $"It works with engine {manifest.Engine}, but this desk has engine {EngineVersion}.");

    private static void Assemblies(string folder, PluginManifest manifest)
    {
        var path = Path.Combine(folder, manifest.Assembly);
        Refuse(!File.Exists(path), $"Its assembly {manifest.Assembly} is not in the package.");
        var main = ScannedAssembly.Read(path);
        Refuse(main is null, $"{manifest.Assembly} is not a .NET assembly; the file may be damaged.");

        var shipped = PackageFiles.Entries(folder).OfType<FileInfo>()
            .Where(file => file.Extension.Equals(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(file => (File: file, Scan: ScannedAssembly.Read(file.FullName)))
            .ToList();
        foreach (var (file, scan) in shipped)
        {
            var name = Path.GetFileNameWithoutExtension(file.Name);
            var shared = SharedAssemblies.MustNotShip(name) ? name : scan is not null && SharedAssemblies.MustNotShip(scan.Name) ? scan.Name : null;
            Refuse(shared is not null, $"It brings its own copy of {shared} along. That assembly comes from the desk; build the plugin without it.");
        }

        foreach (var (_, scan) in shipped.Where(assembly => assembly.Scan is not null))
        {
            Newer(scan!);
        }

        Missing(main!, shipped.Select(assembly => assembly.Scan?.Name ?? Path.GetFileNameWithoutExtension(assembly.File.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static void Newer(ScannedAssembly assembly)
    {
        foreach (var reference in assembly.References)
        {
            // Only where the name is the desk's: a library may bring a newer System.* of its own along.
            if ((SharedAssemblies.MustNotShip(reference.Name) || reference.Name == "System.Runtime")
                && SharedAssemblies.VersionOf(reference.Name) is { } ours && reference.Version > ours)
            {
                throw new RefusedException($"{assembly.Name} needs {reference.Name} {reference.Version}, which is newer than the desk's {ours}.");
            }
        }
    }

    /// <summary>
    /// What the main assembly names must be in the package, in the contract or in the framework. The desk's own libraries
    /// are none of its business: they change without notice.
    /// </summary>
    private static void Missing(ScannedAssembly main, HashSet<string> shipped)
    {
        var missing = main.References.FirstOrDefault(reference =>
            !shipped.Contains(reference.Name) && !SharedAssemblies.IsContract(reference.Name) && !SharedAssemblies.IsFramework(reference.Name));
        Refuse(missing is not null, $"It needs {missing?.Name} {missing?.Version}, which is not in the package and not among what the desk shares with plugins.");
    }

    private static void Refuse(bool wrong, string sentence)
    {
        if (wrong)
        {
            throw new RefusedException(sentence);
        }
    }

    private sealed class RefusedException(string sentence) : Exception(sentence);
}
