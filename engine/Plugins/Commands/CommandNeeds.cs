using System.Text.Json.Serialization;

namespace Helpdesk.Engine.Plugins.Commands;

/// <summary>What must be there for a plugin's command to run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommandNeeds>))]
public enum CommandNeeds
{
    /// <summary>No database, configuration or network: the plugin's own services, and what is typed.</summary>
    [JsonStringEnumMemberName("nothing")]
    Nothing,

    /// <summary>As <see cref="Nothing"/>, and the data directory: the command's class asks for <see cref="Storage.Files.IOwnFiles{TTables}"/>. The database is not opened.</summary>
    [JsonStringEnumMemberName("files")]
    Files,

    /// <summary>As <see cref="Nothing"/>, and a desk to try something out on: the command's class asks for <see cref="Trials.ITrialDesks"/>.</summary>
    [JsonStringEnumMemberName("trial-desk")]
    TrialDesk,
}
