namespace Acme.RequesterCard.Tests;

/// <summary>What every plugin ought to bear.</summary>
public sealed class Contract : PluginContract;
