using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.People;

/// <summary>What a person's name, address, language and password may be.</summary>
internal static class PersonRules
{
    private const int LongestLanguage = 20;

    public static IEnumerable<Refusal> Check(NewPerson given)
    {
        foreach (var refusal in Check(given.Name, given.Role, given.Language))
        {
            yield return refusal;
        }

        if (!EmailAddress.IsOne(given.Address))
        {
            yield return Refusal.Invalid("address", "desk.person-address-invalid");
        }

        if (given.Password is { } password && Password(password, "password") is { } wrong)
        {
            yield return wrong;
        }
    }

    public static IEnumerable<Refusal> Check(string name, Role role, string language)
    {
        if (name.Length == 0)
        {
            yield return Refusal.Invalid("name", "desk.person-name-missing");
        }
        else if (name.Length > Person.LongestName)
        {
            yield return Refusal.Invalid("name", "desk.person-name-too-long", Person.LongestName);
        }

        if (!Enum.IsDefined(role))
        {
            yield return Refusal.Invalid("role", "desk.person-role-unknown");
        }

        if (!IsLanguage(language))
        {
            yield return Refusal.Invalid("language", "desk.person-language-unknown");
        }
    }

    /// <summary>What is wrong with a password; null for nothing.</summary>
    public static Refusal? Password(string password, string field) => password.Length switch
    {
        < Passwords.Shortest => Refusal.Invalid(field, "desk.password-too-short", Passwords.Shortest),
        > Passwords.Longest => Refusal.Invalid(field, "desk.password-too-long", Passwords.Longest),
        _ => null,
    };

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
}
