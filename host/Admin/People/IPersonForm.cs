using Helpdesk.Engine.Access;

namespace Helpdesk.Host.Admin.People;

/// <summary>What the forms that add and that change a person have in common.</summary>
internal interface IPersonForm
{
    Role Role { get; }

    string? Language { get; }
}
