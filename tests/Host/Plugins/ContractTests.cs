namespace Helpdesk.Host.Tests.Plugins;

/// <summary>Row G2: what every plugin ought to bear, borne by those of the house. Written as somebody else writes it: a class that inherits.</summary>
public abstract class ContractTests(string project) : PluginContract
{
    protected override string Folder => BuiltPlugins.FolderOf(project);
}

[Trait("Kind", "slow")]
public sealed class SlaBillingContract() : ContractTests("plugins/SlaBilling");

[Trait("Kind", "slow")]
public sealed class KnowledgeBaseContract() : ContractTests("plugins/KnowledgeBase");

[Trait("Kind", "slow")]
public sealed class GreetsContract() : ContractTests("tests/Fixtures/Greets");

[Trait("Kind", "slow")]
public sealed class SampleContract() : ContractTests("tests/Fixtures/SampleV1");
