using System.Text.Json.Serialization;

namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>What a setting holds, and so how it is asked for and checked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SettingKind>))]
public enum SettingKind
{
    /// <summary>One line of text; at most <see cref="SettingDeclaration.Maximum"/> characters, 400 unless told.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>Several lines of text; at most <see cref="SettingDeclaration.Maximum"/> characters, 4000 unless told.</summary>
    [JsonStringEnumMemberName("lines")]
    Lines,

    /// <summary>A whole number between <see cref="SettingDeclaration.Minimum"/> and <see cref="SettingDeclaration.Maximum"/>.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>On or off.</summary>
    [JsonStringEnumMemberName("switch")]
    Switch,

    /// <summary>One of <see cref="SettingDeclaration.Options"/>.</summary>
    [JsonStringEnumMemberName("choice")]
    Choice,

    /// <summary>An absolute address that begins with http or https.</summary>
    [JsonStringEnumMemberName("url")]
    Url,

    /// <summary>An e-mail address (RFC 5322 addr-spec, as the desk takes them).</summary>
    [JsonStringEnumMemberName("address")]
    Address,

    /// <summary>A password or key: encrypted where it is kept, never shown again, and left as it is when its field is left empty.</summary>
    [JsonStringEnumMemberName("secret")]
    Secret,
}
