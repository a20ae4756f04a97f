namespace Helpdesk.Host.Admin.Organisations;

/// <summary>What the forms that add and that change an organisation have in common.</summary>
internal interface IOrganisationForm
{
    string? Name { get; }

    bool SeeAll { get; }
}
