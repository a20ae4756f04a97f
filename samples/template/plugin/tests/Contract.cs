namespace MyPlugin.Tests;

/// <summary>What every plugin ought to bear: it loads, runs twice, unloads, speaks every language, bears double delivery.</summary>
public sealed class Contract : PluginContract;
