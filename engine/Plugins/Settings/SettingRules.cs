using System.Globalization;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>What can be in a setting of each kind.</summary>
internal static class SettingRules
{
    public const string On = "true";
    public const string Off = "false";

    private const int LongestLine = 400;
    private const int LongestText = 4000;

    /// <summary>The value as it is kept: trimmed, and for numbers and switches in one notation; empty for nothing.</summary>
    public static string Normal(SettingDeclaration setting, string? typed)
    {
        var value = setting.Kind == SettingKind.Secret ? typed ?? "" : (typed ?? "").Trim();
        return setting.Kind switch
        {
            SettingKind.Switch => value.Equals(On, StringComparison.OrdinalIgnoreCase) ? On : Off,
            SettingKind.Number when long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number.ToString(CultureInfo.InvariantCulture),
            SettingKind.Lines => value.ReplaceLineEndings("\n"),
            _ => value,
        };
    }

    /// <summary>What is wrong with a value; null when nothing is. Nothing at all is for others to judge.</summary>
    public static Phrase? Fault(SettingDeclaration setting, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (StorableText.Of(value) != value)
        {
            return new Phrase("plugins.setting.odd-characters");
        }

        return setting.Kind switch
        {
            SettingKind.Number => NumberFault(setting, value),
            SettingKind.Choice when !setting.Options.Any(option => option.Key == value) => new Phrase("plugins.setting.no-choice"),
            SettingKind.Url when !IsWebAddress(value) => new Phrase("plugins.setting.no-url"),
            SettingKind.Address when !EmailAddress.IsOne(value) => new Phrase("plugins.setting.no-address"),
            SettingKind.Text or SettingKind.Url or SettingKind.Secret when value.Length > (setting.Maximum ?? LongestLine) => TooLong(setting.Maximum ?? LongestLine),
            SettingKind.Text when value.Contains('\n', StringComparison.Ordinal) => new Phrase("plugins.setting.one-line"),
            SettingKind.Lines when value.Length > (setting.Maximum ?? LongestText) => TooLong(setting.Maximum ?? LongestText),
            _ => null,
        };
    }

    private static Phrase? NumberFault(SettingDeclaration setting, string value)
    {
        if (!long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            return new Phrase("plugins.setting.no-number");
        }

        return (setting.Minimum, setting.Maximum) switch
        {
            ({ } least, { } most) when number < least || number > most => new Phrase("plugins.setting.between", least, most),
            ({ } least, null) when number < least => new Phrase("plugins.setting.at-least", least),
            (null, { } most) when number > most => new Phrase("plugins.setting.at-most", most),
            _ => null,
        };
    }

    private static Phrase TooLong(long most) => new("plugins.setting.too-long", most);

    private static bool IsWebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.Host.Length > 0;
}
