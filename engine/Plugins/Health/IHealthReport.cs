using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Plugins.Health;

/// <summary>Something that does not work, or waits for an administrator.</summary>
/// <param name="Sentence">In as many languages as the plugin has: what it is, in the administrator's words.</param>
/// <param name="Path">The page where something can be done about it, such as <c>/mail</c>.</param>
public sealed record HealthTrouble(LocalizedText Sentence, string Path);

/// <summary>
/// Says what is wrong with what a plugin looks after. Administrators read it on their first page, and a supervisor gets 503 from <c>/health/work</c> for as long as there
/// is anything, without learning what. Asked whenever somebody looks, so it is to be quick: after five seconds, or when it throws, that is a trouble itself.
/// </summary>
public interface IHealthReport
{
    /// <summary>Nothing where all is well.</summary>
    /// <param name="cancellationToken">Set after five seconds.</param>
    Task<IReadOnlyList<HealthTrouble>> TroublesAsync(CancellationToken cancellationToken);
}
