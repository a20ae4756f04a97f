using Helpdesk.Engine.Plugins;
using Semver;

namespace Helpdesk.Host.Loading;

/// <summary>A package that was found, and whether it can run here. Nothing of it was loaded to find out.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Manifest">What its <c>plugin.json</c> says; null when it can't be read.</param>
/// <param name="Verdict">Whether it can run with this desk.</param>
internal sealed record PluginPackage(string Folder, PluginManifest? Manifest, PluginVerdict Verdict)
{
    /// <summary>Its id; where that can't be read, what its folder calls it.</summary>
    public string Name { get; init; } = Manifest?.Id ?? Path.GetFileName(Folder);

    /// <summary>Whether it came with the desk: it changes with the desk and can't be taken away from it.</summary>
    public bool IsBundled { get; init; }

    /// <summary>Its version; 0.0.0 where there is none.</summary>
    public SemVersion Version => Manifest is null ? new SemVersion(0) : SemVersion.Parse(Manifest.Version, SemVersionStyles.Strict);

    public PluginPackage Refuse(string sentence) => this with { Verdict = PluginVerdict.Refused(sentence) };
}

/// <summary>Whether a package can run here; if not, the sentence tells the administrator why and what would help.</summary>
internal sealed record PluginVerdict
{
    private PluginVerdict(string sentence) => Sentence = sentence;

    public static PluginVerdict Compatible { get; } = new("");

    public string Sentence { get; }

    public bool IsCompatible => Sentence.Length == 0;

    public static PluginVerdict Refused(string sentence)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        return new PluginVerdict(sentence);
    }
}
