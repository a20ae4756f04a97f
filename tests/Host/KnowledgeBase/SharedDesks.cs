namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>One desk for the tests that leave the articles of the demo as they are.</summary>
[CollectionDefinition(Name)]
public sealed class ReadersDesk : ICollectionFixture<KnowledgeDesk>
{
    public const string Name = "readers of the knowledge base";
}

/// <summary>One desk for the tests that write.</summary>
[CollectionDefinition(Name)]
public sealed class WritersDesk : ICollectionFixture<KnowledgeDesk>
{
    public const string Name = "writers of the knowledge base";
}
