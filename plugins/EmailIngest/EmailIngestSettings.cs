namespace Helpdesk.EmailIngest;

/// <summary>What holds for all mailboxes.</summary>
internal sealed class EmailIngestSettings
{
    /// <summary>Days for which the original of a mail is kept; what waits for somebody is kept until then.</summary>
    public int KeepDays { get; set; } = 365;

    /// <summary>Domains whose addresses are all the house's, apart by lines or spaces: who writes from one and was not added waits for staff.</summary>
    public string OwnDomains { get; set; } = "";
}
