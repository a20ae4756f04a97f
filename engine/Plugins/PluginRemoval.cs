namespace Helpdesk.Engine.Plugins;

/// <summary>What becomes of a plugin's data when it is uninstalled (LP5). The audit always stays.</summary>
internal enum PluginRemoval
{
    /// <summary>Tables, settings and what waits for it stay; installed again, it goes on where it was.</summary>
    Keep,

    /// <summary>Its tables and settings are written to a file, secrets left out; then its data is deleted.</summary>
    Export,

    /// <summary>All that is its own is deleted.</summary>
    Delete,
}
