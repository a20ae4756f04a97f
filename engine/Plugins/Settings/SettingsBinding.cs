using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>Turns kept values into the plugin's own class.</summary>
internal static class SettingsBinding
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    /// <exception cref="JsonException">The class has a property of another type than the setting.</exception>
    public static object Bind(Type type, IEnumerable<SettingDeclaration> settings, IReadOnlyDictionary<string, string> values)
    {
        var json = new JsonObject();
        foreach (var setting in settings)
        {
            if ((values.GetValueOrDefault(setting.Key) ?? setting.Default) is { Length: > 0 } value)
            {
                json[setting.Key] = setting.Kind switch
                {
                    SettingKind.Switch => value == SettingRules.On,
                    SettingKind.Number => long.Parse(value, CultureInfo.InvariantCulture),
                    _ => value,
                };
            }
        }

        return json.Deserialize(type, Json)!;
    }
}
