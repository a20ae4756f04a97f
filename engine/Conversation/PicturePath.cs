using System.Globalization;

namespace Helpdesk.Engine.Conversation;

/// <summary>Where a picture of a message is to be had.</summary>
internal static class PicturePath
{
    public const string Pattern = "/attachments/{id:long}/picture";

    public static string Of(long attachment) => string.Create(CultureInfo.InvariantCulture, $"/attachments/{attachment}/picture");
}
