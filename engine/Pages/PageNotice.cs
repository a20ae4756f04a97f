using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Helpdesk.Engine.Pages;

/// <summary>A sentence that the next page shows once, at its top: what became of the form that was just sent.</summary>
public static class PageNotice
{
    internal const string Key = "notice";

    /// <summary>Where it travels; with the prefix of the desk's cookies before it.</summary>
    internal const string Cookie = "desk-notice";

    /// <summary>Leaves the sentence for the next page.</summary>
    /// <param name="tempData">The page's.</param>
    /// <param name="sentence">In the reader's language.</param>
    public static void Notify(this ITempDataDictionary tempData, string sentence)
    {
        ArgumentNullException.ThrowIfNull(tempData);
        tempData[Key] = sentence;
    }
}
