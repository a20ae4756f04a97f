using System.Globalization;

namespace Helpdesk.Engine.People;

/// <summary>A domain whose addresses are an organisation's people, where a mailbox goes by that.</summary>
internal sealed class OrganisationDomain
{
    /// <summary>RFC 1035 §2.3.4.</summary>
    public const int Longest = 253;

    private OrganisationDomain()
    {
    }

    public OrganisationDomain(string domain, long organisationId)
    {
        Domain = domain.Trim().ToLowerInvariant();
        OrganisationId = organisationId;
    }

    /// <summary>Whether it is the name of a domain below another, such as <c>example.com</c>; letters of all languages will do (RFC 5890).</summary>
    public static bool IsOne(string domain)
    {
        try
        {
            return domain.Length <= Longest && domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(new IdnMapping().GetAscii(domain)) == UriHostNameType.Dns;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>In small letters.</summary>
    public string Domain { get; private set; } = "";

    public long OrganisationId { get; private set; }
}
