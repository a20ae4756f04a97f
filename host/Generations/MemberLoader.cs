using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Generations;

/// <summary>Loads a package and asks it what it contributes, with a mark on disk while its code runs.</summary>
internal sealed class MemberLoader(PluginLoader loader, StartMarks marks)
{
    /// <exception cref="PluginFaultException">It can't be loaded or configured.</exception>
    public Member Load(PluginPackage package)
    {
        var id = package.Manifest!.Id;
        using var mark = marks.Begin(id);
        try
        {
            var plugin = loader.Load(package);
            return new Member(plugin, plugin.Configure());
        }
        catch (PluginLoadException fault)
        {
            throw new PluginFaultException(id, fault.Message, fault);
        }
    }

    /// <summary>Lets go of a plugin that is being removed and that no generation uses any more.</summary>
    public void Forget(string id) => loader.Forget(id);

    /// <summary>A plugin that runs, for another generation.</summary>
    public Member Again(Member member)
    {
        using var mark = marks.Begin(member.Id);
        return new Member(member.Plugin, member.Plugin.Configure());
    }
}
