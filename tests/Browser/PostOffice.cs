using Helpdesk.Host.Generations;

namespace Helpdesk.Browser.Tests;

/// <summary>A desk that takes mail.</summary>
public sealed class PostOffice : OpenDesk
{
    public new const string Name = nameof(PostOffice);

    protected override IReadOnlyList<string> Settings => [.. base.Settings, $"--{PluginWatch.Setting}:0={BuiltPlugins.FolderOf("plugins/EmailIngest")}"];

    /// <summary>Puts a mail where a mail server's pipe puts it.</summary>
    public Task DeliverAsync(string mailbox, string name, params IEnumerable<string> lines) =>
        File.WriteAllTextAsync(Path.Combine(Desk.DataDirectory, "plugin-files", "email-ingest", "spool", mailbox, name + ".eml"), string.Join("\r\n", lines));
}

[CollectionDefinition(PostOffice.Name)]
public sealed class PostOfficeTests : ICollectionFixture<PostOffice>;
