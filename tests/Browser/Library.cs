using Helpdesk.Host.Generations;

namespace Helpdesk.Browser.Tests;

/// <summary>A desk whose knowledge base is open, with the articles of the demo company in it.</summary>
public sealed class Library : OpenDesk
{
    public new const string Name = nameof(Library);

    protected override IReadOnlyList<string> Settings => [.. base.Settings, $"--{PluginWatch.Setting}:0={BuiltPlugins.FolderOf("plugins/KnowledgeBase")}"];
}

[CollectionDefinition(Library.Name)]
public sealed class LibraryTests : ICollectionFixture<Library>;
