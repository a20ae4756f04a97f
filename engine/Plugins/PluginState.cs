namespace Helpdesk.Engine.Plugins;

/// <summary>Where a plugin stands. Each state is shown with a sentence that says why.</summary>
public enum PluginState
{
    /// <summary>Its folder is there; nobody has enabled it yet.</summary>
    Found,

    /// <summary>It was installed and waits to be enabled.</summary>
    Installed,

    /// <summary>It is part of the running generation.</summary>
    Enabled,

    /// <summary>It was switched off; its data is kept and its rows are parked.</summary>
    Disabled,

    /// <summary>It can't run with this engine, and the sentence says what it lacks.</summary>
    Incompatible,

    /// <summary>It is wanted but could not be started; its rows are parked and the desk runs without it.</summary>
    Failed,

    /// <summary>A newer version of it runs.</summary>
    Superseded,

    /// <summary>It is being removed.</summary>
    Removing,
}
