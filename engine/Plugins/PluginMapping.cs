using Helpdesk.Engine.Plugins.Settings;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Plugins;

/// <summary>Where plugins stand, and what was set for them.</summary>
internal static class PluginMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<PluginRow>(plugin =>
        {
            plugin.ToTable("Plugin");
            plugin.Property(p => p.Id).HasMaxLength(40);
            plugin.Property(p => p.WantedVersion).HasMaxLength(60);
            plugin.Property(p => p.RunningVersion).HasMaxLength(60);
            plugin.Property(p => p.Sentence).HasMaxLength(2000);
            plugin.Property(p => p.FailedVersion).HasMaxLength(60);
            plugin.Property(p => p.FailedSentence).HasMaxLength(2000);
            plugin.Ignore(p => p.Record);
        });
        model.Entity<PluginSetting>(setting =>
        {
            setting.ToTable(nameof(PluginSetting));
            setting.HasKey(s => new { s.PluginId, s.Key });
            setting.Property(s => s.PluginId).HasMaxLength(40);
            setting.Property(s => s.Key).HasMaxLength(40);
        });
    }
}
