using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.People;

/// <summary>What a person's name, address and language can be, whoever brings them.</summary>
internal static class PersonCheck
{
    private const int LongestLanguage = 20;

    public static IEnumerable<Refusal> Of(string name, string address, string language)
    {
        if (name.Length == 0)
        {
            yield return Invalid("name", "desk.person-name-missing");
        }
        else if (name.Length > Person.LongestName)
        {
            yield return Invalid("name", "desk.person-name-too-long", Person.LongestName);
        }

        if (!EmailAddress.IsOne(address))
        {
            yield return Invalid("address", "desk.person-address-invalid");
        }

        if (!IsLanguage(language))
        {
            yield return Invalid("language", "desk.person-language-unknown");
        }
    }

    private static bool IsLanguage(string language)
    {
        try
        {
            return language.Length is > 0 and <= LongestLanguage && CultureInfo.GetCultureInfo(language, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static Refusal Invalid(string field, string key, params IReadOnlyList<object> arguments) =>
        new(RefusalKind.Invalid, new Phrase(key, arguments), field);
}
