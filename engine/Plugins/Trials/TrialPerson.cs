using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Plugins.Trials;

/// <summary>Somebody on a desk that is tried out.</summary>
/// <param name="Address">Her e-mail address.</param>
/// <param name="Role">What she is.</param>
public sealed record TrialPerson(string Address, Role Role)
{
    /// <summary>Her name; null for none but the address.</summary>
    public string? Name { get; init; }

    /// <summary>The name of her organisation; null for none.</summary>
    public string? Organisation { get; init; }

    /// <summary>Other addresses that she writes from.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
