using Helpdesk.Engine.Plugins;

namespace Helpdesk.KnowledgeBase;

/// <summary>Addresses of the plugin's styles and scripts; each version has its own, so browsers may keep them for ever.</summary>
internal sealed class PluginFiles(PluginManifest manifest)
{
    public string Style => Url("knowledge-base.css");

    public string Script => Url("knowledge-base.js");

    private string Url(string file) => $"/_plugins/{manifest.Id}/{manifest.Version}/{file}";
}
