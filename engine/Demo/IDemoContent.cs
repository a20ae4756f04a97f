namespace Helpdesk.Engine.Demo;

/// <summary>What a plugin has to show in the demo company. It is asked once, after a new demo company was seeded and the plugin enabled.</summary>
public interface IDemoContent
{
    /// <summary>Writes it into the plugin's tables. May be asked again when it did not end: it does nothing where its content is there already.</summary>
    /// <param name="cancellationToken">Cancelled when the desk stops.</param>
    Task SeedAsync(CancellationToken cancellationToken);
}
