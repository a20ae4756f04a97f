using System.Globalization;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Host.Privacy;

/// <summary>What stands in place of somebody who is erased, in the language of whoever erases her.</summary>
internal static class Erasures
{
    /// <summary>So much of an id tells two people on one ticket apart.</summary>
    private const int LastDigits = 10_000;

    public static string NameFromNow(this ErasurePreview preview, Words words) =>
        preview.IsErased ? preview.Name : words["admin.erase.name", (preview.PersonId % LastDigits).ToString("D4", CultureInfo.InvariantCulture)];

    /// <summary>Of whoever is erased already, only what she wrote is left to go.</summary>
    public static Erasure Of(ErasurePreview preview, string? confirmation, bool withWords, Words words) =>
        new(preview.PersonId, confirmation ?? "", withWords || preview.IsErased, preview.NameFromNow(words), words["admin.erase.subject"]);
}
