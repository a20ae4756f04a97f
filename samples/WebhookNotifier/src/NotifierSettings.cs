namespace Acme.WebhookNotifier;

/// <summary>What administrators set.</summary>
public sealed class NotifierSettings
{
    /// <summary>Where to; null for nowhere.</summary>
    public string? Address { get; set; }

    /// <summary>What signs the requests; null for no signature.</summary>
    public string? Secret { get; set; }

    /// <summary>Whether the address may lie in a private network.</summary>
    public bool PrivateAddresses { get; set; }
}
