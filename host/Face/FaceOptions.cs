using System.Reflection;
using Helpdesk.Host.Account.SingleSignOn;

namespace Helpdesk.Host.Face;

/// <summary>What the web pages need to know from outside.</summary>
/// <param name="BaseAddress">Where people reach the desk; by https, its cookies are bound to it.</param>
/// <param name="AssetFolder">The built assets; see <see cref="DefaultAssetFolder"/>.</param>
/// <param name="PluginAssemblies">Assemblies of the generation's plugins that have Razor Pages or views.</param>
internal sealed record FaceOptions(Uri BaseAddress, string AssetFolder, IReadOnlyList<Assembly> PluginAssemblies)
{
    /// <summary>Beside the program, where build and publish put them.</summary>
    public static string DefaultAssetFolder { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets");

    /// <summary>The other providers by which people may sign in.</summary>
    public SignOnProviders Providers { get; init; } = new([]);

    public bool IsSecure => BaseAddress.Scheme == Uri.UriSchemeHttps;

    /// <summary>A browser keeps a cookie of this name only when it is Secure, for this host alone and for all of its paths.</summary>
    public string CookiePrefix => IsSecure ? "__Host-" : "";
}
