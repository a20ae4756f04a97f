using System.Text.RegularExpressions;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Account.SingleSignOn;

/// <summary>A provider of accounts by which people may sign in (OpenID Connect), as the operator has set it: <c>SignIn:Providers:{key}</c>.</summary>
internal sealed partial record SignOnProvider
{
    private const string Section = "SignIn:Providers";

    public string Key { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its issuer, below which its discovery document is (OpenID Connect Discovery §4).</summary>
    public Uri Authority { get; init; } = null!;

    public string ClientId { get; init; } = "";

    public string? ClientSecret { get; init; }

    /// <summary>Whether whoever comes from there has shown a second factor there, so that none is asked for here.</summary>
    public bool ProvesSecondFactor { get; init; }

    public string Scheme => "provider-" + Key;

    public string StartPath => "/sign-in/with/" + Key;

    public string CallbackPath => StartPath + "/back";

    /// <exception cref="SettingException">A provider can't be so.</exception>
    public static IReadOnlyList<SignOnProvider> From(IConfiguration configuration) => [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    private static SignOnProvider Read(IConfigurationSection section)
    {
        var (name, authority, client) = (section[nameof(Name)], section[nameof(Authority)], section[nameof(ClientId)]);
        if (section.Key.Length > ExternalAccount.LongestProvider || !KeyPattern().IsMatch(section.Key))
        {
            throw new SettingException($"{Section}:{section.Key} is no key of a provider: lower case letters, digits and hyphens, at most {ExternalAccount.LongestProvider}.");
        }

        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new SettingException($"{section.Path}:{nameof(Authority)} is '{authority}', which is no address that begins with https:// (on this machine, http:// too).");
        }

        return string.IsNullOrWhiteSpace(client)
            ? throw new SettingException($"{section.Path}:{nameof(ClientId)} is missing: the provider gives it when the desk is registered there.")
            : new SignOnProvider
            {
                Key = section.Key,
                Name = string.IsNullOrWhiteSpace(name) ? section.Key : name.Trim(),
                Authority = address,
                ClientId = client,
                ClientSecret = section[nameof(ClientSecret)] is { Length: > 0 } secret ? secret : null,
                ProvesSecondFactor = section.GetValue<bool>(nameof(ProvesSecondFactor)),
            };
    }

    [GeneratedRegex("^[a-z0-9-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyPattern();
}

/// <summary>All that there are; mostly none.</summary>
internal sealed record SignOnProviders(IReadOnlyList<SignOnProvider> All)
{
    public SignOnProvider? Find(string key) => All.FirstOrDefault(provider => provider.Key == key);

    /// <summary>What people call it; of one that is not set any more, its key.</summary>
    public string NameOf(string key) => Find(key)?.Name ?? key;
}
