namespace Helpdesk.Host.Tests.Loading;

public sealed class LoadingTests
{
    [Fact]
    public void A_plugin_states_what_it_contributes()
    {
        using var plugins = new Plugins("SampleV1", "SampleV2");

        var sample = plugins.Load("sample", "1.0.0").Configure();

        sample.PluginId.Should().Be("sample");
        sample.Receivers.Select(receiver => receiver.Key).Should().BeEquivalentTo(
            "plugin:sample:opened", "plugin:sample:replied", "plugin:sample:follow-up", "plugin:sample:tick");
        sample.Panels.Should().HaveCount(2);
        sample.Tables.Should().ContainSingle();
        sample.Navigation.Should().ContainSingle(link => link.Href == "/sample");
    }
}
