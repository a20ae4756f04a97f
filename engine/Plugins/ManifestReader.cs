using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Texts;
using Semver;

namespace Helpdesk.Engine.Plugins;

/// <summary>Reads and checks <c>plugin.json</c>. The sentences it refuses with are for administrators and plugin developers.</summary>
internal static partial class ManifestReader
{
    public const string FileName = "plugin.json";
    private const int MaxBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 8,
        Converters = { new LocalizedTextJson() },
    };

    /// <exception cref="ManifestException">The file is missing, unreadable or says something that can't be.</exception>
    public static PluginManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new ManifestException($"There is no {FileName} in the plugin's folder.");
            }

            if (file.Length > MaxBytes)
            {
                throw new ManifestException($"{FileName} is larger than 64 KiB.");
            }

            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ManifestException($"{FileName} can't be read: {fault.Message}", fault);
        }
    }

    public static PluginManifest Parse(ReadOnlySpan<byte> json)
    {
        PluginManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<PluginManifest>(WithoutByteOrderMark(json), Json)
                ?? throw new ManifestException($"{FileName} is empty.");
        }
        catch (JsonException fault)
        {
            throw new ManifestException($"{FileName} is not as it should be: {fault.Message}", fault);
        }

        Check(manifest);
        return manifest;
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> json) =>
        json.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static void Check(PluginManifest manifest)
    {
        Refuse(!IdPattern().IsMatch(manifest.Id), $"The id '{manifest.Id}' is not lower case letters, digits and hyphens (2 to 40, a letter first).");
        Refuse(ReservedIds.Contains(manifest.Id, StringComparer.Ordinal), $"The id '{manifest.Id}' belongs to the desk itself.");
        Refuse(manifest.Name.Trim().Length is 0 or > 80, "The name is empty or longer than 80 characters.");
        Refuse(manifest.Version.Length > 60, "The version is longer than 60 characters.");
        Refuse(!SemVersion.TryParse(manifest.Version, SemVersionStyles.Strict, out _), $"The version '{manifest.Version}' is not a version as SemVer 2.0.0 has it.");
        // In npm's notation nothing means anything; here it is a field that somebody forgot.
        Refuse(string.IsNullOrWhiteSpace(manifest.Engine) || !SemVersionRange.TryParseNpm(manifest.Engine, includeAllPrerelease: true, out _), $"The engine range '{manifest.Engine}' can't be read.");
        Refuse(
            Path.GetFileName(manifest.Assembly) != manifest.Assembly || !manifest.Assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase),
            $"The assembly '{manifest.Assembly}' is not the plain name of a .dll beside {FileName}.");
        foreach (var id in manifest.DependsOn)
        {
            Refuse(!IdPattern().IsMatch(id) || id == manifest.Id, $"'{id}' can't be depended on.");
        }

        Unlike(manifest.Permissions.Select(permission => permission.Key), "permission");
        Unlike(manifest.Settings.Select(setting => setting.Key), "setting");
        foreach (var setting in manifest.Settings)
        {
            Unlike(setting.Options.Select(option => option.Key), $"choice of '{setting.Key}'");
            Refuse((setting.Kind == SettingKind.Choice) != setting.Options.Count > 0, $"The setting '{setting.Key}' is a choice without options, or has options without being one.");
            Refuse(setting is { Kind: SettingKind.Secret, Default: not null }, $"The secret '{setting.Key}' has a default, which everybody could read.");
            Refuse(setting.Minimum > setting.Maximum, $"The smallest value of the setting '{setting.Key}' is larger than the largest.");
            Refuse(setting.Default is { } value && SettingRules.Fault(setting, SettingRules.Normal(setting, value)) is not null, $"The default of the setting '{setting.Key}' is not one of its values.");
        }

        foreach (var (index, command) in manifest.Commands.Index())
        {
            Refuse(!CommandPattern().IsMatch(command.Name), $"The command '{command.Name}' is not one to three words of lower case letters, digits and hyphens.");
            Refuse(ReservedCommands.Contains(command.Name.Split(' ')[0], StringComparer.Ordinal), $"The command '{command.Name}' belongs to the desk itself.");
            Refuse(manifest.Commands.Take(index).Any(other => other.Name == command.Name), $"The command '{command.Name}' is there twice.");
            Refuse(!Enum.IsDefined(command.Needs), $"What the command '{command.Name}' needs can't be had.");
        }

        foreach (var route in manifest.Routes)
        {
            Refuse(!RoutePattern().IsMatch(route), $"The route prefix '{route}' is not a path such as /kb.");
            Refuse(
                ReservedRoutes.Contains(route.Split('/')[1], StringComparer.Ordinal),
                $"The route prefix '{route}' belongs to the desk itself.");
        }
    }

    private static void Unlike(IEnumerable<string> keys, string what)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            Refuse(!KeyPattern().IsMatch(key), $"The key '{key}' of a {what} is not lower case letters, digits and hyphens (at most 40).");
            Refuse(!known.Add(key), $"The {what} '{key}' is there twice.");
        }
    }

    /// <summary>Names of the desk's own contributions and tables.</summary>
    private static readonly string[] ReservedIds = [CoreContributions.Id, "desk", "host", "plugin"];

    /// <summary>First path segments that the host serves itself.</summary>
    private static readonly string[] ReservedRoutes =
        ["account", "admin", "agent", "api", "assets", "attachments", "dev", "error", "health", "metrics", "openapi", "sign-in", "sign-out", "stream", "tickets", "theme"];

    /// <summary>First words of the desk's own verbs, and of those that it will have.</summary>
    private static readonly string[] ReservedCommands = ["backup", "database", "doctor", "help", "import", "outbox", "plugin", "restore", "serve", "token", "user"];

    private static void Refuse(bool wrong, string sentence)
    {
        if (wrong)
        {
            throw new ManifestException(sentence);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}( [a-z][a-z0-9-]{0,39}){0,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandPattern();

    [GeneratedRegex("^(/[a-z0-9][a-z0-9-]{0,39}){1,3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RoutePattern();
}

/// <summary><c>plugin.json</c> was refused; the message is a sentence for people.</summary>
internal sealed class ManifestException(string sentence, Exception? inner = null) : Exception(sentence, inner);
