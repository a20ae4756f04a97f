using Helpdesk.Host.Generations;

namespace Helpdesk.Browser.Tests;

/// <summary>A desk whose knowledge base is open, with the articles of the demo company in it.</summary>
public sealed class Library : OpenDesk
{
    public new const string Name = nameof(Library);

    protected override IReadOnlyList<string> Settings => [.. base.Settings, $"--{PluginWatch.Setting}:0={BuiltPlugins.FolderOf("plugins/KnowledgeBase")}"];

    /// <summary>On a slow machine the desk opens its doors while the articles are still being brought in.</summary>
    protected override Task PrepareAsync()
    {
        var done = Path.Combine(Desk.DataDirectory, "demo-contents");
        return Patience.UntilAsync(() => Task.FromResult(File.Exists(done)), "the articles are there");
    }
}

[CollectionDefinition(Library.Name)]
public sealed class LibraryTests : ICollectionFixture<Library>;
